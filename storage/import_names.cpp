// Records that a row names: releases by name, features by key or title, events by title.
#include "core/base/among.hpp"
#include "core/base/repeated.hpp"
#include "core/base/unseen.hpp"
#include "core/base/utf8.hpp"
#include "core/records/limits.hpp"
#include "storage/import_rows.hpp"

#include <algorithm>
#include <array>

namespace plumb::storage {

namespace {

/// Bytes of a character of UTF-8, at most.
constexpr std::size_t kLongestCharacter = 4;

/// `Webinar (2027-03-01)` as the title and the start.
std::pair<std::string_view, std::optional<Day>> title_and_start(std::string_view name) {
    constexpr std::size_t kStart = std::string_view(" (2027-03-01)").size();
    if (name.size() <= kStart || name.back() != ')') return {name, std::nullopt};
    const std::string_view tail = name.substr(name.size() - kStart);
    const auto day = tail.substr(0, 2) == " (" ? parse_iso_day(tail.substr(2, kStart - 3)) : std::nullopt;
    return {day ? name.substr(0, name.size() - kStart) : name, day};
}

}  // namespace

void ImportRow::unknown(std::string_view column, Kind kind, ProductId product, std::string_view name,
                        std::string_view expected) {
    if (index_->spoiled(kind, product, name)) {
        sound_ = false;
        return;
    }
    constexpr std::array<std::pair<Kind, std::string_view>, 3> kNames{
        {{Kind::release, "release"}, {Kind::feature, "feature"}, {Kind::event, "event"}}};
    for (const auto& [named, word] : kNames)
        if (named == kind) wrong(column, "there is no " + std::string(word) + " " + repeated(name), expected);
}

std::vector<CustomerId> ImportRow::customers(std::string_view column) {
    std::vector<CustomerId> customers;
    for (const std::string& name : list(column)) {
        if (code_points(name) > kLongestTitle) {
            wrong(column, "a name has " + std::to_string(code_points(name)) + " characters", "at most 200");
            continue;
        }
        if (shows_nothing(name)) {
            wrong(column, kUnseenName, kSeenName);
            continue;
        }
        if (known_) continue;
        const CustomerId id = draft_->customer(name);
        if (!is_among(customers, id)) customers.push_back(id);
    }
    if (customers.size() > kLongestList) wrong(column, "more than 100 customers", "at most 100");
    return customers;
}

ReleaseId ImportRow::release(std::string_view column, ProductId product) {
    const std::string name = line(column);
    if (name.empty()) return {};
    if (const Release* release = release_by_name(draft_->world(), product, name)) return id_of(*release);
    unknown(column, Kind::release, product, name, "one of releases.csv or on record");
    return {};
}

std::vector<FeatureId> ImportRow::features_called(std::string_view name, ProductId product) const {
    if (const FeatureId keyed = index_->feature_by_key(product, name)) return {keyed};
    return index_->features_by_title(product, name);
}

FeatureId ImportRow::one_feature(std::string_view column, std::string_view name, ProductId product) {
    const std::vector<FeatureId> called = features_called(name, product);
    if (called.size() == 1) return called.front();
    if (called.empty())
        unknown(column, Kind::feature, product, name, "a key or title of features.csv or on record");
    else
        wrong(column, std::to_string(called.size()) + " features are called " + repeated(name),
              "the key of one of them, or a title that only one has");
    return {};
}

FeatureId ImportRow::feature(std::string_view column, ProductId product) {
    const std::string name = line(column);
    return name.empty() ? FeatureId{} : one_feature(column, name, product);
}

std::vector<FeatureId> ImportRow::features(std::string_view column, ProductId product) {
    std::vector<FeatureId> features;
    const std::string whole = line(column);
    const auto parts = items_of(whole);
    for (std::size_t i = 0; i < parts.size();) {
        // A title may hold a semicolon itself: the longest run of parts that is a name counts.
        std::string_view name = parts[i];
        std::size_t next = i + 1;
        for (std::size_t j = i; j < parts.size(); ++j) {
            const auto end = parts[j].data() + parts[j].size();
            const std::string_view run(parts[i].data(), static_cast<std::size_t>(end - parts[i].data()));
            if (run.size() > kLongestTitle * kLongestCharacter) break;
            if (features_called(run, product).empty()) continue;
            name = run;
            next = j + 1;
        }
        const FeatureId found = one_feature(column, name, product);
        if (found && !is_among(features, found)) features.push_back(found);
        i = next;
    }
    if (features.size() > kLongestList) wrong(column, "more than 100 features", "at most 100");
    return features;
}

std::vector<EventId> ImportRow::events_called(std::string_view name, ProductId product) const {
    const auto [title, start] = title_and_start(name);
    std::vector<EventId> events = index_->events_by_title(product, name);
    if (events.empty() && start)
        for (const EventId id : index_->events_by_title(product, title))
            if (draft_->find(id)->on == *start) events.push_back(id);
    const auto others =
        std::partition(events.begin(), events.end(), [&](EventId id) { return index_->mentioned(id); });
    if (others != events.begin()) events.erase(others, events.end());
    return events;
}

EventId ImportRow::event(std::string_view column, ProductId product) {
    const std::string name = line(column);
    if (name.empty()) return {};
    const std::string_view title = title_and_start(name).first;
    const std::vector<EventId> events = events_called(name, product);
    if (events.size() == 1) return events.front();
    if (events.empty() && index_->spoiled(Kind::event, product, title))
        sound_ = false;
    else if (events.empty())
        unknown(column, Kind::event, product, name, "a title of launches.csv or on record");
    else
        wrong(column, std::to_string(events.size()) + " events are called " + repeated(name),
              "a title that only one has, or one with its start: " + with_bidi_escaped(name) + " (" +
                  iso(draft_->find(events.front())->on) + ")");
    return {};
}

}  // namespace plumb::storage
