#include "storage/findings_json.hpp"

#include "core/base/utf8.hpp"

#include <algorithm>
#include <tuple>

namespace plumb::storage {

namespace {

void put_in_order(const World& world, std::vector<ProductFinding>& found) {
    const auto key = [&](const ProductFinding& f) {
        const Ref main = f.finding.subject.empty() ? Ref{} : f.finding.subject.front();
        // What has a number is known by it, the rest by its name: in what order that was made nobody sees.
        const bool numbered = !kPrefixes[static_cast<std::size_t>(main.kind)].empty() &&
                              kPrefixes[static_cast<std::size_t>(main.kind)].back() == '-';
        return std::tuple(-static_cast<int>(f.finding.severity), f.finding.rule, main.kind,
                          numbered ? main.n : 0, numbered ? std::string{} : label(world, main),
                          label(world, f.product));
    };
    std::stable_sort(found.begin(), found.end(),
                     [&](const ProductFinding& a, const ProductFinding& b) { return key(a) < key(b); });
}

}  // namespace

Json finding_json(const World& world, const ProductFinding& found) {
    const Finding& finding = found.finding;
    Json json = Json::object();
    json["product"] = label(world, found.product);
    json["rule"] = std::string(finding.rule);
    json["severity"] = std::string(word(finding.severity));
    Json subject = Json::array();
    Json titles = Json::array();
    for (const Ref ref : finding.subject) {
        subject.push_back(label(world, ref));
        titles.push_back(title(world, ref));
    }
    json["subject"] = std::move(subject);
    json["titles"] = std::move(titles);
    json["facts"] = finding.facts;
    Json concerns = Json::array();
    for (const PersonId person : finding.concerns) concerns.push_back(label(world, person));
    json["concerns"] = std::move(concerns);
    Json mend = Json::array();
    for (const Mend& offer : finding.mend) mend.push_back(offer.command);
    json["mend"] = std::move(mend);
    return json;
}

std::string findings_json(const World& world, std::vector<ProductFinding> found) {
    put_in_order(world, found);
    Json list = Json::array();
    for (const ProductFinding& f : found) list.push_back(finding_json(world, f));
    return json_text(list);
}

std::string findings_text(const World& world, std::vector<ProductFinding> found) {
    put_in_order(world, found);
    if (found.empty()) return "Nothing found: the plans are in true.\n";
    std::string text;
    std::array<int, 3> count{};
    for (const ProductFinding& f : found) {
        ++count[static_cast<std::size_t>(f.finding.severity)];
        text += std::string(word(f.finding.severity)) + "  " + std::string(f.finding.rule) + "  " +
                name(world, f.product) + "\n  " + f.finding.facts + "\n";
        std::string concerned;
        for (const PersonId person : f.finding.concerns)
            concerned += (concerned.empty() ? "" : ", ") + name(world, person);
        if (!concerned.empty()) text += "  Concerns " + concerned + ".\n";
        for (const Mend& mend : f.finding.mend) text += "    " + mend.command + "\n";
        text += "\n";
    }
    text += std::to_string(found.size()) + (found.size() == 1 ? " finding: " : " findings: ") +
            std::to_string(count[2]) + " critical, " + std::to_string(count[1]) + " warning, " +
            std::to_string(count[0]) + " info.\n";
    return with_bidi_escaped(text);
}

}  // namespace plumb::storage
