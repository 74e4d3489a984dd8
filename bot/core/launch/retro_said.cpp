#include "core/launch/retro_said.hpp"

#include "core/base/among.hpp"
#include "core/base/phrases.hpp"
#include "core/base/spelling.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace plumb {

namespace {

constexpr std::array<std::string_view, 2> kLabels{"keep", "change"};
/// What may stand between two answers, and before the first one.
constexpr std::string_view kBetween = " \t\n;,.-*";
constexpr std::string_view kBehind = " \t\n;,-*";

std::string_view without_ends(std::string_view text) {
    const std::size_t from = text.find_first_not_of(kBetween);
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(kBehind) + 1 - from);
}

/// A word that says what an answer is about, and where that begins.
struct Label {
    std::size_t at = 0;
    std::size_t value = 0;
    bool keep = false;
};

/// At this place: with a colon, or, where the text begins so or another answer ended, without.
std::optional<Label> label_at(std::string_view text, std::size_t at) {
    const bool parted = at == 0 || kBetween.find(text[at - 1]) != std::string_view::npos;
    for (const std::string_view word : kLabels) {
        if (!parted || !same_word(text.substr(at, word.size()), word)) continue;
        const std::size_t behind = text.find_first_not_of(' ', at + word.size());
        if (behind == std::string_view::npos) return std::nullopt;
        const bool colon = text[behind] == ':';
        const std::size_t mark = text.substr(0, at).find_last_of("\n;,.");
        const bool ended =
            without_ends(text.substr(0, at)).empty() ||
            (mark != std::string_view::npos && without_ends(text.substr(mark, at - mark)).empty());
        if (!colon && (!ended || behind == at + word.size())) return std::nullopt;
        return Label{at, colon ? behind + 1 : behind, word == kLabels.front()};
    }
    return std::nullopt;
}

void note_line(LaunchEvent& event, PersonId by, Instant at, const RetroSaid& said) {
    auto line =
        std::find_if(event.retro.begin(), event.retro.end(), [&](const RetroLine& l) { return l.by == by; });
    if (line == event.retro.end()) {
        event.retro.push_back({by, at, {}, {}});
        line = event.retro.end() - 1;
    }
    line->at = at;
    if (said.keep) line->keep = *said.keep;
    if (said.change) line->change = *said.change;
    if (line->keep.empty() && line->change.empty()) event.retro.erase(line);
}

}  // namespace

RetroSaid retro_said_in(std::string_view text) {
    RetroSaid said;
    std::optional<Label> open;
    const auto end = [&](std::size_t at) {
        if (!open) return;
        std::string value(without_ends(text.substr(open->value, at - open->value)));
        if (!value.empty()) (open->keep ? said.keep : said.change) = std::move(value);
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto label = label_at(text, at);
        // Who begins otherwise tells something else.
        if (!label && !open && kBetween.find(text[at]) == std::string_view::npos) return said;
        if (!label) continue;
        end(at);
        open = label;
        at = label->value - 1;
    }
    end(text.size());
    return said;
}

void note_in_retro(Draft& draft, EventId id, const RetroSaid& said) {
    LaunchEvent event = *draft.find(id);
    note_line(event, draft.actor(), draft.now(), said);
    draft.put(std::move(event));
    Text line(to_string(Ref{id}) + ": ");
    line.person(draft.actor());
    const auto add = [&](std::string_view lead, std::string_view verb,
                         const std::optional<std::string>& what) {
        if (what) line << fmt::format(" {} {} {}", lead, verb, what->empty() ? "nothing" : quoted(*what));
    };
    add("would", "keep", said.keep);
    add(said.keep ? "and" : "would", "change", said.change);
    draft.tell(id, std::move(line << "."), true);
    draft.show_card(id);
}

bool answers_retro(Draft& draft, EventId id, std::string_view text) {
    const LaunchEvent* event = draft.find(id);
    const bool asked = event && event->retro_posted && *event->retro_posted > event->to;
    if (!asked || !is_among(event->owners, draft.actor())) return false;
    const RetroSaid said = retro_said_in(text);
    if (!said.keep && !said.change) return false;
    note_in_retro(draft, id, said);
    return true;
}

}  // namespace plumb
