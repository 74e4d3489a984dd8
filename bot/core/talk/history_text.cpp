#include "core/talk/history_text.hpp"

#include "core/base/among.hpp"
#include "core/base/phrases.hpp"
#include "core/change/state.hpp"
#include "core/launch/launch_cards.hpp"
#include "core/plan/snapshot.hpp"
#include "core/talk/history_parts.hpp"
#include "core/time/calendar.hpp"
#include "core/time/duration.hpp"
#include "core/time/hours.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <map>

namespace plumb {

namespace {

/// Clocks, facts of the moment and what the row says anyway.
constexpr std::array<std::string_view, 32> kNotes{"product",
                                                  "change_request",
                                                  "at",
                                                  "first_at",
                                                  "opened_at",
                                                  "waiting_since",
                                                  "assessed_at",
                                                  "imported",
                                                  "missing_at_approval",
                                                  "frozen_at_approval",
                                                  "baselined_at_approval",
                                                  "left_release",
                                                  "touched_at_approval",
                                                  "affected",
                                                  "decided_at",
                                                  "channel_at",
                                                  "told_pending",
                                                  "told_in",
                                                  "private_in",
                                                  "told_to",
                                                  "closed_at",
                                                  "resolved_at",
                                                  "retro_posted",
                                                  "heard_asked",
                                                  "due_before",
                                                  "changed_since",
                                                  "profile_at",
                                                  "first_confirmed_at",
                                                  "confirmed_at",
                                                  "recorded_on",
                                                  "last_slot",
                                                  "calendar_token"};
/// Values that are people's own words.
constexpr std::array<std::string_view, 23> kTexts{
    "title", "name",    "why",      "if_declined", "becomes", "reason", "override", "trade_off",
    "quote", "summary", "approach", "redo",        "note",    "goal",   "metric",   "segment",
    "place", "found",   "meaning",  "facts",       "key",     "term",   "told"};
/// Fields that are `no` or 0 where nobody gave them; of any other these are an answer.
constexpr std::array<std::string_view, 4> kHasDefault{"immovable", "help_wanted", "prep", "reopened"};
/// Days, which a number alone does not say.
constexpr std::array<std::string_view, 2> kDays{"prep", "lead"};
/// Numbers that are read with their thousands set apart.
constexpr std::array<std::string_view, 5> kAmounts{"reach", "cost", "capacity", "budget", "value"};

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
    return number;
}

/// People's words within quotes; where they hold some of their own, within others, so that the end shows.
std::string words_text(const std::string& words) {
    return words.find("“") == std::string::npos ? quoted(words) : fmt::format("«{}»", words);
}

std::string value_text(std::string_view field, const std::string& value, Day today) {
    if (is_among(kTexts, field)) return words_text(value);
    if (const auto day = parse_iso_day(value)) return spoken(*day, today);
    if (field == "effort")
        if (const auto effort = parse_effort(value)) return effort_phrase(*effort);
    if (const auto number = whole_number(value)) {
        if (is_among(kDays, field)) return counted(*number, "day");
        if (is_among(kAmounts, field)) return grouped(*number);
        if (field == "time_of_day") return clock_text(Seconds{*number});
    }
    if (auto whole = text_of_whole(field, value)) return *std::move(whole);
    return without_references(value);
}

/// A new record's field that nobody gave.
bool is_unset(const JournalRow& row) {
    return is_among(kHasDefault, row.field) && (row.after == "no" || row.after == "0");
}

/// What was added at the end of a list; nothing where it is no such change.
std::optional<std::string> added(const JournalRow& row) {
    const std::string before = row.before + ", ";
    const bool longer = !row.before.empty() && row.after.size() > before.size();
    if (!longer || row.after.compare(0, before.size(), before) != 0) return std::nullopt;
    return row.after.substr(before.size());
}

/// Of evidence that was on record before.
std::string attached_text(const JournalRow& row) {
    if (row.before.empty()) return "put on " + row.after;
    if (row.after.empty()) return "taken from " + row.before;
    return fmt::format("moved from {} to {}", row.before, row.after);
}

/// `T-9`; empty where there is none.
std::string journal_rule_text(const std::string& days_before) {
    const auto number = whole_number(days_before);
    return number ? due_rule_text(static_cast<int>(*number)) : std::string{};
}

/// A change of the rule by which a day moves with its event, and of that day where it changed with it.
std::string ruled_due_text(const JournalRow* day, const JournalRow& rule, Day today) {
    const std::string before = journal_rule_text(rule.before);
    const std::string after = journal_rule_text(rule.after);
    if (!day) {
        if (before.empty()) return "due " + after;
        return fmt::format("due from {} to {}", before, after.empty() ? "a day of its own" : after);
    }
    const auto ruled = [today](const std::string& on, const std::string& by) {
        const std::string text = on.empty() ? std::string{} : value_text("due", on, today);
        return text.empty() || by.empty() ? text : fmt::format("{} ({})", text, by);
    };
    const std::string was = ruled(day->before, before);
    const std::string is = ruled(day->after, after);
    if (was.empty()) return "due " + is;
    return is.empty() ? fmt::format("due cleared (was {})", was) : fmt::format("due from {} to {}", was, is);
}

/// Written by the act that made the record.
bool made_with(const std::vector<JournalRow>& rows, const JournalRow& row) {
    return std::any_of(rows.begin(), rows.end(), [&](const JournalRow& other) {
        return other.record == row.record && other.field == "created" && other.at == row.at &&
               other.by == row.by && other.command == row.command;
    });
}

std::string part_name(const World& world, Ref part) {
    if (const Assessment* a = world.find(part.as<AssessmentId>()))
        return fmt::format("assessment by {}", word(a->function));
    if (part.kind == Kind::move) return "move";
    if (part.kind == Kind::evidence) return "evidence " + to_string(part);
    return label(world, part);
}

}  // namespace

std::vector<Ref> with_parts(const World& world, Ref record) {
    std::vector<Ref> refs{record};
    if (record.kind == Kind::product) {
        const std::vector<Ref> plan = planned(world, record.as<ProductId>());
        refs.insert(refs.end(), plan.begin(), plan.end());
    }
    world.all<Evidence>().each_naming(record, [&](const Evidence& e) {
        if (record == Ref{e.change} || record == Ref{e.event} || record == Ref{e.customer})
            refs.emplace_back(id_of(e));
    });
    world.all<Promise>().each_naming(record, [&](const Promise& p) {
        if (record == Ref{p.to}) refs.emplace_back(id_of(p));
    });
    const ChangeId last = survivor(world, record.as<ChangeId>());
    if (last && record != Ref{last})
        for (const Evidence* e : world.all<Evidence>().naming(last))
            if (e->change == last) refs.emplace_back(id_of(*e));
    world.all<Move>().each_naming(record, [&](const Move& m) {
        if (m.record == record) refs.emplace_back(id_of(m));
    });
    if (record.kind != Kind::change) return refs;
    for (const Assessment* a : world.all<Assessment>().naming(record)) refs.emplace_back(id_of(*a));
    return refs;
}

std::vector<JournalRow> while_its_own(const std::vector<JournalRow>& rows, const World& world, Ref record) {
    std::vector<JournalRow> kept;
    if (record.kind == Kind::customer) {
        std::copy_if(rows.begin(), rows.end(), std::back_inserter(kept), [&](const JournalRow& row) {
            const bool becomes = row.field == "customer" || row.field == "to";
            return row.record == record || (becomes && !made_with(rows, row));
        });
        return kept;
    }
    if (record.kind != Kind::change) return rows;
    const std::string id = to_string(record);
    // From the last row back: which request a piece of evidence is on after the row that is looked at.
    std::map<Ref, std::string> on;
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
        bool its = true;
        if (row->record.kind == Kind::evidence) {
            const Evidence* held = world.find(row->record.as<EvidenceId>());
            const std::string now = held && held->change ? to_string(Ref{held->change}) : std::string{};
            std::string& holder = on.try_emplace(row->record, now).first->second;
            const bool moves = row->field == "change_request" && !made_with(rows, *row);
            its = holder == id || (moves && row->before == id);
            if (moves) holder = row->before;
        }
        if (its) kept.push_back(*row);
    }
    std::reverse(kept.begin(), kept.end());
    return kept;
}

std::optional<std::string> change_text(const JournalRow& row, Day today) {
    const bool plan_held =
        row.record.kind == Kind::baseline && (row.field == "releases" || row.field == "features");
    // A row of the ledger adds why; the rest of it the record says itself.
    const bool known_by_record = row.record.kind == Kind::move && row.field != "why";
    if (is_among(kNotes, row.field) || plan_held || known_by_record) return std::nullopt;
    std::string field = row.field;
    for (char& c : field)
        if (c == '_') c = ' ';
    if (field.starts_with("checklist ")) field = "checklist." + field.substr(field.find(' ') + 1);
    if (const auto changes = part_changes(row.field, row.before, row.after, today)) {
        if (changes->empty()) return std::nullopt;
        // Of a pillar its name alone would not say what it is about.
        return (row.field == "ready" ? "ready: " : "") + listed(*changes);
    }
    if (row.before.empty()) return fmt::format("{} {}", field, value_text(row.field, row.after, today));
    const std::string before = value_text(row.field, row.before, today);
    if (row.after.empty()) return fmt::format("{} cleared (was {})", field, before);
    if (const auto more = is_among(kTexts, row.field) ? std::nullopt : added(row))
        return fmt::format("{} gained {}", field, value_text(row.field, *more, today));
    const std::string after = value_text(row.field, row.after, today);
    if (field.ends_with("by") && row.before.starts_with("person:"))
        return fmt::format("{} {} (was {})", field, after, before);
    return fmt::format("{} from {} to {}", field, before, after);
}

std::string act_text(const World& world, Ref record, const std::vector<JournalRow>& rows, Day today) {
    std::vector<std::string> parts;
    for (std::size_t first = 0; first < rows.size();) {
        const Ref of = rows[first].record;
        std::string made;
        std::vector<std::string> changes;
        std::size_t i = first;
        for (; i < rows.size() && rows[i].record == of; ++i) {
            if (rows[i].field == "created")
                made = of.kind == Kind::move ? "" : "recorded";
            else if (rows[i].field == "erased")
                made = "taken away";
            else if (made == "recorded" && is_unset(rows[i]))
                continue;
            else if (made.empty() && rows[i].field == "change_request")
                changes.push_back(attached_text(rows[i]));
            else if (rows[i].field == "due_before") {
                const bool with_day = !changes.empty() && rows[i - 1].field == "due";
                if (with_day) changes.pop_back();
                changes.push_back(ruled_due_text(with_day ? &rows[i - 1] : nullptr, rows[i], today));
            } else if (auto text = change_text(rows[i], today))
                changes.push_back(std::move(*text));
        }
        first = i;
        if (made.empty() && changes.empty()) continue;
        std::string text = of == record ? std::string{} : part_name(world, of);
        if (!made.empty()) text += (text.empty() ? "" : " ") + made;
        if (!changes.empty()) text += (text.empty() ? "" : ": ") + listed(changes);
        parts.push_back(std::move(text));
    }
    std::string out;
    for (const std::string& part : parts) out += (out.empty() ? "" : "; ") + part;
    return out;
}

}  // namespace plumb
