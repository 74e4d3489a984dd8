#include "storage/import_ics.hpp"

#include "core/base/phrases.hpp"
#include "core/base/repeated.hpp"
#include "core/base/spelling.hpp"
#include "core/base/unseen.hpp"
#include "core/base/utf8.hpp"
#include "core/launch/event.hpp"
#include "core/records/limits.hpp"
#include "storage/calendar.hpp"
#include "storage/calendar_details.hpp"
#include "storage/ical.hpp"
#include "storage/import_rows.hpp"

#include <algorithm>
#include <utility>

namespace plumb::storage {

namespace {

/// Components stand three deep in a calendar; libical frees what it read by recursion.
constexpr int kDeepest = 16;
/// Bytes of a line, its folds put together.
constexpr std::size_t kLongestLine = 200'000;

bool begins(std::string_view line, std::string_view with) {
    return line.size() >= with.size() && same_word(line.substr(0, with.size()), with);
}

/// Lines on which an event begins, and how deep components stand in one another.
struct Outline {
    std::vector<int> events;
    int deepest = 0;
    /// The line that is too long; 0 for none.
    int endless = 0;
    /// The line of an END that ends nothing; 0 for none.
    int unbegun = 0;
    bool calendar = false;
};

Outline outline_of(std::string_view text) {
    Outline outline;
    int depth = 0;
    std::size_t length = 0;
    for (int line = 1; !text.empty(); ++line) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const bool folded = text.front() == ' ' || text.front() == '\t';
        length = end + (folded ? length : 0);
        if (length > kLongestLine && outline.endless == 0) outline.endless = line;
        const std::string_view words = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (begins(words, "END:") && --depth < 0 && outline.unbegun == 0) outline.unbegun = line;
        if (!begins(words, "BEGIN:")) continue;
        outline.deepest = std::max(outline.deepest, ++depth);
        outline.calendar = outline.calendar || same_word(words, "BEGIN:VCALENDAR");
        if (same_word(words, "BEGIN:VEVENT")) outline.events.push_back(line);
    }
    return outline;
}

std::string text_of(icalcomponent* component, icalproperty_kind kind) {
    icalproperty* property = icalcomponent_get_first_property(component, kind);
    const char* value = property ? icalvalue_get_text(icalproperty_get_value(property)) : nullptr;
    return value ? std::string(trimmed(value)) : std::string{};
}

std::string extension(icalcomponent* component, std::string_view name) {
    for (icalproperty* p = icalcomponent_get_first_property(component, ICAL_X_PROPERTY); p;
         p = icalcomponent_get_next_property(component, ICAL_X_PROPERTY))
        if (same_word(icalproperty_get_x_name(p), name))
            return cleaned(trimmed(from_ical_text(icalproperty_get_x(p))));
    return {};
}

/// Without a byte order mark, and with lines that end as libical knows them.
std::string plain_text(std::string_view text) {
    std::string out(without_byte_order_mark(text));
    if (out.find('\n') == std::string::npos) std::replace(out.begin(), out.end(), '\r', '\n');
    return out;
}

/// Lines were folded by bytes, and so within a character too: as they were before.
std::string unfolded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t after = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n' ? i + 1 : i;
        const bool fold = text[after] == '\n' && after + 1 < text.size() &&
                          (text[after + 1] == ' ' || text[after + 1] == '\t');
        if (fold)
            i = after + 1;
        else
            out += text[i];
    }
    return out;
}

class Importer {
  public:
    Importer(Draft& draft, const NamedFile& file, const std::string& only)
        : draft_(draft), file_(file), only_(only), text_(plain_text(file.text)) {}

    ImportReport read() {
        const Outline outline = outline_of(text_);
        lines_ = outline.events;
        if (!outline.calendar) {
            wrong(1, "calendar", "BEGIN:VCALENDAR is missing", "an iCalendar file");
        } else if (first_broken(unfolded(text_))) {
            wrong(first_broken(text_).value_or(1), "text", "it is not UTF-8", "UTF-8");
        } else if (outline.deepest > kDeepest) {
            wrong(1, "calendar", "components stand " + std::to_string(outline.deepest) + " deep",
                  "at most " + std::to_string(kDeepest));
        } else if (outline.unbegun > 0) {
            wrong(outline.unbegun, "END", "nothing begins that ends here", "a BEGIN before it");
        } else if (outline.endless > 0) {
            wrong(outline.endless, "line", "it is too long",
                  "at most " + std::to_string(kLongestLine) + " bytes");
        } else {
            const IcalComponent root(icalparser_parse_string(unfolded(text_).c_str()));
            if (root)
                read_all(root.get());
            else
                wrong(1, "calendar", "it cannot be read", "an iCalendar file");
        }
        return std::move(report_);
    }

  private:
    void wrong(int line, std::string_view column, const std::string& what, const std::string& expected) {
        report_.errors.push_back(file_.name + ":" + std::to_string(line) + ": " + std::string(column) + ": " +
                                 what + ", expected " + expected);
    }
    void note(const std::string& text) {
        report_.notes.push_back(file_.name + ":" + std::to_string(line()) + ": " + text);
    }
    int line() const { return at_ < lines_.size() ? lines_[at_] : 1; }

    /// One calendar, or several below a root of libical's own.
    void read_all(icalcomponent* root) {
        if (icalcomponent_isa(root) == ICAL_VCALENDAR_COMPONENT) return read_calendar(root);
        for (icalcomponent* c = icalcomponent_get_first_component(root, ICAL_VCALENDAR_COMPONENT); c;
             c = icalcomponent_get_next_component(root, ICAL_VCALENDAR_COMPONENT))
            read_calendar(c);
    }

    void read_calendar(icalcomponent* calendar) {
        product_ = product_for(extension(calendar, "X-WR-CALNAME"));
        if (!product_) return;
        for (icalcomponent* c = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); c;
             c = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
            read_event(c);
            ++at_;
        }
    }

    ProductId product_for(const std::string& calendar) {
        const World& world = draft_.world();
        if (!only_.empty()) return product_with_key(draft_, only_);
        for (const Product& product : world.all<Product>())
            if (!calendar.empty() && (same_word(product.key, calendar) || same_word(product.name, calendar)))
                return id_of(product);
        if (world.all<Product>().size() == 1) return id_of(*world.all<Product>().begin());
        wrong(1, "product", "the calendar does not say whose events these are", "--product KEY");
        return {};
    }

    /// The day in the product's zone on which a time lies.
    Day day_of(const icaltimetype& time) const {
        if (icaltime_is_date(time) || !time.zone) return std::chrono::year{time.year} / time.month / time.day;
        const Instant at{Seconds{icaltime_as_timet_with_zone(time, time.zone)}};
        return zone_of(draft_.context(), draft_.world(), product_).day_of(at);
    }

    static bool has(icalcomponent* event, icalproperty_kind kind) {
        return icalcomponent_get_first_property(event, kind) != nullptr;
    }

    /// libical turns a 13th month into January: what the file says is looked at before.
    static bool exists(icalcomponent* event, icalproperty_kind kind) {
        if (!has(event, kind)) return false;
        const icaltimetype time =
            icalvalue_get_datetimedate(icalproperty_get_value(icalcomponent_get_first_property(event, kind)));
        const bool of_the_clock = time.hour >= 0 && time.hour < 24 && time.minute >= 0 && time.minute < 60 &&
                                  time.second >= 0 && time.second <= 60;
        return of_the_clock && (std::chrono::year{time.year} / time.month / time.day).ok();
    }

    /// libical takes out what it cannot read, and leaves a word about it.
    static bool was_unreadable(icalcomponent* event, std::string_view column) {
        for (icalproperty* p = icalcomponent_get_first_property(event, ICAL_XLICERROR_PROPERTY); p;
             p = icalcomponent_get_next_property(event, ICAL_XLICERROR_PROPERTY)) {
            const char* said = icalproperty_get_xlicerror(p);
            if (said && std::string_view(said).find("value in " + std::string(column) + " property") !=
                            std::string_view::npos)
                return true;
        }
        return false;
    }

    /// A zone that neither the calendar nor the machine knows: the time counts as the product's own.
    void note_zone(icalcomponent* event, icalproperty_kind kind, const icaltimetype& time,
                   std::string_view column) {
        icalproperty* property = icalcomponent_get_first_property(event, kind);
        icalparameter* zone =
            property ? icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER) : nullptr;
        if (!zone || time.zone || icaltime_is_date(time)) return;
        note(std::string(column) + ": " + repeated(cleaned(icalparameter_get_tzid(zone))) +
             " is no zone that is known, and its time counts as the product’s own");
    }

    bool in_years(const icaltimetype& time, std::string_view column) {
        if (time.year >= kFirstYear && time.year <= kLastYear) return true;
        wrong(line(), column, "the year " + std::to_string(time.year) + " is out of range",
              "a day from 1970 to 2199");
        return false;
    }

    std::optional<Day> day_in(const icaltimetype& time, bool there, std::string_view column) {
        if (!there || icaltime_is_null_time(time) || !icaltime_is_valid_time(time)) {
            wrong(line(), column, "it is missing or no time", "a day, such as 20270301");
            return std::nullopt;
        }
        if (!in_years(time, column)) return std::nullopt;
        return day_of(time);
    }

    /// The last day; what ends at midnight ended the day before. Nothing where the file says no such day.
    std::optional<Day> last_day(icalcomponent* event, const icaltimetype& start, Day first) {
        const bool stated = has(event, ICAL_DTEND_PROPERTY);
        if (was_unreadable(event, "DTEND")) {
            wrong(line(), "DTEND", "it is no time", "a day, such as 20270301");
            return std::nullopt;
        }
        if (was_unreadable(event, "DURATION")) {
            wrong(line(), "DURATION", "it is no length", "one such as P3D");
            return std::nullopt;
        }
        if (!stated && !has(event, ICAL_DURATION_PROPERTY)) return first;
        const std::string_view column = stated ? "DTEND" : "DURATION";
        icaltimetype end = icalcomponent_get_dtend(event);
        if (icaltime_is_null_time(end) || (stated && !exists(event, ICAL_DTEND_PROPERTY))) {
            wrong(line(), column, "it is no time", "a day, such as 20270301");
            return std::nullopt;
        }
        if (icaltime_compare(end, start) < 0) {
            wrong(line(), column, "it lies before the start", "a time after DTSTART");
            return std::nullopt;
        }
        if (icaltime_compare(end, start) == 0) return first;
        icaltime_adjust(&end, icaltime_is_date(end) ? -1 : 0, 0, 0, icaltime_is_date(end) ? 0 : -1);
        if (!in_years(end, column)) return std::nullopt;
        return std::max(first, day_of(end));
    }

    std::optional<EventType> type_in(icalcomponent* event) const {
        for (icalproperty* p = icalcomponent_get_first_property(event, ICAL_CATEGORIES_PROPERTY); p;
             p = icalcomponent_get_next_property(event, ICAL_CATEGORIES_PROPERTY))
            if (const auto type = named<EventType>(lower(icalproperty_get_categories(p)))) return type;
        return std::nullopt;
    }

    static EventStatus status_of(icalcomponent* event) {
        switch (icalcomponent_get_status(event)) {
            case ICAL_STATUS_CONFIRMED: return EventStatus::confirmed;
            case ICAL_STATUS_CANCELLED: return EventStatus::cancelled;
            default: return EventStatus::planned;
        }
    }

    /// False where one of them is no text.
    bool read_texts(icalcomponent* source, LaunchEvent& event) {
        bool sound = true;
        const auto text = [&](icalproperty_kind kind, std::string_view column) {
            const std::string value = text_of(source, kind);
            if (!holds_control(value)) return cleaned(value);
            wrong(line(), column, "it holds a control character", "text with none but tab and line break");
            sound = false;
            return std::string{};
        };
        event.title = text(ICAL_SUMMARY_PROPERTY, "SUMMARY");
        std::replace(event.title.begin(), event.title.end(), '\n', ' ');
        event.why = text(ICAL_DESCRIPTION_PROPERTY, "DESCRIPTION");
        event.place = text(ICAL_LOCATION_PROPERTY, "LOCATION");
        if (event.place.empty()) event.place = text(ICAL_URL_PROPERTY, "URL");
        return sound;
    }

    /// What this program's own calendar says of an event in its description.
    void read_own(LaunchEvent& event) {
        const std::string details = std::exchange(event.why, {});
        const std::vector<std::string> left_out = read_calendar_details(details, event);
        if (!left_out.empty())
            note(repeated(event.title) + " comes without its " + listed(left_out) +
                 ": a calendar names them in words alone");
    }

    /// That title has an event that starts then, or did before it was moved.
    bool is_known(std::string_view title, Day first) const {
        const auto& moves = draft_.world().all<Move>();
        for (const LaunchEvent& event : draft_.world().all<LaunchEvent>()) {
            if (event.product != product_ || !same_word(event.title, title)) continue;
            if (event.on == first || std::any_of(moves.begin(), moves.end(), [&](const Move& move) {
                    return move.record == Ref{id_of(event)} && move.old_date == first;
                }))
                return true;
        }
        return false;
    }

    void read_event(icalcomponent* source) {
        ++report_.rows;
        const std::string uid = text_of(source, ICAL_UID_PROPERTY);
        const bool own = uid.ends_with(kUidEnding);
        if (own && !begins(uid, "le-"))
            return note("left alone: it is a release’s, and comes with the release");
        LaunchEvent event;
        event.product = product_;
        if (!read_texts(source, event)) return;
        if (event.title.empty()) return wrong(line(), "SUMMARY", "it is missing", "a title");
        if (shows_nothing(event.title))
            return wrong(line(), "SUMMARY", std::string(kUnseenName), std::string(kSeenName));
        if (code_points(event.title) > kLongestTitle)
            return wrong(line(), "SUMMARY",
                         "it has " + std::to_string(code_points(event.title)) + " characters", "at most 200");
        const icaltimetype start = icalcomponent_get_dtstart(source);
        const auto first = day_in(start, exists(source, ICAL_DTSTART_PROPERTY), "DTSTART");
        if (!first) return;
        const auto last = last_day(source, start, *first);
        if (!last) return;
        if (is_known(event.title, *first)) {
            ++report_.known;
            return;
        }
        note_zone(source, ICAL_DTSTART_PROPERTY, start, "DTSTART");
        if (own) read_own(event);
        event.on = *first;
        event.to = *last;
        event.type = type_in(source).value_or(type_in_title(event.title));
        event.status = status_of(source);
        event.recorded_on = today_of(draft_.context(), draft_.world(), product_);
        if (icalcomponent_get_first_property(source, ICAL_RRULE_PROPERTY) ||
            icalcomponent_get_first_property(source, ICAL_RDATE_PROPERTY))
            note(repeated(event.title) + " repeats: only its first day is taken");
        draft_.add(std::move(event));
    }

    Draft& draft_;
    const NamedFile& file_;
    const std::string& only_;
    const std::string text_;
    ImportReport report_;
    ProductId product_;
    std::vector<int> lines_;
    std::size_t at_ = 0;
};

}  // namespace

ImportReport import_ics(Draft& draft, const NamedFile& file, const std::string& only) {
    return Importer(draft, file, only).read();
}

}  // namespace plumb::storage
