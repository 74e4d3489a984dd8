#include "core/talk/history_parts.hpp"

#include "core/base/among.hpp"
#include "core/base/phrases.hpp"
#include "core/people/checklist_text.hpp"
#include "core/time/duration.hpp"
#include "core/time/hours.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <span>

namespace plumb {

namespace {

using Keys = std::span<const std::string_view>;
using Part = std::map<std::string_view, std::string>;

// The keys of each kind of part, in the order in which the journal writes them.
constexpr std::array<std::string_view, 8> kLoopIn{"asked", "text",   "by",          "asked_by",
                                                  "at",    "answer", "answered_at", "closed"};
constexpr std::array<std::string_view, 4> kOption{"text", "effort", "confidence", "by"};
constexpr std::array<std::string_view, 4> kRetroLine{"by", "at", "keep", "change"};
constexpr std::array<std::string_view, 3> kItem{"title", "days_before", "side"};
constexpr std::array<std::string_view, 4> kPillarNames{"market", "product", "revenue", "people"};
constexpr std::array<std::string_view, 4> kPillar{"status", "note", "by", "at"};
constexpr std::array<std::string_view, 2> kHalves{"inside", "outside"};
constexpr std::array<std::string_view, 2> kSignOff{"by", "at"};
constexpr std::array<std::string_view, 3> kDisplaces{"feature", "date", "none"};
constexpr std::array<std::string_view, 2> kQuiet{"from", "to"};
constexpr std::array<std::string_view, 6> kReferences{
    "person:", "release:", "product:", "customer:", "baseline:", "channel:"};

/// Which of the keys the text begins with.
std::optional<std::size_t> key_at(std::string_view text, Keys keys) {
    for (std::size_t i = 0; i < keys.size(); ++i)
        if (text.starts_with(keys[i]) && text.substr(keys[i].size(), 2) == ": ") return i;
    return std::nullopt;
}

/// Where a value ends: before a later key, or, in a list, before the first key of the next part.
std::size_t value_end(std::string_view text, std::size_t from, Keys later, Keys first) {
    for (std::size_t at = from; at + 2 <= text.size(); ++at) {
        const std::string_view mark = text.substr(at, 2);
        if (mark == "; " && key_at(text.substr(at + 2), later)) return at;
        if (mark == ", " && key_at(text.substr(at + 2), first)) return at;
    }
    return text.size();
}

/// `many`: a list of parts, of which each begins with the first key.
std::vector<Part> parts_of(std::string_view text, Keys keys, bool many) {
    std::vector<Part> parts;
    const Keys first = many ? keys.first(1) : Keys{};
    while (const auto key = key_at(text, keys)) {
        const std::size_t from = keys[*key].size() + 2;
        const std::size_t end = value_end(text, from, keys.subspan(*key + 1), first);
        if (parts.empty() || (many && *key == 0)) parts.emplace_back();
        parts.back().emplace(keys[*key], text.substr(from, end - from));
        text.remove_prefix(std::min(end + 2, text.size()));
    }
    return parts;
}

Part part_of(std::string_view text, Keys keys) {
    std::vector<Part> parts = parts_of(text, keys, false);
    return parts.empty() ? Part{} : std::move(parts.front());
}

std::string get(const Part& part, std::string_view key) {
    const auto found = part.find(key);
    return found == part.end() ? std::string{} : found->second;
}
std::string name_in(const Part& part, std::string_view key) { return without_references(get(part, key)); }

int number_in(const Part& part, std::string_view key) {
    const std::string text = get(part, key);
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::string day_in(const Part& part, std::string_view key, Day today) {
    const auto day = parse_iso_day(get(part, key));
    return day ? spoken(*day, today) : std::string{};
}

using Changes = std::vector<std::string>;
using Say = std::string (*)(const Part& part, Day today);

/// Those of `some` that are not among `others`, in words.
void add_missing(Changes& changes, const std::vector<Part>& some, const std::vector<Part>& others, Say say,
                 Day today) {
    for (const Part& part : some)
        if (!is_among(others, part)) changes.push_back(say(part, today));
}

std::string option_text(const Part& part, Day) {
    const std::string confidence = get(part, "confidence");
    std::string more;
    if (const auto effort = parse_effort(get(part, "effort"))) more = effort_phrase(*effort);
    if (!confidence.empty()) more += (more.empty() ? "" : ", ") + confidence + " confidence";
    return fmt::format("option {}{}", quoted(get(part, "text")),
                       more.empty() ? more : fmt::format(" ({})", more));
}

std::string retro_text(const Part& part, Day) {
    std::vector<std::string> lines;
    for (const std::string_view key : {"keep", "change"})
        if (const std::string line = get(part, key); !line.empty())
            lines.push_back(fmt::format("{} {}", key, quoted(line)));
    return fmt::format("{} would {}", name_in(part, "by"), listed(lines));
}

Changes list_changes(std::string_view before, std::string_view after, Keys keys, Say say, Day today) {
    const std::vector<Part> old = parts_of(before, keys, true);
    const std::vector<Part> now = parts_of(after, keys, true);
    Changes changes;
    add_missing(changes, now, old, say, today);
    // What was written anew is told by what it is now.
    if (!changes.empty()) return changes;
    add_missing(changes, old, now, say, today);
    for (std::string& change : changes) change += " taken back";
    return changes;
}

bool same_question(const Part& a, const Part& b) {
    return get(a, "asked") == get(b, "asked") && get(a, "text") == get(b, "text") &&
           get(a, "at") == get(b, "at");
}

/// What became of one question since it read as `was` (nothing: it is new).
std::string question_change(const Part& now, const Part& was, Day today) {
    const std::string who = name_in(now, "asked");
    const std::string question = quoted(get(now, "text"));
    const std::string answer = get(now, "answer");
    if (!answer.empty() && answer != get(was, "answer"))
        return fmt::format("{} answered {}: {}", who, question, quoted(answer));
    // Whoever answered may be forgotten since, and the words with them.
    if (!get(now, "answered_at").empty() && get(was, "answered_at").empty())
        return fmt::format("{} answered {}", who, question);
    if (get(now, "closed") == "yes" && get(was, "closed") != "yes")
        return fmt::format("question to {} closed unanswered: {}", who, question);
    const std::string by = day_in(now, "by", today);
    return fmt::format("question to {}{}: {}", who, by.empty() ? by : " by " + by, question);
}

Changes question_changes(std::string_view before, std::string_view after, Day today) {
    const std::vector<Part> old = parts_of(before, kLoopIn, true);
    const std::vector<Part> now = parts_of(after, kLoopIn, true);
    const auto found = [](const std::vector<Part>& among, const Part& one) {
        return std::find_if(among.begin(), among.end(), [&](const Part& p) { return same_question(p, one); });
    };
    Changes changes;
    for (const Part& question : now) {
        const auto was = found(old, question);
        if (was == old.end() || *was != question)
            changes.push_back(question_change(question, was == old.end() ? Part{} : *was, today));
    }
    for (const Part& question : old)
        if (found(now, question) == now.end())
            changes.push_back(fmt::format("question to {} taken back: {}", name_in(question, "asked"),
                                          quoted(get(question, "text"))));
    return changes;
}

std::string pillar_text(const Part& pillar) {
    const std::string note = get(pillar, "note");
    std::string status = get(pillar, "status");
    if (note.empty()) return status;
    return fmt::format("{}({})", status.empty() ? status : status + " ", quoted(note));
}

Changes pillar_changes(std::string_view before, std::string_view after) {
    const Part old = part_of(before, kPillarNames);
    const Part now = part_of(after, kPillarNames);
    Changes changes;
    for (const std::string_view name : kPillarNames) {
        const std::string was = pillar_text(part_of(get(old, name), kPillar));
        const std::string is = pillar_text(part_of(get(now, name), kPillar));
        if (was == is) continue;
        if (is.empty())
            changes.push_back(fmt::format("{} cleared (was {})", name, was));
        else
            changes.push_back(was.empty() ? fmt::format("{} {}", name, is)
                                          : fmt::format("{} from {} to {}", name, was, is));
    }
    return changes;
}

Changes sign_off_changes(std::string_view before, std::string_view after) {
    const Part old = part_of(before, kHalves);
    const Part now = part_of(after, kHalves);
    Changes changes;
    for (const std::string_view half : kHalves) {
        const std::string was = name_in(part_of(get(old, half), kSignOff), "by");
        const std::string is = name_in(part_of(get(now, half), kSignOff), "by");
        if (was == is) continue;
        changes.push_back(is.empty() ? fmt::format("{} half no longer signed off", half)
                                     : fmt::format("{} half signed off by {}", half, is));
    }
    return changes;
}

Changes displaced(std::string_view before, std::string_view after, Day today) {
    const Part now = part_of(after, kDisplaces);
    const std::string feature = get(now, "feature");
    const std::string day = day_in(now, "date", today);
    if (!feature.empty()) return {"displaces " + feature};
    if (!day.empty()) return {"displaces the date " + day};
    if (get(now, "none") == "yes") return {"displaces nothing"};
    return before.empty() ? Changes{} : Changes{"no longer says what it displaces"};
}

}  // namespace

std::string without_references(std::string_view text) {
    std::string out(text);
    for (const std::string_view prefix : kReferences) {
        for (std::size_t at = out.find(prefix); at != std::string::npos; at = out.find(prefix, at)) {
            const std::size_t behind = at + prefix.size();
            const bool begins = at == 0 || out[at - 1] == ' ';
            if (begins && behind < out.size() && out[behind] != ' ')
                out.erase(at, prefix.size());
            else
                at = behind;
        }
    }
    return out;
}

std::optional<std::vector<std::string>> part_changes(std::string_view field, std::string_view before,
                                                     std::string_view after, Day today) {
    if (field == "loop_ins") return question_changes(before, after, today);
    if (field == "options") return list_changes(before, after, kOption, option_text, today);
    if (field == "retro") return list_changes(before, after, kRetroLine, retro_text, today);
    if (field == "ready") return pillar_changes(before, after);
    if (field == "signed_off") return sign_off_changes(before, after);
    if (field == "displaces") return displaced(before, after, today);
    return std::nullopt;
}

std::optional<std::string> text_of_whole(std::string_view field, std::string_view value) {
    if (field == "quiet") {
        const Part hours = part_of(value, kQuiet);
        return fmt::format("{}–{}", clock_text(Seconds{number_in(hours, "from")}),
                           clock_text(Seconds{number_in(hours, "to")}));
    }
    if (!field.starts_with("checklist_")) return std::nullopt;
    std::vector<ChecklistItem> items;
    for (const Part& part : parts_of(value, kItem, true))
        items.push_back({get(part, "title"), number_in(part, "days_before"),
                         named<Side>(get(part, "side")).value_or(Side::outside)});
    return checklist_text(items);
}

}  // namespace plumb
