#include "storage/calendar.hpp"

#include "core/align/plan.hpp"
#include "core/base/utf8.hpp"
#include "core/command/record_text.hpp"
#include "storage/calendar_details.hpp"
#include "storage/ical.hpp"

#include <algorithm>

namespace plumb::storage {

namespace {

/// How often a subscriber may ask again. Clients take it as a hint.
constexpr const char* kRefresh = "PT1H";
constexpr unsigned kRefreshHours = 1;
constexpr Days kOneDay{1};

icaltimetype ical_day(Day day) {
    const std::chrono::year_month_day date{day};
    icaltimetype time = icaltime_null_date();
    time.year = static_cast<int>(date.year());
    time.month = static_cast<int>(static_cast<unsigned>(date.month()));
    time.day = static_cast<int>(static_cast<unsigned>(date.day()));
    return time;
}

icaltimetype ical_instant(Instant at) {
    const Day day = std::chrono::floor<Days>(at);
    const std::chrono::hh_mm_ss clock{at - day};
    icaltimetype time = ical_day(day);
    time.is_date = 0;
    time.hour = static_cast<int>(clock.hours().count());
    time.minute = static_cast<int>(clock.minutes().count());
    time.second = static_cast<int>(clock.seconds().count());
    time.zone = icaltimezone_get_utc_timezone();
    return time;
}

/// One entry, before it is written.
struct Entry {
    Ref record;
    Meta meta;
    /// Tells a record's entries apart: `freeze`, `beta`; empty for the record's own.
    std::string part;
    std::string summary;
    std::string details;
    std::string category;
    std::string place;
    Day from{};
    /// The first day after it.
    Day end{};
    icalproperty_status status = ICAL_STATUS_NONE;
    /// Keeps its people busy.
    bool busy = false;
};

bool is_address(std::string_view place) { return place.find("://") != std::string_view::npos; }

class Calendar {
  public:
    Calendar(const World& world, ProductId product, std::optional<Instant> since)
        : world_(world), product_(product), since_(since), calendar_(icalcomponent_new_vcalendar()) {}

    std::string text() {
        head();
        for (const Release& release : world_.all<Release>())
            if (wanted(release)) add_release(release);
        for (const LaunchEvent& event : world_.all<LaunchEvent>())
            if (wanted(event)) add_event(event);
        return taken(icalcomponent_as_ical_string_r(calendar_.get()));
    }

  private:
    template <Record T>
    bool wanted(const T& record) const {
        return (!product_ || record.product == product_) && (!since_ || record.meta.updated_at >= *since_);
    }

    void extension(const char* name, const std::string& value) {
        icalproperty* property = icalproperty_new_x(value.c_str());
        icalproperty_set_x_name(property, name);
        icalcomponent_add_property(calendar_.get(), property);
    }

    void head() {
        const std::string called = product_ ? name(world_, product_) : std::string("Plumbline");
        const auto add = [&](icalproperty* property) {
            icalcomponent_add_property(calendar_.get(), property);
        };
        add(icalproperty_new_version("2.0"));
        add(icalproperty_new_prodid("-//Plumbline//Plumbline//EN"));
        add(icalproperty_new_calscale("GREGORIAN"));
        add(icalproperty_new_method(ICAL_METHOD_PUBLISH));
        icaldurationtype refresh = icaldurationtype_null_duration();
        refresh.hours = kRefreshHours;
        icalproperty* interval = icalproperty_new_refreshinterval(refresh);
        icalproperty_add_parameter(interval, icalparameter_new_value(ICAL_VALUE_DURATION));
        add(interval);
        extension("X-PUBLISHED-TTL", kRefresh);
        extension("X-WR-CALNAME", as_ical_text(with_bidi_escaped(called)));
    }

    /// Grows with every change of the record: the seconds since it was made, and one for each row of the
    /// ledger, of which several may fall into one second.
    int sequence(const Entry& entry) const {
        const auto& moves = world_.all<Move>();
        const auto moved = std::count_if(moves.begin(), moves.end(),
                                         [&](const Move& move) { return move.record == entry.record; });
        return static_cast<int>((entry.meta.updated_at - entry.meta.created_at).count() + moved);
    }

    static std::string uid(const Entry& entry) {
        std::string prefix(kPrefixes[static_cast<std::size_t>(entry.record.kind)]);
        std::replace(prefix.begin(), prefix.end(), ':', '-');
        std::transform(prefix.begin(), prefix.end(), prefix.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        return prefix + std::to_string(entry.record.n) + (entry.part.empty() ? "" : "-" + entry.part) + "-" +
               std::to_string(entry.meta.created_at.time_since_epoch().count()) + std::string(kUidEnding);
    }

    void add(const Entry& entry) {
        icalcomponent* event = icalcomponent_new_vevent();
        const auto put = [&](icalproperty* property) { icalcomponent_add_property(event, property); };
        put(icalproperty_new_uid(uid(entry).c_str()));
        put(icalproperty_new_dtstamp(ical_instant(entry.meta.updated_at)));
        put(icalproperty_new_created(ical_instant(entry.meta.created_at)));
        put(icalproperty_new_lastmodified(ical_instant(entry.meta.updated_at)));
        put(icalproperty_new_sequence(sequence(entry)));
        put(icalproperty_new_dtstart(ical_day(entry.from)));
        put(icalproperty_new_dtend(ical_day(std::max(entry.end, entry.from + kOneDay))));
        put(icalproperty_new_summary(with_bidi_escaped(entry.summary).c_str()));
        if (!entry.details.empty())
            put(icalproperty_new_description(with_bidi_escaped(entry.details).c_str()));
        if (is_address(entry.place))
            put(icalproperty_new_url(with_bidi_escaped(entry.place).c_str()));
        else if (!entry.place.empty())
            put(icalproperty_new_location(with_bidi_escaped(entry.place).c_str()));
        put(icalproperty_new_categories(entry.category.c_str()));
        put(icalproperty_new_status(entry.status));
        put(icalproperty_new_transp(entry.busy ? ICAL_TRANSP_OPAQUE : ICAL_TRANSP_TRANSPARENT));
        icalcomponent_add_component(calendar_.get(), event);
    }

    void add_release(const Release& release) {
        Entry entry;
        entry.record = id_of(release);
        entry.meta = release.meta;
        const std::string called = name(world_, release.product) + " " + release.name;
        const Day date = Plan::date_of(release);
        const bool cancelled = release.status == ReleaseStatus::cancelled;
        entry.status = cancelled                                  ? ICAL_STATUS_CANCELLED
                       : release.status == ReleaseStatus::shipped ? ICAL_STATUS_CONFIRMED
                                                                  : ICAL_STATUS_TENTATIVE;
        entry.summary = called + " release";
        entry.category = "RELEASE";
        entry.details = std::string(word(release.status));
        if (!release.goal.empty()) entry.details += "\nGoal: " + release.goal;
        if (!release.owners.empty()) entry.details += "\nOwners: " + names_of(world_, release.owners);
        entry.from = date;
        entry.end = date + kOneDay;
        add(entry);
        entry.details.clear();
        if (release.freeze) {
            entry.part = "freeze";
            entry.summary = called + " freeze";
            entry.category = "FREEZE";
            entry.from = *release.freeze;
            entry.end = date;
            add(entry);
        }
        if (release.beta_from) {
            entry.part = "beta";
            entry.summary = called + " beta";
            entry.category = "BETA";
            entry.from = *release.beta_from;
            entry.end = release.beta_to ? *release.beta_to + kOneDay : date;
            add(entry);
        }
    }

    void add_event(const LaunchEvent& event) {
        Entry entry;
        entry.record = id_of(event);
        entry.meta = event.meta;
        entry.summary = event.title;
        entry.details = calendar_details(world_, event);
        entry.place = event.place;
        entry.category = std::string(word(event.type));
        std::transform(entry.category.begin(), entry.category.end(), entry.category.begin(),
                       [](char c) { return static_cast<char>(c - 'a' + 'A'); });
        entry.from = event.on;
        entry.end = event.to + kOneDay;
        switch (event.status) {
            case EventStatus::planned: entry.status = ICAL_STATUS_TENTATIVE; break;
            case EventStatus::confirmed:
            case EventStatus::done: entry.status = ICAL_STATUS_CONFIRMED; break;
            case EventStatus::cancelled: entry.status = ICAL_STATUS_CANCELLED; break;
        }
        entry.busy = true;
        add(entry);
    }

    const World& world_;
    ProductId product_;
    std::optional<Instant> since_;
    IcalComponent calendar_;
};

}  // namespace

std::string calendar_text(const World& world, ProductId product, std::optional<Instant> since) {
    return Calendar(world, product, since).text();
}

ProductId product_of_calendar(const World& world, std::string_view token) {
    ProductId found;
    for (const Product& product : world.all<Product>()) {
        const std::string& held = product.calendar_token;
        if (held.empty() || held.size() != token.size()) continue;
        unsigned differs = 0;
        for (std::size_t i = 0; i < held.size(); ++i)
            differs |= static_cast<unsigned>(static_cast<unsigned char>(held[i]) ^
                                             static_cast<unsigned char>(token[i]));
        if (differs == 0) found = id_of(product);
    }
    return found;
}

}  // namespace plumb::storage
