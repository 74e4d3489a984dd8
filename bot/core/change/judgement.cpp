#include "core/change/judgement.hpp"

#include "core/base/among.hpp"
#include "core/command/record_text.hpp"

#include <fmt/core.h>

#include <array>

namespace plumb {

namespace {

constexpr std::array<std::string_view, 5> kEngineering{"feasible", "effort", "approach", "build", "risk"};
constexpr std::array<std::string_view, 4> kMarketing{"value", "positioning", "launch", "redo"};
constexpr std::array<std::string_view, 1> kOthers{"recommend"};

/// `a third`, `a 4th`.
std::string one_more(std::size_t held) {
    constexpr std::array<std::string_view, 4> words{"a first", "a second", "a third", "a fourth"};
    return held < words.size() ? std::string(words[held]) : "a " + ordinal(static_cast<int>(held) + 1);
}

template <Named E>
std::vector<std::string> choices() {
    const auto all = words<E>();
    return {all.begin(), all.end()};
}

Ask ask(std::string key, std::string label, std::vector<std::string> from = {}) {
    return {std::move(key), std::move(label), std::move(from), false};
}

void ask_engineering(std::vector<Ask>& asks, const std::string& whose) {
    asks.push_back(ask("feasible", "Feasible" + whose, choices<Feasible>()));
    asks.push_back(ask("effort", "Effort in person-days" + whose));
    asks.push_back(ask("approach", "Approach" + whose));
    asks.push_back(ask("build", "Build, buy or partner" + whose, choices<Build>()));
    asks.push_back(ask("risk", "Risk of doing it late" + whose, choices<Level>()));
}

void ask_marketing(std::vector<Ask>& asks, const std::string& whose) {
    asks.push_back(ask("value", "Customer value" + whose, choices<Level>()));
    asks.push_back(ask("positioning", "Positioning impact" + whose, choices<Positioning>()));
    asks.push_back(ask("launch", "Launch impact" + whose, choices<LaunchImpact>()));
    asks.push_back(ask("redo", "What has to be redone" + whose));
}

void say_engineering(std::vector<std::string>& parts, const Assessment& a) {
    if (a.effort) parts.push_back(effort_phrase(*a.effort));
    if (a.feasible == Feasible::yes) parts.emplace_back("feasible");
    if (a.feasible == Feasible::risky) parts.emplace_back("risky");
    if (a.feasible == Feasible::no) parts.emplace_back("not feasible");
    if (a.risk) parts.push_back(fmt::format("{} risk if late", word(*a.risk)));
    if (a.build) parts.emplace_back(word(*a.build));
    if (!a.approach.empty()) parts.push_back("approach " + quoted(a.approach));
}

void say_marketing(std::vector<std::string>& parts, const Assessment& a) {
    if (a.value) parts.push_back(fmt::format("{} customer value", word(*a.value)));
    if (a.positioning == Positioning::none) parts.emplace_back("positioning stays");
    if (a.positioning == Positioning::docs) parts.emplace_back("docs change");
    if (a.positioning == Positioning::materials) parts.emplace_back("materials change");
    if (a.positioning == Positioning::reposition) parts.emplace_back("it has to be repositioned");
    if (a.launch == LaunchImpact::none) parts.emplace_back("the launch stays");
    if (a.launch == LaunchImpact::move) parts.emplace_back("the launch moves");
    if (!a.redo.empty()) parts.push_back("to redo " + quoted(a.redo));
}

}  // namespace

std::span<const std::string_view> judgement_keys(Function function) {
    switch (function) {
        case Function::engineering: return kEngineering;
        case Function::marketing: return kMarketing;
        case Function::product:
        case Function::sales:
        case Function::support: return kOthers;
    }
    return kOthers;
}

bool judges(Function function, std::string_view key) {
    const auto keys = judgement_keys(function);
    return is_among(keys, key);
}

std::string_view judgement_example(Function function) {
    switch (function) {
        case Function::engineering: return "feasible:yes effort:5-8d risk:medium \"how we would do it\"";
        case Function::marketing: return "value:high positioning:docs launch:none";
        case Function::product:
        case Function::sales:
        case Function::support: return "recommend:yes \"why\"";
    }
    return "\"what you think of it\"";
}

std::vector<Ask> judgement_asks(std::optional<Function> function) {
    std::vector<Ask> asks;
    const bool all = !function;
    if (all || function == Function::engineering) ask_engineering(asks, all ? " (engineering)" : "");
    if (all || function == Function::marketing) ask_marketing(asks, all ? " (marketing)" : "");
    const bool other = function && judges(*function, kOthers.front());
    if (all || other)
        asks.push_back(ask("recommend", all ? "Recommended (product, sales, support)" : "Recommended",
                           choices<YesNo>()));
    asks.push_back(ask("note", "Note"));
    return asks;
}

std::string judgement_text(const Assessment& assessment) {
    std::vector<std::string> parts;
    say_engineering(parts, assessment);
    say_marketing(parts, assessment);
    if (assessment.recommend)
        parts.emplace_back(*assessment.recommend == YesNo::yes ? "recommended" : "not recommended");
    if (!assessment.note.empty()) parts.push_back(quoted(assessment.note));
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
    return text;
}

Text switching_text(const SwitchCost& cost) {
    std::vector<std::string> ids;
    for (const FeatureId id : cost.in_progress) ids.push_back(to_string(Ref{id}));
    constexpr std::size_t kMostIds = 5;
    Text text;
    text.person(cost.who) << fmt::format(
        " has {} in progress ({}: {}); {} costs about {} of switching (Weinberg’s rule of thumb).",
        counted(static_cast<std::int64_t>(ids.size()), "feature"), listed(ids, kMostIds),
        effort_phrase({cost.work, cost.work}), one_more(ids.size()), effort_phrase({cost.cost, cost.cost}));
    return text;
}

}  // namespace plumb
