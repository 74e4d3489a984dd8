#include "core/align/report.hpp"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>

namespace plumb {

namespace {

/// So many records are named in one sentence; the rest is counted.
constexpr std::size_t kNamed = 3;

bool is_numbered(Kind kind) { return kPrefixes[static_cast<std::size_t>(kind)].back() == '-'; }

}  // namespace

Report::Report(const Plan& plan, Ref main, Severity severity) : plan_(&plan) {
    finding_.severity = severity;
    finding_.subject.push_back(main);
}

std::string Report::name(Ref record) {
    about(record);
    if (!is_numbered(record.kind)) return plumb::name(plan_->world(), record);
    const std::string called = title(plan_->world(), record);
    return called.empty() ? to_string(record) : fmt::format("{} “{}”", to_string(record), called);
}

std::string Report::names(std::span<const Ref> records) {
    std::string out;
    const std::size_t shown = std::min(records.size(), kNamed);
    for (std::size_t i = 0; i < shown; ++i) {
        if (i > 0) out += i + 1 == records.size() ? " and " : ", ";
        out += name(records[i]);
    }
    for (std::size_t i = shown; i < records.size(); ++i) about(records[i]);
    if (records.size() > shown) out += fmt::format(" and {} more", records.size() - shown);
    return out;
}

Report& Report::about(Ref record) {
    auto& subject = finding_.subject;
    if (record && std::find(subject.begin(), subject.end(), record) == subject.end())
        subject.push_back(record);
    return *this;
}

Report& Report::concern(PersonId person) {
    if (person) finding_.concerns.push_back(person);
    return *this;
}

Report& Report::mend(std::string command, std::string button) {
    finding_.mend.push_back({std::move(command), std::move(button)});
    return *this;
}

Finding Report::facts(std::string sentence) && {
    finding_.facts = std::move(sentence);
    return std::move(finding_);
}

std::string typed_name(std::string_view name) {
    const auto plain = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '-' || c == '_';
    };
    if (!name.empty() && std::all_of(name.begin(), name.end(), plain)) return std::string(name);
    const char quote = name.find('"') == std::string_view::npos ? '"' : '\'';
    return fmt::format("{}{}{}", quote, name, quote);
}

void offer_event_move(Report& report, const Plan& plan, const LaunchEvent& event, Day to) {
    report.mend(fmt::format("launch move {} on:{}", to_string(Ref{id_of(event)}), iso(to)),
                fmt::format("Move event to {}", plan.say(to)));
}

void offer_release_move(Report& report, const Release& release, Day to) {
    report.mend(fmt::format("release move {} to:{}", typed_name(release.name), iso(to)),
                fmt::format("Ask to move {}", release.name));
}

}  // namespace plumb
