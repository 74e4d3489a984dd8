// A replay in the machine's form and in people's.
#include "storage/replay.hpp"

#include <map>

namespace plumb::storage {

namespace {

constexpr int kIndent = 2;

std::string main_subject(const Opening& opening) {
    return opening.json.at("subject").front().get<std::string>();
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
    return list.dump(kIndent, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string openings_text(const std::vector<Opening>& openings) {
    std::map<Day, std::string> days;
    std::map<std::string, std::map<Day, int>> rules;
    for (const Opening& opening : openings) {
        const Finding& finding = opening.found.finding;
        days[opening.opened] += "  " + std::string(word(finding.severity)) + "  " +
                                std::string(finding.rule) + ": " + finding.facts + "\n";
        ++rules[std::string(finding.rule)][week_start(opening.opened)];
    }
    for (const Opening& opening : openings)
        if (opening.resolved)
            days[*opening.resolved] += "  resolved  " + std::string(opening.found.finding.rule) + ": " +
                                       main_subject(opening) + "\n";
    std::string text;
    for (const auto& [day, lines] : days) text += iso(day) + "\n" + lines;
    text += std::to_string(openings.size()) + (openings.size() == 1 ? " opening" : " openings") +
            ", by rule and week (its Monday):\n";
    for (const auto& [rule, weeks] : rules) {
        int total = 0;
        std::string line;
        for (const auto& [week, n] : weeks) {
            total += n;
            line += (line.empty() ? "" : ", ") + iso(week) + ": " + std::to_string(n);
        }
        text += "  " + rule + "  " + std::to_string(total) + "  (" + line + ")\n";
    }
    return text;
}

}  // namespace plumb::storage
