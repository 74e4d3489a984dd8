// A product's plan on a day, indexed for the rules, and the words that rules.md defines over it.
//
// Built per evaluation from a World in which dated things have already taken effect (align/effects.hpp): each
// list and each index when it is first asked for, since a card asks for few. It points into that World, which
// must outlive it. Days are in the product's zone; ages and distances are whole
// calendar days. Events and requests asked about are those of the product.
#pragma once

#include "core/align/finding.hpp"
#include "core/align/index.hpp"
#include "core/records/world.hpp"
#include "core/time/zone.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace plumb {

/// Made when it is first asked for.
template <class T>
class Late {
  public:
    template <class Make>
    const T& get(Make make) const {
        if (!held_) held_.emplace(make());
        return *held_;
    }

  private:
    mutable std::optional<T> held_;
};

class Plan {
  public:
    template <class T>
    using Items = typename Index<T>::Items;
    template <class T>
    using Records = std::vector<const T*>;

    /// The product must be there.
    Plan(const World& world, ProductId product, Day today, const Zone& zone, Mends mends = Mends::left_out);

    const World& world() const { return *world_; }
    const Product& product() const { return *product_; }
    Day today() const { return today_; }
    bool words_mends() const { return mends_ == Mends::worded; }
    /// The calendar day of an instant in the product's zone.
    Day day(Instant at) const { return zone_->day_of(at); }
    /// "Within n days" for what is dated ahead and for what has begun and stays near: today + n, or before.
    bool within(Day day, int n) const { return day <= today_ + Days{n}; }
    /// "In the last n days": from today - n to today, both included.
    bool in_last(Day day, int n) const { return day >= today_ - Days{n} && day <= today_; }

    // The product's records, by number.
    const Records<Release>& releases() const { return taken(releases_); }
    const Records<Feature>& features() const { return taken(features_); }
    const Records<LaunchEvent>& events() const { return taken(events_); }
    const Records<Collateral>& collateral() const { return taken(collateral_); }
    const Records<Promise>& promises() const { return taken(promises_); }
    const Records<ChangeRequest>& requests() const { return taken(requests_); }
    const Records<Evidence>& evidence() const { return taken(evidence_); }
    const Records<Assessment>& assessments() const { return taken(assessments_); }
    const Records<Assumption>& assumptions() const { return taken(assumptions_); }
    const Records<Baseline>& baselines() const { return taken(baselines_); }
    const Records<Move>& moves() const { return taken(moves_); }

    // Indexes. Empty where there is nothing; whatever the status unless said otherwise.
    /// Features that name the release, dropped ones too.
    Items<Feature> features_of(ReleaseId release) const;
    Items<Collateral> collateral_of(EventId event) const;
    Items<LaunchEvent> children_of(EventId event) const { return event_links().children.of(event); }
    Items<Evidence> evidence_of(ChangeId change) const;
    Items<Assessment> assessments_of(ChangeId change) const;
    Items<Promise> promises_of(FeatureId feature) const;
    /// In the order of their days.
    Items<Move> moves_of(Ref record) const;
    /// Requests that touch a release, a feature or an event.
    Items<ChangeRequest> requests_touching(Ref record) const;
    /// Events that depend on a release, and those that name a feature.
    Items<LaunchEvent> events_on(ReleaseId release) const { return event_links().by_release.of(release); }
    Items<LaunchEvent> events_naming(FeatureId feature) const { return event_links().by_feature.of(feature); }

    // Words of rules.md, "Words the rules use".

    /// The date of a release: its target date, once shipped the day it shipped.
    static Day date_of(const Release& release);
    static bool still_to_come(const Release& release);
    /// The feature's release; nullptr when it has none or that is cancelled.
    const Release* release_of(const Feature& feature) const;
    /// Dropped, or in no release, or in one dated after `day`: what cannot be shown or kept on that day.
    enum class Lack : std::uint8_t { none, later, homeless, dropped };
    Lack lack(const Feature& feature, std::optional<Day> day) const;
    /// The releases an event depends on: its own and those of its features, cancelled releases and dropped
    /// features left out.
    Items<Release> depends_on(const LaunchEvent& event) const {
        return event_links().releases.of(id_of(event));
    }
    /// The latest of those; nullptr when it depends on none.
    const Release* latest_release(const LaunchEvent& event) const;
    /// Its date; nothing where there is none.
    std::optional<Day> ready_date(const LaunchEvent& event) const;
    /// A release it depends on is not shipped.
    bool awaits_release(const LaunchEvent& event) const;
    /// Planned or confirmed, whatever its days.
    static bool still_to_come(const LaunchEvent& event);
    /// The same, and its end not past.
    static bool open(const LaunchEvent& event, Day today);
    bool open(const LaunchEvent& event) const { return open(event, today_); }
    /// Open or assessed; a deferred one sleeps.
    static bool open(const ChangeRequest& request);
    static Audience audience_of(const LaunchEvent& event);
    static int tier_of(const LaunchEvent& event);
    static bool external(const LaunchEvent& event);
    static bool wide(const LaunchEvent& event);
    bool announcing(const LaunchEvent& event) const;
    /// First busy day: start minus setup days.
    static Day busy_from(const LaunchEvent& event);
    /// Topmost parent, itself where it has none.
    EventId family_of(const LaunchEvent& event) const;
    /// From the day its beta begins until it is shipped.
    bool in_beta(const Release& release) const;
    /// In beta now, or was before it shipped.
    bool had_beta(const Release& release) const;
    /// Features, releases and events that a request touches, each once.
    std::vector<Ref> touches(const ChangeRequest& request) const;
    /// Events near a request, by number, each once.
    std::vector<const LaunchEvent*> events_near(const ChangeRequest& request) const;
    bool near(const LaunchEvent& event, const ChangeRequest& request) const;
    /// The newest confirmed baseline, and the newest and the first one that hold a release; nullptr where
    /// there is none.
    const Baseline* newest_baseline() const;
    const Baseline* newest_baseline(ReleaseId release) const;
    const Baseline* first_baseline(ReleaseId release) const;
    /// In its freeze today: from its freeze date until it is shipped.
    bool frozen(const Release& release) const;
    /// Effort of the engineering assessment, upper end; nothing when there is none.
    std::optional<double> effort_of(const ChangeRequest& request) const;
    /// Approved requests, the last decided first.
    std::vector<const ChangeRequest*> approved() const;
    /// Required functions that have not assessed the request.
    std::vector<Function> missing(const ChangeRequest& request) const;

    /// `Tue 14 Apr`, seen from today.
    std::string say(Day day) const { return spoken(day, today_); }

  private:
    /// Events by what they hang on, and the releases of each.
    struct EventLinks {
        Index<LaunchEvent> children;
        Index<LaunchEvent> by_release;
        Index<LaunchEvent> by_feature;
        Index<Release> releases;
    };
    const EventLinks& event_links() const {
        return event_links_.get([this] { return linked_events(); });
    }
    EventLinks linked_events() const;
    /// The product's records of a kind.
    template <class T>
    const Records<T>& taken(const Late<Records<T>>& held) const {
        return held.get([this] {
            Records<T> records;
            world_->all<T>().each_naming(id_of(*product_), [&](const T& record) {
                if (record.product == id_of(*product_)) records.push_back(&record);
            });
            return records;
        });
    }

    const World* world_;
    const Product* product_;
    Day today_;
    const Zone* zone_;
    Mends mends_;
    Late<Records<Release>> releases_;
    Late<Records<Feature>> features_;
    Late<Records<LaunchEvent>> events_;
    Late<Records<Collateral>> collateral_;
    Late<Records<Promise>> promises_;
    Late<Records<ChangeRequest>> requests_;
    Late<Records<Evidence>> evidence_;
    Late<Records<Assessment>> assessments_;
    Late<Records<Assumption>> assumptions_;
    Late<Records<Baseline>> baselines_;
    Late<Records<Move>> moves_;
    Late<Index<Feature>> features_by_release_;
    Late<Index<Collateral>> collateral_by_event_;
    Late<Index<Evidence>> evidence_by_change_;
    Late<Index<Assessment>> assessments_by_change_;
    Late<Index<Promise>> promises_by_feature_;
    Late<Index<Move>> moves_by_record_;
    Late<Index<ChangeRequest>> requests_by_record_;
    Late<EventLinks> event_links_;
};

}  // namespace plumb
