// A replay in the machine's form and in people's.
#include "storage/replay.hpp"

#include "core/base/utf8.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace plumb::storage {

namespace {

std::string main_subject(const Opening& opening) {
    return opening.json.at("subject").front().get<std::string>();
}

/// What a channel would have got: all that is told at once is one message, and `info` is not told.
std::string messages_text(const std::vector<Opening>& openings) {
    std::map<Day, std::set<std::pair<int, ProductId>>> weeks;
    const auto told = [&](const Opening& opening, Severity severity, Day on, int asked) {
        if (severity != Severity::info) weeks[week_start(on)].emplace(asked, opening.found.product);
    };
    for (const Opening& opening : openings) {
        told(opening, opening.found.finding.severity, opening.opened, opening.asked);
        for (const Rise& rise : opening.rises) told(opening, rise.severity, rise.on, rise.asked);
    }
    std::size_t all = 0;
    std::size_t most = 0;
    std::string line;
    for (const auto& [week, messages] : weeks) {
        all += messages.size();
        most = std::max(most, messages.size());
        line += (line.empty() ? "" : ", ") + iso(week) + ": " + std::to_string(messages.size());
    }
    std::string text = std::to_string(all) + (all == 1 ? " message" : " messages") + " to the channel";
    if (all == 0) return text + "\n";
    return text + ", at most " + std::to_string(most) + " in a week (its Monday): " + line + "\n";
}

}  // namespace

std::string openings_json(const std::vector<Opening>& openings) {
    Json list = Json::array();
    for (const Opening& opening : openings) {
        Json json = opening.json;
        json["opened"] = iso(opening.opened);
        json["resolved"] = opening.resolved ? Json(iso(*opening.resolved)) : Json();
        json["highest"] = std::string(word(opening.highest));
        list.push_back(std::move(json));
    }
    return json_text(list);
}

std::string openings_text(const std::vector<Opening>& openings) {
    std::map<Day, std::string> days;
    const bool several = std::any_of(openings.begin(), openings.end(), [&](const Opening& opening) {
        return opening.found.product != openings.front().found.product;
    });
    // Releases of two products may be called the same.
    const auto rule_of = [&](const Opening& opening) {
        const std::string rule(opening.found.finding.rule);
        return several ? opening.json.at("product").get<std::string>() + "  " + rule : rule;
    };
    std::map<std::string, std::map<Day, int>> rules;
    for (const Opening& opening : openings) {
        const Finding& finding = opening.found.finding;
        days[opening.opened] += "  " + std::string(word(finding.severity)) + "  " + rule_of(opening) + ": " +
                                finding.facts + "\n";
        ++rules[std::string(finding.rule)][week_start(opening.opened)];
    }
    for (const Opening& opening : openings)
        for (const Rise& rise : opening.rises)
            if (rise.severity != Severity::info)
                days[rise.on] += "  " + std::string(word(rise.severity)) + "  " + rule_of(opening) +
                                 ", worse: " + rise.facts + "\n";
    for (const Opening& opening : openings)
        if (opening.resolved)
            days[*opening.resolved] +=
                "  resolved  " + rule_of(opening) + ": " + main_subject(opening) + "\n";
    std::string text;
    for (const auto& [day, lines] : days) text += iso(day) + "\n" + lines;
    text += messages_text(openings);
    text += std::to_string(openings.size()) + (openings.size() == 1 ? " opening" : " openings") +
            (rules.empty() ? "\n" : ", by rule and week (its Monday):\n");
    for (const auto& [rule, weeks] : rules) {
        int total = 0;
        std::string line;
        for (const auto& [week, n] : weeks) {
            total += n;
            line += (line.empty() ? "" : ", ") + iso(week) + ": " + std::to_string(n);
        }
        text.append("  ").append(rule).append("  ").append(std::to_string(total));
        text.append("  (").append(line).append(")\n");
    }
    return with_bidi_escaped(text);
}

}  // namespace plumb::storage
