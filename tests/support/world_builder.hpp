// Worlds for tests of the rules: one product, made record by record, and asked on a day.
//
// Days are counted from Monday 1 March 2027: `day(3)` is the Thursday. Whatever a test does not set has the
// defaults of fields.md.
#pragma once

#include "core/align/effects.hpp"
#include "core/align/engine.hpp"

#include <catch2/catch.hpp>
#include <functional>
#include <string>
#include <string_view>

namespace plumb {

/// The day `n` days after Monday 1 March 2027, and noon of it.
inline Day day(int n) { return parse_iso_day("2027-03-01").value() + Days{n}; }
inline Instant noon(int n) { return Instant{day(n)} + std::chrono::hours{12}; }

class WorldBuilder {
  public:
    /// The product `atlas`, made at noon of day 0, in UTC.
    WorldBuilder() : zone_() {
        Product made;
        made.key = "atlas";
        made.name = "Atlas";
        made.tz = "UTC";
        made.profile_at = noon(0);
        product = add(std::move(made));
    }

    World world;
    ProductId product;
    /// The instant at which records are made and changed from here on.
    Instant now = noon(0);

    /// Adds a record: its number, its product (unless it has one) and when it was made.
    template <Record T>
    Id<T::kind> add(T record) {
        record.meta.n = world.next(T::kind);
        record.meta.created_at = now;
        record.meta.updated_at = now;
        if constexpr (requires { record.product; })
            if (!record.product) record.product = product;
        const Id<T::kind> id = id_of(record);
        world.all<T>().put(std::move(record));
        return id;
    }
    /// Changes a record: `b.set(id, [](auto& r) { r.status = …; })`.
    template <Kind K, class Change>
    void set(Id<K> id, Change change) {
        RecordOf<K> record = *world.find(id);
        change(record);
        world.all<RecordOf<K>>().put(std::move(record));
    }
    template <Kind K>
    const RecordOf<K>& at(Id<K> id) const {
        return *world.find(id);
    }

    PersonId person(std::string handle, std::optional<Function> function = std::nullopt) {
        Person made;
        made.handle = std::move(handle);
        made.function = function;
        return add(std::move(made));
    }
    CustomerId customer(std::string name) {
        Customer made;
        made.name = std::move(name);
        return add(std::move(made));
    }
    ReleaseId release(std::string name, int date) {
        Release made;
        made.name = std::move(name);
        made.date = day(date);
        return add(std::move(made));
    }
    void ship(ReleaseId id, int on) {
        set(id, [&](Release& r) {
            r.status = ReleaseStatus::shipped;
            r.shipped_on = day(on);
        });
    }
    FeatureId feature(std::string title, ReleaseId release = {}) {
        Feature made;
        made.title = std::move(title);
        made.release = release;
        return add(std::move(made));
    }
    /// An event of one day, recorded on the day of `now`.
    EventId event(std::string title, EventType type, int on) { return event(std::move(title), type, on, on); }
    EventId event(std::string title, EventType type, int on, int to) {
        LaunchEvent made;
        made.title = std::move(title);
        made.type = type;
        made.on = day(on);
        made.to = day(to);
        made.recorded_on = zone_.day_of(now);
        return add(std::move(made));
    }
    CollateralId collateral(EventId event, std::string title, int due) {
        Collateral made;
        made.event = event;
        made.title = std::move(title);
        made.due = day(due);
        return add(std::move(made));
    }
    PromiseId promise(std::string title, FeatureId feature, int by) {
        Promise made;
        made.title = std::move(title);
        made.feature = feature;
        made.by = day(by);
        return add(std::move(made));
    }
    /// An open request with a why of its own.
    ChangeId request(std::string title, ChangeKind kind) {
        ChangeRequest made;
        made.title = std::move(title);
        made.change_kind = kind;
        made.why = "Crews lose the form in tunnels";
        made.opened_at = now;
        made.waiting_since = now;
        return add(std::move(made));
    }
    AssessmentId assessment(ChangeId change, Function function, std::optional<Effort> effort = std::nullopt) {
        Assessment made;
        made.change = change;
        made.function = function;
        made.effort = effort;
        made.at = now;
        made.first_at = now;
        return add(std::move(made));
    }
    /// A baseline of the product's releases and features as they are, made and confirmed at `now`.
    BaselineId baseline() {
        Baseline made;
        made.confirmed_at = now;
        made.first_confirmed_at = now;
        for (const Release& r : world.all<Release>())
            if (r.product == product) made.releases.push_back({id_of(r), r.name, r.date, r.freeze, r.status});
        for (const Feature& f : world.all<Feature>())
            if (f.product == product)
                made.features.push_back({id_of(f), f.title, f.release, f.status, f.effort});
        return add(std::move(made));
    }
    /// Moves a release's date, or an event with its end, at `now`, with its row in the ledger.
    void move(ReleaseId id, int to) {
        ledger(id, at(id).date, day(to));
        set(id, [&](Release& r) { r.date = day(to); });
    }
    void move(EventId id, int to) {
        ledger(id, at(id).on, day(to));
        set(id, [&](LaunchEvent& e) {
            e.to += day(to) - e.on;
            e.on = day(to);
        });
    }
    /// Moves a feature to another release (none: the backlog).
    void move(FeatureId id, ReleaseId to) {
        const auto date = [&](ReleaseId release) {
            const Release* found = world.find(release);
            return found ? std::optional(found->date) : std::nullopt;
        };
        const ReleaseId from = at(id).release;
        Move made;
        made.record = id;
        made.from = from;
        made.to = to;
        made.old_date = date(from);
        made.new_date = date(to);
        made.on = zone_.day_of(now);
        add(std::move(made));
        set(id, [&](Feature& f) { f.release = to; });
    }

    void threshold(std::string rule, std::string key, int value) {
        RuleSetting made;
        made.rule = std::move(rule);
        made.key = std::move(key);
        made.value = value;
        add(std::move(made));
    }
    /// The zone of the product, for rules that count days.
    void zone(Zone zone) { zone_ = std::move(zone); }
    const Zone& zone() const { return zone_; }

    /// Everything found on a day, and what one rule finds on it.
    Findings found(int on) const {
        return align(as_of(world, product, day(on), zone_), product, day(on), zone_, Mends::worded);
    }
    Findings found(std::string_view rule, int on) const {
        Findings out;
        for (Finding& finding : found(on))
            if (finding.rule == rule) out.push_back(std::move(finding));
        return out;
    }
    /// The finding of a rule on a main subject; nothing where it is silent.
    std::optional<Finding> finding(std::string_view rule, Ref main, int on) const {
        for (Finding& finding : found(rule, on))
            if (finding.subject.front() == main) return std::move(finding);
        return std::nullopt;
    }
    /// Its severity: what most cases ask.
    std::optional<Severity> severity(std::string_view rule, Ref main, int on) const {
        const auto it = finding(rule, main, on);
        return it ? std::optional(it->severity) : std::nullopt;
    }

  private:
    void ledger(Ref record, Day from, Day to) {
        Move made;
        made.record = record;
        made.old_date = from;
        made.new_date = to;
        made.on = zone_.day_of(now);
        add(std::move(made));
    }

    Zone zone_;
};

}  // namespace plumb

namespace Catch {

/// Failures name records and severities.
template <>
struct StringMaker<plumb::Ref> {
    static std::string convert(const plumb::Ref& ref) { return to_string(ref); }
};
template <>
struct StringMaker<plumb::Mend> {
    static std::string convert(const plumb::Mend& mend) { return mend.command + " [" + mend.button + "]"; }
};
template <>
struct StringMaker<std::optional<plumb::Severity>> {
    static std::string convert(const std::optional<plumb::Severity>& severity) {
        return severity ? std::string(word(*severity)) : "silent";
    }
};

}  // namespace Catch
