#include "core/talk/decide.hpp"
#include "tests/fuzz/entries.hpp"

namespace plumb::fuzz {

namespace {

/// More would only be slow.
constexpr int kMostLines = 6;

class OneZone : public Zones {
  public:
    const Zone* find(std::string_view name) const override { return name == "UTC" ? &utc_ : nullptr; }

  private:
    Zone utc_{"UTC", Seconds{0}, {}};
};

Context context_of(const World& world) {
    static const OneZone zones;
    Context context;
    context.now = parse_instant("2027-03-03T09:00").value();
    context.zones = &zones;
    if (const Person* person = person_by_handle(world, "you")) context.actor = id_of(*person);
    context.place.account = "console";
    context.place.channel = "console/#atlas";
    context.place.channel_name = "atlas";
    return context;
}

World sample() {
    World world;
    Person you;
    you.meta.n = world.next(Kind::person);
    you.handle = "you";
    you.accounts = {"console/you"};
    you.function = Function::product;
    you.roles = {Role::admin, Role::approver};
    world.all<Person>().put(std::move(you));
    for (const char* line :
         {"release new 2.0 date:2027-04-12 freeze:2027-03-29", "feature new \"Login\" release:2.0 effort:5d",
          "change new \"Offline mode\" release:2.0 why:\"Crews lose the form\" customer:Acme quote:\"Twice\"",
          "launch new \"Spring launch\" on:2027-04-15 release:2.0 tier:1 owner:me",
          "promise new \"Offline by Easter\" to:Acme feature:F-1 by:2027-04-01",
          "assumption new \"EU customers accept hosting in the US\" about:CR-1 check-by:2027-03-20"})
        world = decide(world, context_of(world), line).after;
    return world;
}

}  // namespace

void command(std::string_view bytes) {
    static const World first = sample();
    World world = first;
    for (int n = 0; n < kMostLines && !bytes.empty(); ++n) {
        const std::size_t end = bytes.find('\n');
        const std::string_view line = bytes.substr(0, end);
        bytes = end == std::string_view::npos ? std::string_view{} : bytes.substr(end + 1);
        Decision decision = decide(world, context_of(world), line);
        require(!decision.refused || decision.writes.empty(), "a refusal records nothing");
        require(!decision.out.empty(), "everything said to the bot is answered");
        world = std::move(decision.after);
    }
}

}  // namespace plumb::fuzz
