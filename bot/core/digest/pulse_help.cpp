// Who helped, and what kind of warning came back: read from the journal.
#include "core/base/among.hpp"
#include "core/command/record_text.hpp"
#include "core/digest/digest.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>

namespace plumb {

namespace {

constexpr std::string_view kBetween = ", ";

/// The people of a journal value, `person:ana, person:ben`.
std::vector<PersonId> people_in(const World& world, std::string_view list) {
    constexpr std::string_view kPrefix = kPrefixes[static_cast<std::size_t>(Kind::person)];
    std::vector<PersonId> people;
    while (!list.empty()) {
        std::string_view one = list.substr(0, list.find(kBetween));
        list.remove_prefix(std::min(one.size() + kBetween.size(), list.size()));
        if (one.substr(0, kPrefix.size()) == kPrefix) one.remove_prefix(kPrefix.size());
        if (const Person* person = person_by_handle(world, one)) people.push_back(id_of(*person));
    }
    return people;
}

std::vector<PersonId> without(std::vector<PersonId> people, const std::vector<PersonId>& others) {
    std::erase_if(people, [&](PersonId who) { return is_among(others, who); });
    return people;
}

std::vector<PersonId> added(const World& world, const JournalRow& row) {
    return without(people_in(world, row.after), people_in(world, row.before));
}

std::vector<PersonId> removed(const World& world, const JournalRow& row) {
    return without(people_in(world, row.before), people_in(world, row.after));
}

bool can_be_taken(Ref record) { return record.kind == Kind::event || record.kind == Kind::collateral; }

/// How a person helped with a record; what says more replaces what says less.
enum class Help : std::uint8_t { offered, took };

class Thanks {
  public:
    Thanks(const World& world, ProductId product) : world_(world), product_(product) {}

    /// Offers that ended, of all rows before any is read: a confirmation ends the offer it takes, and is
    /// journalled before that.
    void note_ended_offers(const JournalRow& row) {
        if (row.field != "offers") return;
        for (const PersonId who : removed(world_, row)) ended_.insert({making_of(row), who});
    }
    void read(const JournalRow& row) {
        if (!can_be_taken(row.record) || product_of(world_, row.record) != product_) return;
        // What a record was made with is no help that was offered.
        if (row.field == "created") made_.insert(making_of(row));
        if (made_.contains(making_of(row))) return;
        const LaunchEvent* event = world_.find(row.record.as<EventId>());
        if (row.field == "offers")
            for (const PersonId who : added(world_, row)) note(who, row.record, Help::offered);
        if (row.field != "owner") return;
        for (const PersonId who : added(world_, row)) {
            // Whoever was merely named by somebody else did not volunteer.
            const bool offered =
                (event && is_among(event->offers, who)) || ended_.contains({making_of(row), who});
            if (who == row.by || offered || helped_.contains({who, row.record}))
                note(who, row.record, Help::took);
        }
    }
    std::vector<std::string> said() const {
        std::vector<std::string> lines;
        for (const auto& [who, record] : order_)
            lines.push_back(
                fmt::format("{} {} {}", person_name(world_, who),
                            helped_.at({who, record}) == Help::took ? "took" : "offered help with",
                            called(world_, record)));
        return lines;
    }

  private:
    using Act = std::pair<PersonId, Ref>;
    /// A record, when it was made or changed, and by which command.
    using Making = std::tuple<Ref, Instant, std::string>;
    static Making making_of(const JournalRow& row) { return {row.record, row.at, row.command}; }
    void note(PersonId who, Ref record, Help help) {
        const auto [held, fresh] = helped_.insert({{who, record}, help});
        if (fresh) order_.push_back({who, record});
        held->second = std::max(held->second, help);
    }

    const World& world_;
    ProductId product_;
    std::set<Making> made_;
    std::set<std::pair<Making, PersonId>> ended_;
    std::map<Act, Help> helped_;
    std::vector<Act> order_;
};

}  // namespace

std::vector<std::string> thanks_since(const World& world, const Context& context, const DigestWish& wish) {
    Thanks thanks(world, wish.product);
    std::vector<const JournalRow*> rows;
    for (const JournalRow& row : context.archive.journal)
        if (is_news(row.at, row.by, wish.since) && exists(world, row.record)) rows.push_back(&row);
    for (const JournalRow* row : rows) thanks.note_ended_offers(*row);
    for (const JournalRow* row : rows) thanks.read(*row);
    return thanks.said();
}

std::vector<std::string> back_since(const World& world, const Context& context, const DigestWish& wish) {
    std::map<std::string, int> back;
    // When a kind was first mended.
    std::map<std::string, Instant> mended;
    std::set<WarningId> reopened;
    for (const JournalRow& row : context.archive.journal)
        if (is_news(row.at, row.by, wish.since) && row.record.kind == Kind::warning &&
            row.field == "status" && row.before == word(WarningStatus::resolved) &&
            row.after == word(WarningStatus::open))
            reopened.insert(row.record.as<WarningId>());
    for (const Warning& w : world.all<Warning>()) {
        // On an earlier day (`--at`) one that opens later is found no more: that mends nothing.
        if (w.product != wish.product || !w.resolved_at || *w.resolved_at < w.opened_at) continue;
        const auto [first, fresh] = mended.insert({w.rule, *w.resolved_at});
        if (!fresh) first->second = std::min(first->second, *w.resolved_at);
    }
    for (const Warning& w : world.all<Warning>()) {
        if (w.product != wish.product) continue;
        const auto first = mended.find(w.rule);
        const bool fresh = is_news(w.opened_at, w.meta.created_by, wish.since);
        const bool again = fresh && first != mended.end() && first->second < w.opened_at;
        if (again || reopened.contains(id_of(w))) ++back[w.rule];
    }
    std::vector<std::string> kinds;
    for (const auto& [rule, times] : back)
        kinds.push_back(times > 1 ? fmt::format("{} ×{}", rule, times) : rule);
    return kinds;
}

}  // namespace plumb
