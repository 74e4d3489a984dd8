// Whose zone follows that of their account.
#include "app/outbox.hpp"
#include "app/service.hpp"
#include "storage/open.hpp"

#include <catch2/catch.hpp>

namespace plumb {
namespace {

/// Every zone there is, all of them UTC.
class AnyZone : public Zones {
  public:
    const Zone* find(std::string_view) const override { return &utc_; }

  private:
    Zone utc_;
};

class SteppingClock : public Clock {
  public:
    Instant now() const override { return now_; }
    Instant now_ = Instant{Days{20'880}} + std::chrono::hours{9};
};

class Speaker {
  public:
    /// One after the other; the zone of the speaker then.
    std::string says(const std::string& text, const std::string& tz,
                     const std::string& account = "slack:T1/U1") {
        clock_.now_ += Seconds{1};
        Inbound inbound;
        inbound.author = {account, "ana", {}, tz};
        inbound.place.account = account.substr(0, account.find('/'));
        inbound.place.channel = inbound.place.account + "/C1";
        inbound.place.channel_name = "atlas";
        inbound.what = Said{text, true};
        inbound.at = clock_.now();
        service_.receive(std::move(inbound), {});
        service_.flush();
        return person_by_account(service_.world(), account)->tz;
    }

  private:
    std::unique_ptr<Store> store_ = storage::open_store({}).value();
    AnyZone zones_;
    SteppingClock clock_;
    Outbox outbox_{*store_, clock_};
    Service service_{*store_, zones_, clock_, outbox_, {}};
};

}  // namespace

TEST_CASE("who moves takes their zone along") {
    Speaker ana;
    CHECK(ana.says("me", "Europe/Berlin") == "Europe/Berlin");
    CHECK(ana.says("me function:product", "America/New_York") == "America/New_York");
    CHECK(ana.says("me", {}) == "America/New_York");
}

TEST_CASE("a zone that was said stays until it is taken back") {
    Speaker ana;
    ana.says("me", "Europe/Berlin");
    CHECK(ana.says("me tz:UTC", "Europe/Berlin") == "UTC");
    CHECK(ana.says("me", "America/New_York") == "UTC");
    ana.says("me tz:", "America/New_York");
    CHECK(ana.says("me", "America/New_York") == "America/New_York");
    CHECK(ana.says("me", "Europe/Lisbon") == "Europe/Lisbon");
}

}  // namespace plumb
