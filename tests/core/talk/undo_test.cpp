// `undo`, and what stands in its way.
#include "tests/core/talk/desk.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace plumb;
using sample::Desk;

namespace {

/// Says it, and undoes it at once.
std::string undone(Desk& desk, std::string_view text) {
    const std::string said = desk.say(text);
    INFO(said);
    CHECK(said.substr(0, 8) != "refused:");
    desk.archive().undo = desk.entry();
    return desk.say("undo");
}

}  // namespace

TEST_CASE("undo puts a changed record back", "[undo]") {
    Desk desk;
    const Feature before = desk.get<Feature>(1);
    const std::string said = undone(desk, "feature set F-1 title:\"Login page\" effort:5d");
    CHECK(said == "Taken back: feature set F-1 title:\"Login page\" effort:5d. F-1 “Login” is as it was.");
    CHECK(desk.get<Feature>(1).title == before.title);
    CHECK_FALSE(desk.get<Feature>(1).effort);
}

TEST_CASE("undo takes away what was made, and who was named for it", "[undo]") {
    Desk desk;
    const std::string said =
        undone(desk, "change new \"Dark mode\" customer:\"Cray\" quote:\"Like a lamp\" assignee:@zoe");
    CHECK(said.find("CR-2 “Dark mode” is gone") != std::string::npos);
    CHECK(desk.world().all<ChangeRequest>().size() == 1);
    CHECK(desk.world().all<Evidence>().size() == 1);
    CHECK_FALSE(customer_by_name(desk.world(), "Cray"));
    CHECK_FALSE(person_by_handle(desk.world(), "zoe"));
    // Numbers are never used again.
    CHECK(desk.say("change new \"Another\"").find("refused") == std::string::npos);
    CHECK(desk.world().find(ChangeId{3}));
}

TEST_CASE("undo takes away who was named in a record that was there", "[undo]") {
    Desk desk;
    CHECK(undone(desk, "change set CR-1 assignee:@zoe").find("is as it was") != std::string::npos);
    CHECK_FALSE(person_by_handle(desk.world(), "zoe"));
}

TEST_CASE("undo leaves those who have become more since", "[undo]") {
    Desk desk;
    desk.say("change new \"Dark mode\" customer:\"Cray\" quote:\"Like a lamp\" assignee:@zoe");
    desk.archive().undo = desk.entry();
    desk.say("ana", "change evidence CR-1 customer:\"Cray\" quote:\"Hurts\"");
    Person zoe = *person_by_handle(desk.world(), "zoe");
    zoe.accounts.push_back("console/zoe");
    desk.world().all<Person>().put(zoe);
    CHECK(desk.say("undo").substr(0, 11) == "Taken back:");
    CHECK(customer_by_name(desk.world(), "Cray"));
    CHECK(person_by_handle(desk.world(), "zoe"));
}

TEST_CASE("undo brings back what was taken away", "[undo]") {
    Desk desk;
    desk.say("customer set \"Acme Inc\" segment:trade");
    CHECK(undone(desk, "customer merge \"Acme Inc\" into:\"Acme\"").find("Acme Inc is back") !=
          std::string::npos);
    CHECK(customer_by_name(desk.world(), "Acme Inc")->segment == "trade");
    CHECK(customer_by_name(desk.world(), "Acme")->segment.empty());
}

TEST_CASE("undo within ten minutes, not after", "[undo]") {
    for (const auto& [minutes, taken] : {std::pair{9, true}, std::pair{10, true}, std::pair{11, false}}) {
        Desk desk;
        desk.say("feature set F-1 title:\"Login page\"");
        desk.archive().undo = desk.entry();
        desk.later(std::chrono::minutes{minutes});
        CHECK((desk.say("undo").substr(0, 8) != "refused:") == taken);
        CHECK((desk.get<Feature>(1).title == "Login") == taken);
    }
    Desk desk;
    CHECK(desk.say("undo").substr(0, 57) == "refused: You have recorded nothing here in the last 10 mi");
}

TEST_CASE("undo not when something was built on it", "[undo]") {
    Desk desk;
    desk.say("feature set F-1 title:\"Login page\"");
    desk.archive().undo = desk.entry();
    desk.say("ana", "feature set F-1 effort:3d");
    CHECK(desk.say("undo").find("F-1 “Login page” has changed since") != std::string::npos);
    CHECK(desk.get<Feature>(1).title == "Login page");

    desk.say("release new 3.0 date:2027-12-24");
    desk.archive().undo = desk.entry();
    desk.say("ana", "feature new \"Passkeys\" release:3.0");
    CHECK(desk.say("undo").find("rests on 3.0") != std::string::npos);
    CHECK(release_by_name(desk.world(), ProductId{1}, "3.0"));
}

TEST_CASE("undo not when somebody else wrote in the thread of what was made", "[undo]") {
    Desk desk;
    desk.say("feature new \"Passkeys\" owner:@zoe");
    desk.archive().undo = desk.entry();
    const FeatureId made{desk.world().last(Kind::feature)};
    const std::string id = to_string(Ref{made});
    const Person& you = *person_by_handle(desk.world(), "you");
    desk.archive().thread.push_back({made, id_of(you), desk.now(), "For the app"});
    SECTION("one's own words are") {
        CHECK(desk.say("undo").find(id + " “Passkeys” is gone") != std::string::npos);
    }
    SECTION("another's are not") {
        const Person& ana = *person_by_handle(desk.world(), "ana");
        desk.archive().thread.push_back({made, id_of(ana), desk.now(), "I know something"});
        CHECK(desk.say("undo") == "refused: ana has written in the thread of " + id +
                                      " “Passkeys”, so it is not taken back. | What people write in a thread "
                                      "is part of the record. | history " +
                                      id);
        CHECK(desk.world().find(made));
    }
}

TEST_CASE("settings and being heard stand in nobody's way", "[undo]") {
    Desk desk;
    desk.say("feature set F-1 title:\"Login page\"");
    desk.archive().undo = desk.entry();
    desk.say("policy set burst:10 assess:engineering");
    desk.say("rule set no-slack buffer:10");
    Product atlas = desk.get<Product>(1);
    atlas.heard[1] = desk.now();
    desk.world().all<Product>().put(atlas);
    Feature feature = desk.get<Feature>(1);
    feature.meta.acts[0] = desk.now();
    desk.world().all<Feature>().put(feature);
    CHECK(desk.say("undo").substr(0, 11) == "Taken back:");
    CHECK(desk.get<Feature>(1).title == "Login");
    // What functions did since is kept.
    CHECK(desk.get<Feature>(1).meta.acts[0]);
    CHECK(desk.get<Product>(1).policy.burst == 10);
}

TEST_CASE("who came to watch since stands in nobody's way, and stays", "[undo]") {
    Desk desk;
    desk.say("change set CR-1 severity:urgent");
    const auto entry = desk.entry();
    CHECK(desk.say("ben", "change watch CR-1").find("refused") == std::string::npos);
    desk.archive().undo = entry;
    CHECK(desk.say("undo").find("CR-1 “Offline mode” is as it was") != std::string::npos);
    CHECK(desk.get<ChangeRequest>(1).severity == Urgency::normal);
    const auto& watchers = desk.get<ChangeRequest>(1).watchers;
    const Person* ben = person_by_handle(desk.world(), "ben");
    CHECK(std::find(watchers.begin(), watchers.end(), id_of(*ben)) != watchers.end());
}

TEST_CASE("undo of a move takes its row out of the ledger", "[undo]") {
    Desk desk;
    const Day before = desk.get<LaunchEvent>(1).on;
    CHECK(undone(desk, "launch move LE-1 on:2027-07-20").find("LE-1 “Spring launch” is as it was") !=
          std::string::npos);
    CHECK(desk.get<LaunchEvent>(1).on == before);
    CHECK(desk.world().all<Move>().empty());
}

TEST_CASE("undo of an answer to a warning opens it again", "[undo]") {
    Desk desk;
    for (const char* answer : {"warning ack AW-1 \"Known\"", "warning snooze AW-1 until:2027-06-01",
                               "warning accept AW-1 \"Agreed\" until:2027-06-01"}) {
        CHECK(undone(desk, answer) == std::string("Taken back: ") + answer + ". AW-1 is as it was.");
        CHECK(desk.get<Warning>(1).status == WarningStatus::open);
        CHECK(desk.get<Warning>(1).reason.empty());
        CHECK_FALSE(desk.get<Warning>(1).until);
    }
}

TEST_CASE("undo of an answer in place of another one puts that one back", "[undo]") {
    Desk desk;
    desk.say("cleo", "warning snooze AW-1 until:2027-06-01");
    CHECK(undone(desk, "warning snooze AW-1 until:2027-05-01") ==
          "Taken back: warning snooze AW-1 until:2027-05-01. AW-1 is as it was.");
    CHECK(iso(*desk.get<Warning>(1).until) == "2027-06-01");
    CHECK(person_name(desk.world(), desk.get<Warning>(1).by) == "cleo");

    desk.say("cleo", "warning ack AW-1 \"Talking to the fair\"");
    CHECK(undone(desk, "warning ack AW-1 \"Known\"").find("AW-1 is as it was") != std::string::npos);
    CHECK(desk.get<Warning>(1).reason == "Talking to the fair");

    desk.say("warning ack AW-1 \"Known\"");
    desk.archive().undo = desk.entry();
    desk.say("cleo", "warning ack AW-1 \"Better known\"");
    CHECK(desk.say("undo").find("AW-1 has changed since") != std::string::npos);
}

TEST_CASE("what the rules keep right in a warning is nothing built on the answer", "[undo]") {
    Desk desk;
    desk.say("warning ack AW-1");
    desk.archive().undo = desk.entry();
    Warning refreshed = desk.get<Warning>(1);
    refreshed.facts = "LE-1 starts a day later.";
    desk.world().all<Warning>().put(refreshed);
    SECTION("facts") {
        CHECK(desk.say("undo").find("AW-1 is as it was") != std::string::npos);
        CHECK(desk.get<Warning>(1).facts == refreshed.facts);
    }
    SECTION("another answer is") {
        desk.say("warning snooze AW-1 until:2027-06-01");
        CHECK(desk.say("undo").find("AW-1 has changed since") != std::string::npos);
    }
}

TEST_CASE("undo twice says what was taken back", "[undo]") {
    Desk desk;
    undone(desk, "feature set F-1 title:\"Login page\"");
    desk.archive().undo->images.clear();
    CHECK(desk.say("undo") ==
          "refused: “feature set F-1 title:\"Login page\"” is taken back already. | undo takes back the last "
          "command only; history shows what came before. | history F-1");
}

TEST_CASE("undo not when a baseline was made since that holds what was done", "[undo]") {
    Desk desk;
    const std::string was = desk.get<Feature>(1).title;
    desk.say("feature set F-1 title:\"Sign in\"");
    const auto renamed = desk.entry();
    desk.say("feature start F-1");
    const auto started = desk.entry();
    Baseline baseline;
    baseline.meta.n = desk.world().next(Kind::baseline);
    baseline.meta.created_at = desk.now();
    baseline.product = ProductId{1};
    const Feature& login = desk.get<Feature>(1);
    baseline.features.push_back({id_of(login), login.title, login.release, login.status, login.effort});
    desk.world().all<Baseline>().put(baseline);
    // A start is free under a baseline, too.
    desk.archive().undo = started;
    CHECK(desk.say("undo").substr(0, 11) == "Taken back:");
    desk.archive().undo = renamed;
    CHECK(desk.say("undo").find("rests on F-1 “Sign in”, so it is not taken back.") != std::string::npos);
    CHECK(desk.get<Feature>(1).title == "Sign in");
    // One that holds it as it was is not built on it.
    baseline.features.front().title = was;
    desk.world().all<Baseline>().put(baseline);
    CHECK(desk.say("undo").substr(0, 11) == "Taken back:");
    CHECK(desk.get<Feature>(1).title == was);
}

TEST_CASE("what time alone brought is no part of what undo takes back", "[undo]") {
    Desk desk;
    const Day today = std::chrono::floor<Days>(desk.now());
    ChangeRequest request = desk.get<ChangeRequest>(1);
    request.status = ChangeStatus::deferred;
    request.decision = Decided::deferred;
    request.until = today;
    desk.world().all<ChangeRequest>().put(request);
    // The day has begun, yet it was stored as asleep: so the images have it.
    UndoEntry entry{desk.now(), "change set CR-1 severity:urgent", {}};
    ChangeRequest urgent = request;
    urgent.severity = Urgency::urgent;
    entry.images.push_back({AnyRecord{request}, AnyRecord{urgent}});
    urgent.status = ChangeStatus::open;
    urgent.waiting_since = Instant{today};
    desk.world().all<ChangeRequest>().put(urgent);
    desk.archive().undo = entry;
    CHECK(desk.say("undo").find("CR-1 “Offline mode” is as it was") != std::string::npos);
    CHECK(desk.get<ChangeRequest>(1).status == ChangeStatus::open);
    CHECK(desk.get<ChangeRequest>(1).severity == Urgency::normal);
}
