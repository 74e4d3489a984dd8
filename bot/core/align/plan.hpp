// A product's plan on a day, indexed for the rules, and the words that rules.md defines over it.
//
// Built per evaluation from a World in which dated things have already taken effect (align/effects.hpp). It
// points into that World, which must outlive it. Days are in the product's zone; ages and distances are whole
// calendar days.
#pragma once

#include "core/records/world.hpp"
#include "core/time/zone.hpp"

#include <optional>
#include <unordered_map>
#include <vector>

namespace plumb {

class Plan {
  public:
    Plan(const World& world, ProductId product, Day today, const Zone& zone);

    const World& world() const { return *world_; }
    const Product& product() const { return *product_; }
    Day today() const { return today_; }
    /// The calendar day of an instant in the product's zone.
    Day day(Instant at) const { return zone_->day_of(at); }

    // The product's records, by number.
    const std::vector<const Release*>& releases() const { return releases_; }
    const std::vector<const Feature*>& features() const { return features_; }
    const std::vector<const LaunchEvent*>& events() const { return events_; }
    const std::vector<const Collateral*>& collateral() const { return collateral_; }
    const std::vector<const Promise*>& promises() const { return promises_; }
    const std::vector<const ChangeRequest*>& requests() const { return requests_; }
    const std::vector<const Evidence*>& evidence() const { return evidence_; }
    const std::vector<const Assessment*>& assessments() const { return assessments_; }
    const std::vector<const Assumption*>& assumptions() const { return assumptions_; }
    const std::vector<const Baseline*>& baselines() const { return baselines_; }
    const std::vector<const Move*>& moves() const { return moves_; }

    // Indexes. An empty list where there is nothing.
    const std::vector<const Feature*>& features_of(ReleaseId release) const;
    const std::vector<const Collateral*>& collateral_of(EventId event) const;
    const std::vector<const LaunchEvent*>& children_of(EventId event) const;
    const std::vector<const Evidence*>& evidence_of(ChangeId change) const;
    const std::vector<const Assessment*>& assessments_of(ChangeId change) const;
    const std::vector<const Promise*>& promises_of(FeatureId feature) const;
    const std::vector<const Move*>& moves_of(Ref record) const;
    /// Requests that touch the record (a release or a feature), and those near an event.
    const std::vector<const ChangeRequest*>& requests_touching(Ref record) const;

    // Words of rules.md, "Words the rules use".

    /// The date of a release: its target date, once shipped the day it shipped.
    static Day date_of(const Release& release);
    static bool still_to_come(const Release& release);
    /// The feature's release; nullptr when it has none or that is cancelled.
    const Release* release_of(const Feature& feature) const;
    /// The releases an event depends on: its own and those of its features, cancelled releases and dropped
    /// features left out.
    std::vector<const Release*> depends_on(const LaunchEvent& event) const;
    /// Latest date among those; nothing when it depends on none.
    std::optional<Day> ready_date(const LaunchEvent& event) const;
    /// Planned or confirmed, and its end not past.
    bool open(const LaunchEvent& event) const;
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
    /// Features and releases that a request touches.
    std::vector<Ref> touches(const ChangeRequest& request) const;
    bool near(const LaunchEvent& event, const ChangeRequest& request) const;
    /// The newest confirmed baseline, and the newest and the first one that hold a release; nullptr where
    /// there is none.
    const Baseline* newest_baseline() const;
    const Baseline* newest_baseline(ReleaseId release) const;
    const Baseline* first_baseline(ReleaseId release) const;
    /// In its freeze on a day: from its freeze date to shipping.
    static bool frozen(const Release& release, Day day);
    /// Effort of the engineering assessment, upper end; nothing when there is none.
    std::optional<double> effort_of(const ChangeRequest& request) const;
    /// Required functions that have not assessed the request.
    std::vector<Function> missing(const ChangeRequest& request) const;

    /// `Tue 14 Apr`, seen from today.
    std::string say(Day day) const { return spoken(day, today_); }

  private:
    template <class Key, class T>
    using Index = std::unordered_map<Key, std::vector<const T*>>;

    const World* world_;
    const Product* product_;
    Day today_;
    const Zone* zone_;
    std::vector<const Release*> releases_;
    std::vector<const Feature*> features_;
    std::vector<const LaunchEvent*> events_;
    std::vector<const Collateral*> collateral_;
    std::vector<const Promise*> promises_;
    std::vector<const ChangeRequest*> requests_;
    std::vector<const Evidence*> evidence_;
    std::vector<const Assessment*> assessments_;
    std::vector<const Assumption*> assumptions_;
    std::vector<const Baseline*> baselines_;
    std::vector<const Move*> moves_;
    Index<int, Feature> features_by_release_;
    Index<int, Collateral> collateral_by_event_;
    Index<int, LaunchEvent> children_;
    Index<int, Evidence> evidence_by_change_;
    Index<int, Assessment> assessments_by_change_;
    Index<int, Promise> promises_by_feature_;
    Index<std::uint64_t, Move> moves_by_record_;
    Index<std::uint64_t, ChangeRequest> requests_by_record_;
};

}  // namespace plumb
