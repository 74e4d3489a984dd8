#include "storage/replay.hpp"

#include "core/align/effects.hpp"
#include "core/align/engine.hpp"
#include "core/align/identity.hpp"
#include "core/align/life.hpp"
#include "core/base/among.hpp"
#include "storage/past_approval.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace plumb::storage {

namespace {

/// A change's or move's day where the file states one.
std::optional<Day> stated(Day day) { return day == unstated_day() ? std::nullopt : std::optional(day); }

class Player {
  public:
    Player(const World& imported, const std::vector<EventId>& unstated, const ReplaySpan& span,
           const Zones& zones)
        : final_(imported), unstated_(unstated), zones_(zones) {
        for (const Product& product : final_.all<Product>()) {
            const Zone* zone = zones_.find(product.tz);
            product_zones_[id_of(product)] = zone ? zone : &utc_;
        }
        find_span(span);
    }

    std::vector<Opening> play() {
        start();
        for (Day today = first_; today <= last_; today += Days{1}) {
            today_ = today;
            enter_moves();
            pass_time();
            raise();
            ask();
            if (decide()) ask();
        }
        return std::move(openings_);
    }

  private:
    const Zone& zone(ProductId product) const { return *product_zones_.at(product); }
    Day day(ProductId product, Instant at) const { return zone(product).day_of(at); }

    void find_span(const ReplaySpan& span) {
        std::optional<Day> first;
        Day last = unstated_day();
        const auto begin = [&](std::optional<Day> on) {
            if (on && (!first || *on < *first)) first = on;
        };
        const auto end = [&](Day on) { last = std::max(last, on); };
        for (const ChangeRequest& r : final_.all<ChangeRequest>()) {
            begin(stated(day(r.product, r.opened_at)));
            if (!r.decided_at) continue;
            begin(stated(day(r.product, *r.decided_at)));
            end(day(r.product, *r.decided_at));
        }
        for (const Move& move : final_.all<Move>()) {
            begin(stated(move.on));
            end(move.on);
        }
        for (const Release& release : final_.all<Release>()) end(release.date);
        for (const LaunchEvent& event : final_.all<LaunchEvent>()) end(event.to);
        // A plan of which nothing has a day of its own begins with what comes first in it.
        if (!first) {
            for (const Release& release : final_.all<Release>()) begin(release.date);
            for (const LaunchEvent& event : final_.all<LaunchEvent>()) begin(event.on);
        }
        first_ = span.from.value_or(first.value_or(last));
        last_ = span.to.value_or(last + Days{1});
    }

    /// The day on which a row enters: its own, the first day where that lies before or is not stated.
    Day entry(Day on) const { return std::max(on, first_); }

    template <Record T>
    void stamp(T& record, Day on) const {
        Instant at{on};
        if constexpr (requires { record.product; }) at = zone(record.product).at(on, Seconds{0});
        record.meta.created_at = at;
        record.meta.updated_at = at;
    }

    template <Record T>
    void put(T record) {
        world_.all<T>().put(std::move(record));
    }

    /// What has no date of its own is there from the first day, as it was before its moves.
    void start() {
        world_ = final_;
        world_.all<ChangeRequest>() = {};
        world_.all<Move>() = {};
        world_.all<Evidence>() = {};
        for (const Move& move : final_.all<Move>()) moves_.push_back(&move);
        std::stable_sort(moves_.begin(), moves_.end(),
                         [](const Move* a, const Move* b) { return a->on < b->on; });
        for (const Product& held : final_.all<Product>()) {
            Product product = held;
            stamp(product, first_);
            product.meta.created_at = zone(id_of(held)).at(first_, Seconds{0});
            product.profile_at = product.meta.created_at;
            put(std::move(product));
        }
        for (const Release& held : final_.all<Release>()) {
            Release release = held;
            stamp(release, first_);
            if (const Move* move = first_move(id_of(held))) release.date = move->old_date.value_or(held.date);
            // A beta that has its day begins on it, too.
            const bool later = held.status == ReleaseStatus::beta && held.beta_from;
            if (held.status == ReleaseStatus::shipped || later) release.status = ReleaseStatus::planned;
            release.shipped_on.reset();
            put(std::move(release));
        }
        for (const Feature& held : final_.all<Feature>()) {
            Feature feature = held;
            stamp(feature, first_);
            const Release* home = final_.find(held.release);
            if (home && is_end(held.status)) feature.status = FeatureStatus::planned;
            put(std::move(feature));
        }
        for (const LaunchEvent& held : final_.all<LaunchEvent>()) {
            LaunchEvent event = held;
            stamp(event, first_);
            event.recorded_on = first_;
            if (event.status == EventStatus::done) event.status = EventStatus::planned;
            if (const Move* move = first_move(id_of(held))) move_to(event, move->old_date.value_or(held.on));
            put(std::move(event));
        }
    }

    static bool is_end(FeatureStatus status) {
        return status == FeatureStatus::done || status == FeatureStatus::dropped;
    }

    const Move* first_move(Ref record) const {
        for (const Move* move : moves_)
            if (move->record == record) return move;
        return nullptr;
    }

    static void move_to(LaunchEvent& event, Day on) {
        event.to += on - event.on;
        event.on = on;
    }

    void enter_moves() {
        for (const Move* move : moves_) {
            if (entry(move->on) != today_) continue;
            Move row = *move;
            if (!stated(row.on)) row.on = today_;
            stamp(row, row.on);
            const Day to = row.new_date.value_or(today_);
            if (const Release* held = world_.find(row.record.as<ReleaseId>())) {
                Release release = *held;
                release.date = to;
                put(std::move(release));
            } else if (const LaunchEvent* event_held = world_.find(row.record.as<EventId>())) {
                LaunchEvent event = *event_held;
                move_to(event, to);
                put(std::move(event));
            }
            put(std::move(row));
        }
    }

    /// Releases ship on the day that the file says, whatever was planned by then, and end their features;
    /// events end on the day after they are over.
    void pass_time() {
        std::vector<Release> shipping;
        for (const Release& held : world_.all<Release>()) {
            const Release& end = *final_.find(id_of(held));
            if (end.status != ReleaseStatus::shipped || end.date > today_) continue;
            if (held.status == ReleaseStatus::shipped) continue;
            shipping.push_back(held);
            shipping.back().shipped_on = end.date;
        }
        for (Release& release : shipping) {
            release.status = ReleaseStatus::shipped;
            end_features(id_of(release));
            put(std::move(release));
        }
        std::vector<LaunchEvent> over;
        for (const LaunchEvent& held : world_.all<LaunchEvent>()) {
            if (!ends_by_itself(held)) continue;
            const EventStatus status = held.to < today_ ? EventStatus::done : EventStatus::planned;
            if (held.status == status) continue;
            over.push_back(held);
            over.back().status = status;
        }
        for (LaunchEvent& event : over) put(std::move(event));
        for (const auto& [product, zone] : product_zones_)
            world_ = plumb::apply(std::move(world_), effects(world_, product, today_, *zone));
    }

    /// The file says that it is done, or nothing of its status.
    bool ends_by_itself(const LaunchEvent& event) const {
        return final_.find(id_of(event))->status == EventStatus::done || is_among(unstated_, id_of(event));
    }

    void end_features(ReleaseId release) {
        std::vector<Feature> ended;
        for (const Feature& held : world_.all<Feature>()) {
            const FeatureStatus status = final_.find(id_of(held))->status;
            if (held.release != release || !is_end(status)) continue;
            ended.push_back(held);
            ended.back().status = status;
        }
        for (Feature& feature : ended) put(std::move(feature));
    }

    void raise() {
        for (const ChangeRequest& held : final_.all<ChangeRequest>()) {
            const Day opened = day(held.product, held.opened_at);
            if (entry(opened) != today_) continue;
            ChangeRequest request = held;
            if (!stated(opened)) request.opened_at = zone(held.product).at(today_, Seconds{0});
            request.waiting_since = request.opened_at;
            request.meta.created_at = request.opened_at;
            request.meta.updated_at = request.opened_at;
            request.status = ChangeStatus::open;
            request.decision.reset();
            request.decided_at.reset();
            request.reason.clear();
            request.left_release = {};
            request.touched_at_approval.clear();
            request.frozen_at_approval.clear();
            for (const Evidence& voice : final_.all<Evidence>()) {
                if (voice.change != id_of(held)) continue;
                Evidence evidence = voice;
                evidence.meta = request.meta;
                evidence.meta.n = voice.meta.n;
                put(std::move(evidence));
            }
            put(std::move(request));
        }
    }

    /// True when something was decided today.
    bool decide() {
        bool any = false;
        for (const ChangeRequest& held : final_.all<ChangeRequest>()) {
            if (!held.decided_at || entry(day(held.product, *held.decided_at)) != today_) continue;
            any = true;
            ChangeRequest request = *world_.find(id_of(held));
            const Day decided = day(held.product, *held.decided_at);
            request.decided_at = held.decided_at;
            if (!stated(decided)) request.decided_at = zone(held.product).at(today_, Seconds{0});
            request.status = held.status;
            request.decision = held.decision;
            request.reason = held.reason;
            if (held.status == ChangeStatus::approved) approve(request, stated(decided).value_or(today_));
            put(std::move(request));
        }
        return any;
    }

    void approve(ChangeRequest& request, Day decided) {
        remember_approval(world_, request, decided);
        const Feature* feature = world_.find(request.feature);
        if (request.change_kind == ChangeKind::move && request.to && feature &&
            feature->release != request.to)
            rehome(*feature, request.to, decided);
    }

    void rehome(const Feature& held, ReleaseId to, Day on) {
        Move row;
        row.meta.n = world_.next(Kind::move);
        row.product = held.product;
        stamp(row, on);
        row.record = Ref{id_of(held)};
        row.on = on;
        row.from = held.release;
        row.to = to;
        if (const Release* from = world_.find(row.from)) row.old_date = from->date;
        const Release* home = world_.find(to);
        row.new_date = home->date;
        Feature feature = held;
        feature.release = to;
        const FeatureStatus end = final_.find(id_of(held))->status;
        if (is_end(end))
            feature.status = home->status == ReleaseStatus::shipped ? end : FeatureStatus::planned;
        put(std::move(feature));
        put(std::move(row));
    }

    /// How bad a warning was when it was last found, and of how many subjects.
    struct Last {
        Severity severity = Severity::info;
        std::size_t subjects = 0;
    };

    void still_found(Opening& opening, Last& last, const Finding& finding) const {
        opening.highest = std::max(opening.highest, finding.severity);
        if (rises(last.severity, last.subjects, finding))
            opening.rises.push_back({today_, asked_, finding.severity, finding.facts});
        last = {finding.severity, finding.subject.size()};
    }

    void ask() {
        ++asked_;
        for (const auto& [id, zone] : product_zones_) {
            const ProductId product = id;
            std::map<Identity, bool> found;
            for (Finding& finding : align(world_, product, today_, *zone, Mends::worded)) {
                const Identity key = identity(finding);
                found[key] = true;
                const auto open = open_.find(std::tuple(product, key.first, key.second));
                if (open != open_.end()) {
                    still_found(openings_[open->second], last_found_[open->second], finding);
                    continue;
                }
                open_[std::tuple(product, key.first, key.second)] = openings_.size();
                Opening opening;
                opening.found = {product, std::move(finding)};
                opening.json = finding_json(world_, opening.found);
                opening.opened = today_;
                opening.asked = asked_;
                opening.highest = opening.found.finding.severity;
                last_found_.push_back({opening.highest, opening.found.finding.subject.size()});
                openings_.push_back(std::move(opening));
            }
            std::erase_if(open_, [&](const auto& entry) {
                const auto& [key, at] = entry;
                if (std::get<0>(key) != product || found.contains({std::get<1>(key), std::get<2>(key)}))
                    return false;
                openings_[at].resolved = today_;
                return true;
            });
        }
    }

    const World& final_;
    const std::vector<EventId>& unstated_;
    const Zones& zones_;
    Zone utc_;
    std::map<ProductId, const Zone*> product_zones_;
    World world_;
    std::vector<const Move*> moves_;
    Day first_{};
    Day last_{};
    Day today_{};
    int asked_ = 0;
    std::map<std::tuple<ProductId, std::string_view, Ref>, std::size_t> open_;
    std::vector<Opening> openings_;
    /// Of each opening.
    std::vector<Last> last_found_;
};

}  // namespace

Day unstated_day() {
    using namespace std::chrono_literals;
    return Day{std::chrono::year{1900} / 1 / 1};
}

std::vector<Opening> replay(const World& imported, const std::vector<EventId>& unstated,
                            const ReplaySpan& span, const Zones& zones) {
    return Player(imported, unstated, span, zones).play();
}

}  // namespace plumb::storage
