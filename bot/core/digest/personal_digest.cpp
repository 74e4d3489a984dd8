// A personal digest: what waits for somebody, their events and their collateral, of all products.
#include "core/digest/digest.hpp"
#include "core/digest/waiting.hpp"

#include <fmt/core.h>

#include <array>

namespace plumb {

namespace {

constexpr std::string_view kWarned = "Out of true";

Section* section_of(std::string_view label, std::array<Section, 3>& sections) {
    if (label == kWarned) return &sections[1];
    return &sections[label == kDue || label == kYourEvents ? 2 : 0];
}

}  // namespace

std::optional<Card> personal_digest(const World& world, const Context& context, PersonId person, Day day) {
    std::array<Section, 3> sections{Section{"Needs you", {}}, Section{kWarned, {}}, Section{"Coming up", {}}};
    for (Line& line : waiting_lines(world, context, person)) {
        if (line.label == kWasDue || line.label == kYourOver) continue;
        Section& section = *section_of(line.label, sections);
        const std::string label = line.label == kWarned ? std::string{} : line.label;
        section.lines.push_back(item(label, std::move(line.text)));
    }
    Card card;
    for (Section& section : sections) {
        if (section.empty()) continue;
        card.lines.push_back({Line::Kind::heading, std::string(section.heading), {}});
        for (Line& line : section.lines) card.lines.push_back(std::move(line));
    }
    if (card.lines.empty()) return std::nullopt;
    card.title = fmt::format("{}: what waits for you", spoken(day, day));
    return card;
}

}  // namespace plumb
