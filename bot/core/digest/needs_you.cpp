// Needs you: requests that wait for an assessment or a decision, and questions put to people.
#include "core/change/loop_in.hpp"
#include "core/change/state.hpp"
#include "core/command/record_text.hpp"
#include "core/digest/digest.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace plumb {

namespace {

/// Of each function.
constexpr std::size_t kShown = 5;
/// Functions, people without one, and the decision.
constexpr std::size_t kAsked = kFunctions;
constexpr std::size_t kDecision = kFunctions + 1;
constexpr std::size_t kGroups = kFunctions + 2;

struct Waits {
    Instant since{};
    Line line;
};
using Groups = std::array<std::vector<Waits>, kGroups>;

std::string label_of(std::size_t group) {
    if (group == kDecision) return "decision";
    return group == kAsked ? "asked" : std::string(word(static_cast<Function>(group)));
}

class Collector {
  public:
    Collector(const World& world, const Context& context, ProductId product)
        : world_(world), zone_(zone_of(context, world, product)), today_(zone_.day_of(context.now)) {}

    void take(const ChangeRequest& request) {
        if (!waiting(request)) return;
        for (const LoopIn& question : request.loop_ins)
            if (pending(question)) ask(request, question);
        // What came from a file makes no claim about who has assessed it.
        if (request.imported) return;
        for (const Function function : missing_functions(world_, request))
            add(static_cast<std::size_t>(function), request.waiting_since,
                fmt::format("{} {} for an assessment", called(world_, id_of(request)),
                            waits(request.waiting_since)));
        if (request.status != ChangeStatus::assessed) return;
        const Instant since = request.assessed_at.value_or(request.waiting_since);
        add(kDecision, since,
            fmt::format("{} {} for a decision", called(world_, id_of(request)), waits(since)));
    }
    Groups groups;

  private:
    std::string waits(Instant since) const {
        const int days = working_days_after(zone_.day_of(since), today_);
        if (days > 0) return "waits " + counted(days, "working day");
        const Day began = zone_.day_of(since);
        return "waits since " + (began == today_ ? std::string("today") : spoken(began, today_));
    }
    void ask(const ChangeRequest& request, const LoopIn& question) {
        const auto function = function_of(world_, question.asked);
        std::string text =
            fmt::format("{}: {} to {}, {}", called(world_, id_of(request)), quoted(question.text),
                        person_name(world_, question.asked), waits(question.at));
        if (question.by) text += fmt::format(", by {}", spoken(*question.by, today_));
        add(function ? static_cast<std::size_t>(*function) : kAsked, question.at, std::move(text));
    }
    void add(std::size_t group, Instant since, std::string text) {
        groups[group].push_back({since, item(label_of(group), Text(std::move(text)))});
    }

    const World& world_;
    const Zone& zone_;
    Day today_;
};

}  // namespace

Section needs_you(const World& world, const Context& context, const DigestWish& wish) {
    Collector collector(world, context, wish.product);
    for (const ChangeRequest& request : world.all<ChangeRequest>())
        if (request.product == wish.product) collector.take(request);
    Section section{"Needs you", {}};
    for (std::size_t group = 0; group < kGroups; ++group) {
        auto& waiting = collector.groups[group];
        std::stable_sort(waiting.begin(), waiting.end(),
                         [](const Waits& a, const Waits& b) { return a.since < b.since; });
        std::vector<Line> lines;
        for (Waits& one : waiting) lines.push_back(std::move(one.line));
        add_capped(section, std::move(lines),
                   group == kDecision ? "change list state:assessed" : "change list state:open", kShown);
    }
    return section;
}

}  // namespace plumb
