#include "core/talk/history_text.hpp"

#include "core/base/phrases.hpp"
#include "core/plan/snapshot.hpp"
#include "core/time/calendar.hpp"
#include "core/time/duration.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace plumb {

namespace {

/// Clocks, facts of the moment and what the row says anyway.
constexpr std::array<std::string_view, 29> kNotes{"product",
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
                                                  "told",
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
constexpr std::array<std::string_view, 22> kTexts{
    "title", "name",    "why",      "if_declined", "becomes", "reason", "override", "trade_off",
    "quote", "summary", "approach", "redo",        "note",    "goal",   "metric",   "segment",
    "place", "found",   "meaning",  "facts",       "key",     "term"};
/// Lists of records within the record: what is new of them is said.
constexpr std::array<std::string_view, 5> kStructured{"loop_ins", "options", "ready", "signed_off", "retro"};
/// What a new record says of a field that nobody gave.
constexpr std::array<std::string_view, 2> kUnset{"no", "0"};
constexpr std::array<std::string_view, 6> kReferences{
    "person:", "release:", "product:", "customer:", "baseline:", "channel:"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string without_references(std::string_view text) {
    std::string out(text);
    for (const std::string_view prefix : kReferences) {
        for (std::size_t at = out.find(prefix); at != std::string::npos; at = out.find(prefix, at)) {
            const bool begins = at == 0 || out[at - 1] == ' ';
            if (begins)
                out.erase(at, prefix.size());
            else
                at += prefix.size();
        }
    }
    return out;
}

std::string value_text(std::string_view field, const std::string& value, Day today) {
    if (is_one_of(kTexts, field)) return quoted(value);
    if (const auto day = parse_iso_day(value)) return spoken(*day, today);
    if (field == "effort")
        if (const auto effort = parse_effort(value)) return effort_phrase(*effort);
    return without_references(value);
}

/// `key: value` pieces of a structured text, without moments and who noted them down.
std::vector<std::string> segments(std::string_view text) {
    constexpr std::array<std::string_view, 5> kLeftOut{"asked_by: ", "closed: no",
                                                       "at: ", "answered_at: ", "by: person:"};
    std::vector<std::string> out;
    while (!text.empty()) {
        const std::size_t end =
            std::min({text.find("; "), text.find(", asked: "), text.find(", text: "), text.size()});
        const std::string_view one = text.substr(0, end);
        const bool left_out = std::any_of(kLeftOut.begin(), kLeftOut.end(), [&](std::string_view word) {
            return one.substr(0, word.size()) == word;
        });
        if (!left_out) out.emplace_back(one);
        text.remove_prefix(std::min(end + 2, text.size()));
    }
    return out;
}

std::string structured_text(const JournalRow& row, Day today) {
    const std::vector<std::string> before = segments(row.before);
    std::vector<std::string> fresh;
    for (const std::string& one : segments(row.after)) {
        if (std::find(before.begin(), before.end(), one) != before.end()) continue;
        const std::size_t value = std::min(one.rfind(": "), one.size());
        const auto day =
            value < one.size() ? parse_iso_day(std::string_view(one).substr(value + 2)) : std::nullopt;
        fresh.push_back(day ? one.substr(0, value + 2) + spoken(*day, today) : without_references(one));
    }
    return listed(fresh);
}

/// What was added at the end of a list; nothing where it is no such change.
std::optional<std::string> added(const JournalRow& row) {
    const std::string before = row.before + ", ";
    const bool longer = !row.before.empty() && row.after.size() > before.size();
    if (!longer || row.after.compare(0, before.size(), before) != 0) return std::nullopt;
    return row.after.substr(before.size());
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
        if (record == Ref{e.change} || record == Ref{e.event}) refs.emplace_back(id_of(e));
    });
    world.all<Move>().each_naming(record, [&](const Move& m) {
        if (m.record == record) refs.emplace_back(id_of(m));
    });
    if (record.kind != Kind::change) return refs;
    for (const Assessment* a : world.all<Assessment>().naming(record)) refs.emplace_back(id_of(*a));
    return refs;
}

std::optional<std::string> change_text(const JournalRow& row, Day today) {
    const bool plan_held =
        row.record.kind == Kind::baseline && (row.field == "releases" || row.field == "features");
    // A row of the ledger adds why; the rest of it the record says itself.
    const bool known_by_record = row.record.kind == Kind::move && row.field != "why";
    if (is_one_of(kNotes, row.field) || plan_held || known_by_record) return std::nullopt;
    std::string field = row.field;
    for (char& c : field)
        if (c == '_') c = ' ';
    if (is_one_of(kStructured, row.field)) {
        const std::string fresh = structured_text(row, today);
        if (fresh.empty() && !row.after.empty()) return std::nullopt;
        return fmt::format("{}: {}", field, fresh.empty() ? "none" : fresh);
    }
    if (row.before.empty()) return fmt::format("{} {}", field, value_text(row.field, row.after, today));
    const std::string before = value_text(row.field, row.before, today);
    if (row.after.empty()) return fmt::format("{} cleared (was {})", field, before);
    if (const auto more = is_one_of(kTexts, row.field) ? std::nullopt : added(row))
        return fmt::format("{} gained {}", field, value_text(row.field, *more, today));
    return fmt::format("{} from {} to {}", field, before, value_text(row.field, row.after, today));
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
            else if (made == "recorded" && is_one_of(kUnset, rows[i].after))
                continue;
            else if (auto text = change_text(rows[i], today))
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
