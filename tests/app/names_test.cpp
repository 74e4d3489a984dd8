// What channels are called where people speak of them elsewhere.
#include "app/outbox.hpp"
#include "app/service.hpp"
#include "core/command/channel_word.hpp"
#include "storage/open.hpp"

#include <catch2/catch.hpp>

namespace plumb {
namespace {

class OnlyUtc : public Zones {
  public:
    const Zone* find(std::string_view) const override { return &utc_; }

  private:
    Zone utc_;
};

class FixedClock : public Clock {
  public:
    Instant now() const override { return Instant{Days{20'880}} + std::chrono::hours{9}; }
};

/// Says something in a channel; the answer's text.
std::string said_in(Service& service, Store& store, const std::string& channel, const std::string& name,
                    const std::string& text) {
    Inbound inbound;
    inbound.author = {"slack:T1/U1", "ana", {}, {}};
    inbound.place.account = "slack:T1";
    inbound.place.channel = "slack:T1/" + channel;
    inbound.place.channel_name = name;
    inbound.what = Said{text, true};
    const std::size_t before = store.outbox().size();
    service.receive(std::move(inbound), {});
    service.flush();
    std::string said;
    const std::vector<OutboxRow> rows = store.outbox();
    for (std::size_t i = before; i < rows.size(); ++i)
        for (const Line& line : rows[i].message.card.lines)
            for (const Run& run : line.text.runs()) said += run.text;
    return said;
}

}  // namespace

TEST_CASE("another channel is called by its name, also after a start") {
    const std::unique_ptr<Store> store = storage::open_store({}).value();
    const OnlyUtc zones;
    const FixedClock clock;
    Outbox outbox{*store, clock};
    ServiceOptions options;
    options.admins = {"U1"};
    {
        Service service{*store, zones, clock, outbox, options};
        said_in(service, *store, "C1", "atlas", "product new atlas \"Atlas\"");
        said_in(service, *store, "C2", "launch", "product bind atlas");
        CHECK(said_in(service, *store, "C1", "atlas", "product show atlas").find("#atlas and #launch") !=
              std::string::npos);
    }
    Service service{*store, zones, clock, outbox, options};
    const std::string said = said_in(service, *store, "C3", "elsewhere", "product show atlas");
    CHECK(said.find("#atlas and #launch") != std::string::npos);
    // A new name is told by what is said there.
    said_in(service, *store, "C2", "go-live", "status");
    CHECK(said_in(service, *store, "C3", "elsewhere", "product show atlas").find("#atlas and #go-live") !=
          std::string::npos);
}

TEST_CASE("a channel without a known name is called by its address") {
    Context context;
    context.place.channel = "slack:T1/C1";
    CHECK(channel_word(context, "slack:T1/C1") == "this channel");
    CHECK(channel_word(context, "slack:T1/C2") == "C2");
    const std::map<std::string, std::string> names{{"slack:T1/C1", "atlas"}, {"slack:T1/C2", "launch"}};
    context.channel_names = &names;
    CHECK(channel_word(context, "slack:T1/C2") == "#launch");
    CHECK(channel_word(context, "slack:T1/C1") == "this channel");
}

}  // namespace plumb
