#include "core/align/report.hpp"

#include "core/base/phrases.hpp"

#include <algorithm>
#include <cctype>

namespace plumb {

namespace {

/// So many records are named in one sentence; the rest is counted.
constexpr std::size_t kNamed = 3;

bool is_numbered(Kind kind) { return kPrefixes[static_cast<std::size_t>(kind)].back() == '-'; }

template <class Id>
std::string_view title_of(const World& world, Id id) {
    const auto* record = world.find(id);
    return record ? std::string_view(record->title) : std::string_view{};
}

/// The title of what findings are about; empty for the rest, which has none.
std::string_view title_of(const World& world, Ref record) {
    switch (record.kind) {
        case Kind::feature: return title_of(world, record.as<FeatureId>());
        case Kind::change: return title_of(world, record.as<ChangeId>());
        case Kind::event: return title_of(world, record.as<EventId>());
        case Kind::collateral: return title_of(world, record.as<CollateralId>());
        case Kind::promise: return title_of(world, record.as<PromiseId>());
        case Kind::assumption: return title_of(world, record.as<AssumptionId>());
        default: return {};
    }
}

/// A day that a command takes.
bool can_be_typed(Day day) { return std::chrono::year_month_day{day}.year() <= std::chrono::year{kLastYear}; }

}  // namespace

Report::Report(const Plan& plan, Ref main, Severity severity) : plan_(&plan) {
    // What one finding usually holds: thousands are made in one evaluation.
    constexpr std::size_t kUsualSubjects = 6;
    finding_.subject.reserve(kUsualSubjects);
    finding_.severity = severity;
    finding_.subject.push_back(main);
}

std::string Report::name(Ref record) {
    about(record);
    if (!is_numbered(record.kind)) return plumb::name(plan_->world(), record);
    constexpr std::size_t kAround = 24;
    const std::string_view title = title_of(plan_->world(), record);
    std::string out;
    out.reserve(title.size() + kAround);
    out += to_string(record);
    if (!title.empty()) out.append(" “").append(title).append("”");
    return out;
}

std::string Report::names(std::span<const Ref> records) {
    std::vector<std::string> named;
    for (const Ref record : records) {
        // What is only counted in the end needs no words.
        if (named.size() < kNamed)
            named.push_back(name(record));
        else
            named.emplace_back();
        about(record);
    }
    return listed(named, kNamed);
}

std::string Report::names(std::span<const LaunchEvent* const> events) {
    std::vector<Ref> refs;
    for (const LaunchEvent* event : events) refs.push_back(id_of(*event));
    return names(refs);
}

Report& Report::about(Ref record) {
    if (record) finding_.subject.push_back(record);
    return *this;
}

Report& Report::concern(PersonId person) {
    if (person) finding_.concerns.push_back(person);
    return *this;
}

Report& Report::mend(std::string command, std::string button) {
    return mend(std::move(command), std::move(button), {}, {});
}

Report& Report::mend(std::string command, std::string button, std::string pressed, std::vector<Ask> asks) {
    if (wants_mends())
        finding_.mend.push_back({std::move(command), std::move(button), std::move(pressed), std::move(asks)});
    return *this;
}

Finding Report::facts(std::string sentence) && {
    finding_.facts = std::move(sentence);
    return std::move(finding_);
}

std::string id_text(Ref record) { return to_string(record); }

std::string typed_name(std::string_view name) {
    const auto plain = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '-' || c == '_';
    };
    if (!name.empty() && std::all_of(name.begin(), name.end(), plain)) return std::string(name);
    for (const std::string_view quote : {"\"", "'"})
        if (name.find(quote) == std::string_view::npos) return std::string(quote).append(name).append(quote);
    return std::string("“").append(name).append("”");
}

void offer_event_move(Report& report, const Plan& plan, const LaunchEvent& event, Day to) {
    if (!report.wants_mends() || !can_be_typed(to)) return;
    std::string command = "launch move ";
    command.append(to_string(Ref{id_of(event)})).append(" on:").append(iso(to));
    report.mend(std::move(command), "Move event to " + plan.say(to));
}

void offer_release_move(Report& report, const Release& release, Day to) {
    if (!report.wants_mends() || !can_be_typed(to)) return;
    const bool behind_freeze = release.freeze && *release.freeze > to;
    std::string command = behind_freeze ? "release set " : "release move ";
    command.append(typed_name(release.name)).append(behind_freeze ? " date:" : " to:").append(iso(to));
    if (behind_freeze) command.append(" freeze:").append(iso(to - (release.date - *release.freeze)));
    report.mend(std::move(command), "Ask to move " + release.name);
}

}  // namespace plumb
