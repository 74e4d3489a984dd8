// How warnings are told: rules.md, "Life of a warning" and "Telling", through whole decisions.
#include "core/talk/warning_thread.hpp"
#include "tests/core/talk/story.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace plumb;
using sample::Story;
using std::chrono::hours;

namespace {

constexpr std::string_view kEarly =
    "launch new \"Go live\" on:2027-06-29 type:launch release:1.0 audience:early goal:growth why:x "
    "owner:@ben";

/// Messages in #atlas itself whose words hold a part.
std::vector<Outgoing> in_channel(const Story& story, std::string_view part) {
    std::vector<Outgoing> out;
    for (const Outgoing& m : story.out)
        if (m.anchor.rfind("warnings:", 0) == 0 && !m.thread &&
            sample::spelled(story.world(), m.card).find(part) != std::string::npos)
            out.push_back(m);
    return out;
}

std::vector<Outgoing> to(const Story& story, int person) {
    std::vector<Outgoing> out;
    for (const Outgoing& m : story.out)
        if (m.to == PersonId{person} && !m.reply) out.push_back(m);
    return out;
}

/// One message says it, and the one before says that it does.
void check_told_again(const Story& story, const std::vector<Outgoing>& said) {
    REQUIRE(said.size() == 2);
    CHECK(said[0].how == Outgoing::How::edit);
    CHECK(sample::spelled(story.world(), said[0].card).find("is told again below.") != std::string::npos);
    CHECK(said[1].how == Outgoing::How::post);
    CHECK(said[1].anchor != said[0].anchor);
}

std::size_t times(const std::string& text, std::string_view part) {
    std::size_t n = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
    return n;
}

std::string words(const Story& story, const Outgoing& message) {
    return sample::spelled(story.world(), message.card);
}

const Warning& of(const Story& story, std::string_view rule) {
    for (const Warning& w : story.world().all<Warning>())
        if (w.rule == rule) return w;
    FAIL("no warning of " << rule);
    throw 0;
}

/// The owner's one private message is edited to say that it is resolved.
void check_resolved(const Story& story, const std::string& anchor) {
    REQUIRE(to(story, 3).size() == 1);
    CHECK(to(story, 3)[0].how == Outgoing::How::edit);
    CHECK(to(story, 3)[0].anchor == anchor);
    CHECK(words(story, to(story, 3)[0]).find("resolved") != std::string::npos);
}

}  // namespace

TEST_CASE("all that one command brings about is one message, which mentions each once and never the doer",
          "[telling]") {
    Story story;
    story.say(kEarly);
    story.say("rule set overbooked max:2");
    story.out.clear();
    story.say("cleo",
              "launch new \"Go on\" on:2027-06-29 type:launch release:1.0 audience:early goal:growth why:x "
              "owner:@ben");
    const auto told = in_channel(story, "AW-");
    REQUIRE(told.size() == 1);
    CHECK(told[0].how == Outgoing::How::post);
    CHECK(times(words(story, told[0]), "AW-") >= 2);
    CHECK(times(words(story, told[0]), "@ben") == 1);
    story.out.clear();
    story.say("ben",
              "launch new \"Go far\" on:2027-06-28 type:launch release:1.0 audience:early goal:growth why:x "
              "owner:@ben");
    REQUIRE_FALSE(in_channel(story, "AW-").empty());
    CHECK(times(words(story, in_channel(story, "AW-")[0]), "@ben") == 0);
}

TEST_CASE("a rise is told, a fall is not: its message is edited", "[telling]") {
    Story story;
    story.say(kEarly);
    const WarningId id = id_of(of(story, "event-before-release"));
    story.out.clear();
    story.say("launch set LE-4 audience:everyone");
    CHECK(story.world().find(id)->severity == Severity::critical);
    REQUIRE(in_channel(story, "■").size() == 1);
    CHECK(in_channel(story, "■")[0].how == Outgoing::How::post);
    story.out.clear();
    story.say("launch set LE-4 audience:early");
    REQUIRE(in_channel(story, "▲").size() == 1);
    CHECK(in_channel(story, "▲")[0].how == Outgoing::How::edit);
    CHECK(times(words(story, in_channel(story, "▲")[0]), "@") == 0);
}

TEST_CASE("mended, found again within a day, and after it", "[telling]") {
    Story story;
    story.say(kEarly);
    const WarningId first = id_of(of(story, "event-before-release"));
    story.out.clear();
    story.say("launch move LE-4 on:2027-06-30 why:x");
    REQUIRE(in_channel(story, "resolved").size() == 1);
    CHECK(in_channel(story, "resolved")[0].how == Outgoing::How::edit);
    story.out.clear();
    story.pass(hours{24});
    story.out.clear();
    story.say("launch move LE-4 on:2027-06-29 why:x");
    CHECK(story.world().find(first)->status == WarningStatus::open);
    CHECK(story.world().find(first)->reopened == 1);
    REQUIRE(in_channel(story, "AW-").size() == 1);
    CHECK(in_channel(story, "AW-")[0].how == Outgoing::How::edit);
    CHECK(times(words(story, in_channel(story, "AW-")[0]), "@") == 0);

    story.say("launch move LE-4 on:2027-06-30 why:x");
    story.pass(hours{24} + Seconds{1});
    story.out.clear();
    story.say("launch move LE-4 on:2027-06-29 why:x");
    CHECK(story.world().find(first)->status == WarningStatus::resolved);
    REQUIRE(in_channel(story, "event").size() <= 1);
    CHECK(in_channel(story, "AW-")[0].how == Outgoing::How::post);
}

TEST_CASE("info is posted nowhere", "[telling]") {
    Story story;
    story.say("launch new \"Talk\" on:2027-03-20 type:press goal:growth why:x owner:@ben audience:internal");
    CHECK(of(story, "short-lead").severity == Severity::info);
    CHECK(in_channel(story, "AW-").empty());
}

TEST_CASE("what somebody answered for is silent: acknowledged for good, snoozed and accepted until a day",
          "[telling]") {
    Story story;
    story.say(kEarly);
    const std::string id = to_string(Ref{id_of(of(story, "event-before-release"))});
    SECTION("acknowledged") {
        story.say("ben", "warning ack " + id);
        story.out.clear();
        story.say("launch set LE-4 audience:everyone");
        REQUIRE(in_channel(story, "■").size() == 1);
        CHECK(in_channel(story, "■")[0].how == Outgoing::How::edit);
    }
    SECTION("until a day") {
        story.say("ben", GENERATE("warning snooze ", "warning accept ") + id + " \"x\" until:2027-03-05");
        story.out.clear();
        story.say("launch set LE-4 audience:everyone");
        CHECK(in_channel(story, "■")[0].how == Outgoing::How::edit);
        story.out.clear();
        story.pass(hours{24});
        CHECK(in_channel(story, "■").empty());
        story.pass(hours{24});
        REQUIRE(in_channel(story, "■").size() == 1);
        CHECK(in_channel(story, "■")[0].how == Outgoing::How::post);
        CHECK(of(story, "event-before-release").status == WarningStatus::open);
    }
}

TEST_CASE("a question before the morning leaves to it what the day brings", "[telling]") {
    Story story;
    story.say(kEarly);
    const std::string id = to_string(Ref{id_of(of(story, "event-before-release"))});
    story.say("ben", "warning snooze " + id + " until:2027-03-04");
    story.pass(hours{22});
    story.out.clear();
    story.say("launch list");
    CHECK(in_channel(story, id).empty());
    CHECK(of(story, "event-before-release").status == WarningStatus::snoozed);
    story.pass(hours{2});
    check_told_again(story, in_channel(story, id));
}

TEST_CASE("owner-first: the owner hears of it at once, the channel a day later", "[telling]") {
    Story story;
    story.say("policy set tell:owner-first");
    story.out.clear();
    story.say(kEarly);
    const std::string id = to_string(Ref{id_of(of(story, "event-before-release"))});
    REQUIRE(to(story, 3).size() == 1);
    CHECK(words(story, to(story, 3)[0]).find("The channel hears of it in 24 hours") != std::string::npos);
    CHECK(in_channel(story, id).empty());

    SECTION("told once, even when it grows meanwhile") {
        story.pass(hours{12});
        story.out.clear();
        story.say("feature new \"Sync\" release:2.0");
        story.say("launch set LE-4 features:F-4");
        check_told_again(story, to(story, 3));
        CHECK(in_channel(story, id).empty());
        story.pass(hours{12});
        REQUIRE(in_channel(story, id).size() == 1);
        CHECK(in_channel(story, id)[0].how == Outgoing::How::post);
        // The channel knows of it now, and so hears of more.
        story.out.clear();
        story.say("feature new \"Sync more\" release:\"Spring 27\"");
        story.say("launch set LE-4 features:F-4,F-5");
        REQUIRE(to(story, 3).size() == 1);
        CHECK(to(story, 3)[0].how == Outgoing::How::edit);
        check_told_again(story, in_channel(story, id));
    }
    SECTION("not when it was answered for") {
        story.say("ben", "warning ack " + id);
        story.out.clear();
        story.pass(hours{25});
        CHECK(in_channel(story, id).empty());
    }
    SECTION("critical at once") {
        story.out.clear();
        story.say("launch set LE-4 audience:everyone");
        CHECK(in_channel(story, "■").size() == 1);
        // What the owner was told of before says so.
        REQUIRE(to(story, 3).size() == 1);
        CHECK(to(story, 3)[0].how == Outgoing::How::edit);
        CHECK(words(story, to(story, 3)[0]).find("24 hours") == std::string::npos);
    }
    SECTION("found again when the channel's turn had come") {
        story.pass(hours{23});
        story.say("launch move LE-4 on:2027-06-30 why:x");
        story.pass(hours{2});
        CHECK(in_channel(story, id).empty());
        story.say("launch move LE-4 on:2027-06-29 why:x");
        REQUIRE(in_channel(story, id).size() == 1);
        CHECK(in_channel(story, id)[0].how == Outgoing::How::post);
    }
}

TEST_CASE(
    "owner-first: the private message is edited when its warning changes, and says so when it is mended",
    "[telling]") {
    Story story;
    story.say("policy set tell:owner-first");
    story.out.clear();
    story.say(kEarly);
    REQUIRE(to(story, 3).size() == 1);
    const std::string anchor = to(story, 3)[0].anchor;
    REQUIRE_FALSE(anchor.empty());
    story.out.clear();
    story.say("cleo", "release move 1.0 to:2027-06-29 why:\"Ready earlier\"");
    const auto edits = to(story, 3);
    REQUIRE(edits.size() == 1);
    CHECK(edits[0].how == Outgoing::How::edit);
    CHECK(edits[0].anchor == anchor);
    CHECK(words(story, edits[0]).find("resolved") != std::string::npos);
    CHECK(words(story, edits[0]).find("24 hours") == std::string::npos);
    CHECK(in_channel(story, "AW-").empty());
}

TEST_CASE("owner-first: once the channel knows, the owner's message goes on being right", "[telling]") {
    Story story;
    story.say("policy set tell:owner-first");
    story.out.clear();
    story.say(kEarly);
    const std::string id = to_string(Ref{id_of(of(story, "event-before-release"))});
    REQUIRE(to(story, 3).size() == 1);
    const std::string anchor = to(story, 3)[0].anchor;
    story.out.clear();
    story.pass(hours{24});
    REQUIRE_FALSE(to(story, 3).empty());
    CHECK(to(story, 3).back().anchor == anchor);
    CHECK(words(story, to(story, 3).back()).find("24 hours") == std::string::npos);
    story.out.clear();
    story.say("cleo", "release move 1.0 to:2027-06-29 why:\"Ready earlier\"");
    REQUIRE(in_channel(story, id).size() == 1);
    check_resolved(story, anchor);
}

TEST_CASE("owner-first: whoever was told hears how it ends, owner or not", "[telling]") {
    Story story;
    story.say("policy set tell:owner-first");
    story.out.clear();
    story.say(kEarly);
    REQUIRE(to(story, 3).size() == 1);
    const std::string anchor = to(story, 3)[0].anchor;
    story.say("ben", "launch set LE-4 owner:@cleo");
    story.out.clear();
    story.say("cleo", "launch move LE-4 on:2027-06-30 why:x");
    check_resolved(story, anchor);
}

TEST_CASE("owner-first: what became critical while it was muted is told when the mute ends", "[telling]") {
    Story story;
    story.say("policy set tell:owner-first");
    story.say(kEarly);
    story.say("mute event-before-release LE-4 until:2027-03-09 why:x");
    story.out.clear();
    story.say("launch set LE-4 audience:everyone");
    CHECK(in_channel(story, "■").empty());
    story.say("mute event-before-release LE-4 until:today");
    REQUIRE(in_channel(story, "■").size() == 1);
    CHECK(in_channel(story, "■")[0].how == Outgoing::How::post);
}

TEST_CASE("owner-first: one message for all that is one person's; what they did themselves to the channel",
          "[telling]") {
    Story story;
    story.say("policy set tell:owner-first");
    story.say(kEarly);
    story.out.clear();
    story.say("cleo",
              "launch new \"Go on\" on:2027-06-29 type:launch release:1.0 audience:early goal:growth why:x "
              "owner:@ben");
    REQUIRE(to(story, 3).size() == 1);
    CHECK(times(words(story, to(story, 3)[0]), "AW-") >= 2);
    story.out.clear();
    story.say("ben", "launch new \"Go far\" on:2027-06-28 type:launch release:1.0 audience:early owner:@ben");
    CHECK_FALSE(in_channel(story, "LE-6").empty());
}

TEST_CASE("the thread of a message with one warning is that warning's, of several nobody's", "[telling]") {
    Card card;
    card.title = Text("▲ ").strong("AW-1") << "  2.0 is due in 50 days.";
    card.lines.push_back({Line::Kind::command, {}, Text{}.code("warning why AW-1")});
    CHECK(lone_warning("warnings:1", card) == Ref{WarningId{1}});
    CHECK(lone_warning("private:1@PE-2", card) == Ref{WarningId{1}});
    CHECK_FALSE(lone_warning("card:LE-1", card));
    CHECK_FALSE(lone_warning("", card));
    card.lines.push_back({Line::Kind::text, {}, Text("▲ ").strong("AW-2")});
    CHECK_FALSE(lone_warning("warnings:1", card));
}
