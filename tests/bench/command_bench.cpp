// What a command costs through the service and SQLite, with few records and with years of them: the ratio
// that operation.md section 8 bounds. Most of what is on record is closed and past, as it is after years.
#include "app/outbox.hpp"
#include "app/service.hpp"
#include "storage/open.hpp"

#include <algorithm>
#include <ctime>
#include <fmt/core.h>
#include <vector>

namespace plumb {

namespace {

constexpr int kRounds = 101;
constexpr int kOpen = 50;
constexpr int kFeatures = 200;
constexpr int kYears = 2000;

const Day kToday = parse_iso_day("2027-03-01").value();

class Standing : public Clock {
  public:
    Instant now() const override { return Instant{kToday} + std::chrono::hours{9}; }
};

class OnlyUtc : public Zones {
  public:
    const Zone* find(std::string_view) const override { return &utc_; }

  private:
    Zone utc_{"UTC", Seconds{0}, {}};
};

/// Takes everything at once.
class Sink : public Chat {
  public:
    bool owns(std::string_view) const override { return true; }
    std::string direct_channel(const Person&) const override { return "console/dm"; }
    void send(const Delivery&, std::function<void(SendOutcome)> done) override {
        done(SendOutcome{SendOutcome::What::sent, "m", {}, {}});
    }
    bool ready() const override { return true; }
};

template <Record T>
Id<T::kind> add(World& world, std::vector<Write>& writes, T record) {
    record.meta.n = world.next(T::kind);
    const Id<T::kind> id = id_of(record);
    writes.push_back({AnyRecord{record}, false});
    world.all<T>().put(std::move(record));
    return id;
}

/// A product with so many requests and events, nearly all of them closed long ago.
Transaction history(int requests, int events) {
    World world;
    Transaction transaction;
    const auto put = [&](auto record) { return add(world, transaction.writes, std::move(record)); };
    Product atlas;
    atlas.key = "atlas";
    atlas.name = "Atlas";
    atlas.tz = "UTC";
    atlas.channels = {"console/#atlas"};
    atlas.meta.created_at = atlas.profile_at = Instant{kToday - Days{1}};
    const ProductId product = put(std::move(atlas));
    Release next;
    next.product = product;
    next.name = "next";
    next.date = kToday + Days{200};
    const ReleaseId release = put(std::move(next));
    for (int i = 0; i < kFeatures; ++i) {
        Feature feature;
        feature.product = product;
        feature.title = fmt::format("Feature {}", i);
        feature.release = release;
        put(std::move(feature));
    }
    for (int i = 0; i < requests; ++i) {
        const bool open = i >= requests - kOpen;
        ChangeRequest request;
        request.product = product;
        request.title = fmt::format("Request {} of many", i);
        request.why = fmt::format("Crews lose hour {} of a day", i);
        request.feature = FeatureId{1 + i % kFeatures};
        const Day on = open ? kToday : kToday - Days{100 + (requests - i) % kYears};
        request.opened_at = request.waiting_since = Instant{on};
        if (!open) {
            request.status = i % 3 == 0 ? ChangeStatus::declined : ChangeStatus::approved;
            request.decided_at = request.opened_at;
        }
        put(std::move(request));
    }
    for (int i = 0; i < events; ++i) {
        LaunchEvent event;
        event.product = product;
        event.title = fmt::format("Event {}", i);
        event.type = EventType::webinar;
        event.on = event.to = kToday - Days{100 + i % kYears};
        event.status = EventStatus::done;
        put(std::move(event));
    }
    for (std::size_t k = 0; k < kKinds; ++k) transaction.last[k] = world.last(static_cast<Kind>(k));
    return transaction;
}

/// Microseconds of processor time: what other programs do meanwhile does not count.
double cpu_us() {
    constexpr double kPerSecond = 1e6;
    return kPerSecond * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

/// The median cost of each command, with so much on record.
std::vector<double> costs(const std::vector<std::string>& commands, int requests, int events) {
    auto store = storage::open_store({}).value();
    Transaction records = history(requests, events);
    if (!store->begin() || !store->put(records) || !store->commit()) return {};
    const Standing clock;
    const OnlyUtc zones;
    Sink sink;
    Outbox outbox(*store, clock);
    outbox.add(sink);
    Service service(*store, zones, clock, outbox, {"UTC", {"console/you"}});
    const auto say = [&](std::string text) {
        Inbound inbound;
        inbound.author = {"console/you", "you", "", ""};
        inbound.place = {"console", "console/#atlas", "atlas", {}, false};
        inbound.what = Said{std::move(text), true};
        service.receive(std::move(inbound), {});
        service.flush();
        outbox.pump();
    };
    say("me function:product");
    std::vector<double> medians;
    for (const std::string& command : commands) {
        std::vector<double> times;
        for (int i = 0; i < kRounds; ++i) {
            const double start = cpu_us();
            say(fmt::format(fmt::runtime(command), i, 1 + i % kFeatures));
            times.push_back(cpu_us() - start);
        }
        std::nth_element(times.begin(), times.begin() + kRounds / 2, times.end());
        medians.push_back(times[kRounds / 2]);
    }
    return medians;
}

void run() {
    constexpr int kFew = 100;
    constexpr int kManyRequests = 100'000;
    constexpr int kManyEvents = 5'000;
    const std::vector<std::string> commands{
        "change new \"Wish number {0}\" kind:add release:next why:\"Somebody needs it {0}\"",
        "feature set F-{1} effort:{1}d", "launch new \"Talk {0}\" on:2027-08-01 type:other"};
    const auto few = costs(commands, kFew, kFew);
    const auto many = costs(commands, kManyRequests, kManyEvents);
    for (std::size_t i = 0; i < commands.size() && i < few.size() && i < many.size(); ++i)
        fmt::print("{:7.0f} µs   {:7.0f} µs   {:5.2f}   {}\n", few[i], many[i], many[i] / few[i],
                   commands[i]);
}

}  // namespace

}  // namespace plumb

int main() { plumb::run(); }
