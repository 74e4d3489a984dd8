#include "core/digest/waiting.hpp"

#include "core/base/among.hpp"
#include "core/base/phrases.hpp"
#include "core/change/authority.hpp"
#include "core/change/loop_in.hpp"
#include "core/change/state.hpp"
#include "core/change/watchers.hpp"
#include "core/command/card_lines.hpp"
#include "core/command/record_text.hpp"
#include "core/command/warnings_today.hpp"
#include "core/launch/retro.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace plumb {

namespace {

/// Of each kind; the rest is counted.
constexpr std::size_t kShown = 5;

/// Lines of one label, capped.
class Section {
  public:
    Section(std::vector<Line>& lines, std::string label) : lines_(&lines), label_(std::move(label)) {}
    Section(const Section&) = delete;
    Section& operator=(const Section&) = delete;

    void add(Text text) {
        if (++count_ <= kShown) lines_->push_back({Line::Kind::field, label_, std::move(text)});
    }
    ~Section() {
        if (count_ > kShown)
            lines_->push_back({Line::Kind::field, label_, Text(fmt::format("and {} more", count_ - kShown))});
    }

  private:
    std::vector<Line>* lines_;
    std::string label_;
    std::size_t count_ = 0;
};

/// What waits, and since when.
using Waits = std::vector<std::pair<Instant, std::string>>;

class Waiting {
  public:
    Waiting(const World& world, const Context& context, PersonId who)
        : world_(world), context_(context), who_(who) {}

    std::vector<Line> lines() {
        questions();
        judgements();
        decisions();
        baselines();
        acknowledgements();
        offers();
        due_collateral();
        promises();
        assumptions();
        events();
        warnings();
        return std::move(lines_);
    }

  private:
    Day today(ProductId product) const { return today_of(context_, world_, product); }
    std::string dated(std::optional<Day> day, ProductId product) const {
        if (!day) return {};
        const Day now = today(product);
        return fmt::format(", {}, {}", spoken(*day, now), distance_text(*day, now));
    }
    std::string waited(Instant since, ProductId product) const {
        const Day began = zone_of(context_, world_, product).day_of(since);
        const Day now = today(product);
        const int days = working_days_after(began, now);
        if (days > 0) return "for " + counted(days, "working day");
        return "since " + (began == now ? std::string("today") : spoken(began, now));
    }

    void add_longest_first(std::string label, Waits waits) {
        std::stable_sort(waits.begin(), waits.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        Section section(lines_, std::move(label));
        for (auto& [since, text] : waits) section.add(std::move(text));
    }

    void questions() {
        Waits waits;
        for (const ChangeRequest& r : world_.all<ChangeRequest>())
            for (const LoopIn& question : r.loop_ins)
                if (question.asked == who_ && pending(question))
                    waits.emplace_back(
                        question.at, fmt::format("{}: {}{}", called(world_, id_of(r)), quoted(question.text),
                                                 dated(question.by, r.product)));
        add_longest_first("Asked of you", std::move(waits));
    }

    void judgements() {
        const auto function = function_of(world_, who_);
        if (!function) return;
        Waits waits;
        for (const ChangeRequest& r : world_.all<ChangeRequest>()) {
            // What came from a file makes no claim about who has assessed it.
            if (!waiting(r) || r.imported) continue;
            const auto missing = missing_functions(world_, r);
            if (is_among(missing, *function))
                waits.emplace_back(r.waiting_since, fmt::format("{}, {}", called(world_, id_of(r)),
                                                                waited(r.waiting_since, r.product)));
        }
        add_longest_first("To assess", std::move(waits));
    }

    void decisions() {
        Waits waits;
        for (const ChangeRequest& r : world_.all<ChangeRequest>()) {
            if (r.status != ChangeStatus::assessed || r.imported || r.raised_by == who_) continue;
            const Instant since = r.assessed_at.value_or(r.waiting_since);
            if (is_among(deciders(world_, r.product), who_))
                waits.emplace_back(since,
                                   fmt::format("{}, {}", called(world_, id_of(r)), waited(since, r.product)));
        }
        add_longest_first("To decide", std::move(waits));
    }

    void baselines() {
        const auto function = function_of(world_, who_);
        if (!function) return;
        Section section(lines_, "To confirm");
        for (const Product& product : world_.all<Product>()) {
            const Baseline* newest = nullptr;
            for (const Baseline& b : world_.all<Baseline>())
                if (b.product == id_of(product)) newest = &b;
            if (newest && !newest->confirmed_at && newest->made_by != who_ && newest->made_for != function)
                section.add(Text(fmt::format("the plan of {}, which {} put forward: ", product.key,
                                             person_name(world_, newest->made_by)))
                                .code("plan confirm"));
        }
    }

    void acknowledgements() {
        Section section(lines_, "To acknowledge");
        for (const ChangeRequest& r : world_.all<ChangeRequest>())
            if (r.status == ChangeStatus::approved && is_among(unacknowledged(r), who_))
                section.add(Text(called(world_, id_of(r)) + " is approved and touches what you own: ")
                                .code("change ack " + to_string(Ref{id_of(r)})));
    }

    void offers() {
        Section section(lines_, "Offered");
        for (const LaunchEvent* held : world_.all<LaunchEvent>().naming(who_)) {
            const LaunchEvent& e = *held;
            const bool over = e.status == EventStatus::cancelled || e.status == EventStatus::done;
            for (const PersonId helper : e.offers)
                if (!over && is_among(e.owners, who_) && !is_among(e.owners, helper))
                    section.add(
                        Text(fmt::format("{} would help with {}: ", person_name(world_, helper),
                                         called(world_, id_of(e))))
                            .code(fmt::format("launch set {} owner:+@{}", to_string(Ref{id_of(e)}),
                                              world_.find(helper) ? world_.find(helper)->handle : "")));
        }
    }

    void due_collateral() {
        std::vector<const Collateral*> mine;
        for (const Collateral& c : world_.all<Collateral>()) {
            const LaunchEvent* event = world_.find(c.event);
            const bool over =
                !event || event->status == EventStatus::cancelled || event->status == EventStatus::done;
            if (c.owner == who_ && c.status != CollateralStatus::done && !over) mine.push_back(&c);
        }
        std::stable_sort(mine.begin(), mine.end(), [](const Collateral* a, const Collateral* b) {
            return a->due.value_or(Day::max()) < b->due.value_or(Day::max());
        });
        for (const bool over : {false, true}) {
            Section section(lines_, std::string(over ? kWasDue : kDue));
            for (const Collateral* c : mine)
                if (is_past(*world_.find(c->event)) == over)
                    section.add(fmt::format("{} for {}, {}{}", called(world_, id_of(*c)),
                                            to_string(Ref{c->event}), word(c->status),
                                            dated(c->due, c->product)));
        }
    }

    void promises() {
        Section section(lines_, "Promised");
        for (const Promise& p : world_.all<Promise>()) {
            if (p.owner != who_) continue;
            if (p.told_pending)
                section.add(fmt::format("{} was broken: what is {} told?", called(world_, id_of(p)),
                                        name(world_, p.to)));
            else if (p.status == PromiseStatus::open)
                section.add(fmt::format("{} to {}{}", called(world_, id_of(p)), name(world_, p.to),
                                        dated(p.by, p.product)));
        }
    }

    void assumptions() {
        Section section(lines_, "To find out");
        for (const Assumption& a : world_.all<Assumption>())
            if (a.owner == who_ && a.status == AssumptionStatus::open)
                section.add(called(world_, id_of(a)) + dated(a.check_by, a.product));
    }

    bool is_past(const LaunchEvent& event) const { return is_over(event, today(event.product)); }

    /// Of an event that has begun one asks when it ends.
    std::string held(const LaunchEvent& event) const {
        const Day now = today(event.product);
        if (is_past(event))
            return fmt::format(", ended {}, {}", spoken(event.to, now), distance_text(event.to, now));
        return event.on < event.to && event.on <= now ? ", on until " + spoken(event.to, now)
                                                      : dated(event.on, event.product);
    }

    void events() {
        std::vector<const LaunchEvent*> mine;
        for (const LaunchEvent& e : world_.all<LaunchEvent>())
            if (is_among(e.owners, who_) && e.status != EventStatus::cancelled &&
                e.status != EventStatus::done)
                mine.push_back(&e);
        std::stable_sort(mine.begin(), mine.end(),
                         [](const LaunchEvent* a, const LaunchEvent* b) { return a->on < b->on; });
        for (const bool over : {false, true}) {
            Section section(lines_, std::string(over ? kYourOver : kYourEvents));
            for (const LaunchEvent* e : mine)
                if (is_past(*e) == over) section.add(called(world_, id_of(*e)) + held(*e));
        }
    }

    void warnings() {
        std::vector<const Warning*> mine;
        for (const Warning& w : world_.all<Warning>())
            if (w.status == WarningStatus::open && is_among(w.concerns, who_) &&
                !mute_of(world_, w, today(w.product)))
                mine.push_back(&w);
        std::stable_sort(mine.begin(), mine.end(),
                         [](const Warning* a, const Warning* b) { return a->severity > b->severity; });
        Section section(lines_, "Out of true");
        FactsToday facts(world_, context_);
        for (const Warning* w : mine)
            section.add(
                fmt::format("{} {} {}", severity_mark(w->severity), to_string(Ref{id_of(*w)}), facts.of(*w)));
    }

    const World& world_;
    const Context& context_;
    PersonId who_;
    std::vector<Line> lines_;
};

}  // namespace

std::vector<Line> waiting_lines(const World& world, const Context& context, PersonId person) {
    return Waiting(world, context, person).lines();
}

}  // namespace plumb
