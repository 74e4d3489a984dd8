// Products, releases, features and launches from a file's rows.
#include "core/records/limits.hpp"
#include "storage/import_tables.hpp"

#include "core/base/repeated.hpp"
#include "core/base/spelling.hpp"
#include "core/launch/event.hpp"
#include "core/plan/release.hpp"
#include "core/time/duration.hpp"

#include <algorithm>

namespace plumb::storage {

namespace {

constexpr std::array kReleased{
    std::pair<std::string_view, ReleaseStatus>{"released", ReleaseStatus::shipped}};
constexpr std::array kShippedFeature{
    std::pair<std::string_view, FeatureStatus>{"shipped", FeatureStatus::done}};

std::optional<int> as_int(std::optional<std::int64_t> value) {
    if (!value) return std::nullopt;
    return static_cast<int>(*value);
}

std::optional<int> tier_of(ImportRow& row) {
    const std::string typed = row.text("tier");
    if (typed.empty()) return std::nullopt;
    if (typed.size() == 1 && typed[0] >= '1' && typed[0] <= '3') return typed[0] - '0';
    row.wrong("tier", repeated(typed) + " is no tier", "1, 2 or 3");
    return std::nullopt;
}

/// The event of that title and start, else one that started then before it was moved; none where there is
/// none.
EventId event_of(ImportRow& row, ProductId product, std::string_view title, Day on) {
    const std::vector<EventId> called = row.index().events_by_title(product, title);
    for (const EventId id : called)
        if (row.draft().find(id)->on == on) return id;
    for (const EventId id : called)
        for (const MoveId move : row.index().moves_of(id))
            if (row.draft().find(move)->old_date == on) return id;
    return {};
}

/// The five goals are a closed set; what else stands there says why.
void read_goal(ImportRow& row, LaunchEvent& event) {
    event.why = row.text("why");
    const std::string goal = row.text("goal");
    if (goal.empty()) return;
    event.goal = named<Goal>(lower(goal));
    if (event.goal) return;
    if (event.why.empty()) {
        event.why = goal;
        row.note("goal: " + repeated(goal) + " is none of the five and went into why");
    } else {
        row.note("goal: " + repeated(goal) + " is none of the five and was left out: there is a why");
    }
}

}  // namespace

bool import_product(ImportRow& row, ProductId id) {
    Product product = *row.draft().find(id);
    const std::string tz = row.text("tz");
    if (!tz.empty() && (!row.draft().context().zones || !row.draft().context().zones->find(tz)))
        row.wrong("tz", repeated(tz) + " is no time zone",
                  "a name of the IANA database, such as Europe/Berlin");
    const bool named = !product.name.empty() && product.name != product.key;
    if (row.has("name")) row.title("name");
    if (!row.index().is_new(id) || named || (row.text("name") == product.name && tz == product.tz))
        return false;
    if (row.has("name")) product.name = row.line("name");
    if (product.tz.empty()) product.tz = tz;
    if (product == *row.draft().find(id)) return false;
    row.draft().put(std::move(product));
    return true;
}

bool import_release(ImportRow& row, ProductId product) {
    row.required("release");
    row.required("date");
    Release release;
    release.product = product;
    release.name = row.title("release");
    if (!release.name.empty() && means_something_else(release.name))
        row.wrong("release", repeated(release.name) + " means something else in a command",
                  "a name that is no ID and not backlog");
    const auto date = row.day("date");
    const auto& held = row.draft().world().all<Release>();
    const bool known = std::any_of(held.begin(), held.end(), [&](const Release& r) {
        return r.product == product && same_word(r.name, release.name);
    });
    if (known) row.is_known();
    if (date) release.date = *date;
    release.freeze = row.day("freeze");
    release.status = row.word<ReleaseStatus>("status", kReleased).value_or(ReleaseStatus::planned);
    // The date of a shipped one is the day it shipped, which may be before a freeze that never came.
    if (date && release.freeze && *release.freeze > *date && release.status != ReleaseStatus::shipped)
        row.wrong("freeze", iso(*release.freeze) + " lies after the date",
                  "a day on or before " + iso(*date));
    release.beta_from = row.day("beta_from");
    release.beta_to = row.day("beta_to");
    if (release.beta_from && release.beta_to && *release.beta_to < *release.beta_from)
        row.wrong("beta_to", "it lies before beta_from", "a day on or after " + iso(*release.beta_from));
    release.goal = row.text("goal");
    release.metric = row.text("metric");
    release.owners = row.people("owners");
    release.capacity = row.number("capacity", kMostUsers);
    release.budget = row.number("budget", kMostMoney);
    if (known) return !row.sound();
    if (release.status == ReleaseStatus::shipped) release.shipped_on = release.date;
    if (row.sound()) row.draft().add(std::move(release));
    return true;
}

bool import_feature(ImportRow& row, ProductId product) {
    row.required("title");
    Feature feature;
    feature.product = product;
    feature.title = row.title();
    feature.key = row.title("key");
    const bool known = feature.key.empty()
                           ? !row.index().features_by_title(product, feature.title).empty()
                           : static_cast<bool>(row.index().feature_by_key(product, feature.key));
    if (known) row.is_known();
    feature.release = row.release("release", product);
    feature.effort = row.effort("effort_days");
    feature.owner = row.person("owner");
    feature.status = row.word<FeatureStatus>("status", kShippedFeature).value_or(FeatureStatus::planned);
    feature.build = row.word<Build>("build");
    if (known) return !row.sound();
    if (row.sound()) row.add(std::move(feature));
    return true;
}

bool import_launch(ImportRow& row, ProductId product, ImportReport& report) {
    row.required("title");
    row.required("start");
    LaunchEvent event;
    event.product = product;
    event.title = row.title();
    const auto start = row.day("start");
    const EventId known = start ? event_of(row, product, event.title, *start) : EventId{};
    if (known) {
        row.is_known();
        row.stands_for(known);
    }
    event.on = start.value_or(Day{});
    event.to = row.day("end").value_or(event.on);
    if (start && event.to < event.on)
        row.wrong("end", iso(event.to) + " lies before the start", "a day on or after " + iso(event.on));
    event.type = row.word<EventType>("type").value_or(type_in_title(event.title));
    read_goal(row, event);
    event.audience = row.word<Audience>("audience");
    event.owners = row.people("owner");
    event.release = row.release("release", product);
    event.features = row.features("features", product);
    event.tier = tier_of(row);
    event.prep = as_int(row.number("prep_days", kMostCalendarDays)).value_or(0);
    event.immovable = row.yes("immovable");
    event.reach = row.number("reach", kMostUsers);
    event.cost = row.number("cost", kMostMoney);
    event.status = row.word<EventStatus>("status").value_or(EventStatus::planned);
    if (known) return !row.sound();
    event.recorded_on = today_of(row.draft().context(), row.draft().world(), product);
    if (!row.sound()) return true;
    const EventId id = row.add(std::move(event));
    row.stands_for(id);
    if (!row.has("status")) report.unstated.push_back(id);
    return true;
}

void import_parent(ImportRow& row, ProductId product) {
    const std::string name = row.line("parent");
    if (name.empty()) return;
    const World& world = row.draft().world();
    const LaunchEvent* parent = world.find(row.event("parent", product));
    // A row that is wrong has made no event.
    const auto start = parse_iso_day(row.text("start"));
    const LaunchEvent* event =
        start ? world.find(event_of(row, product, row.line("title"), *start)) : nullptr;
    if (!parent || !event || event->parent) return;
    for (const LaunchEvent* above = parent; above; above = world.find(above->parent))
        if (id_of(*above) == id_of(*event))
            return row.wrong("parent", repeated(name) + " is the event itself or stands below it",
                             "another event");
    LaunchEvent child = *event;
    child.parent = id_of(*parent);
    row.draft().put(std::move(child));
}

}  // namespace plumb::storage
