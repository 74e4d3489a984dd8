// After any sequence of commands the warnings on record are the findings of the rules; what would be records
// nothing.
#include "core/align/effects.hpp"
#include "core/align/engine.hpp"
#include "tests/core/talk/story.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <map>
#include <set>

using namespace plumb;
using sample::Story;

namespace {

std::string of(const std::vector<std::string>& parts) { return *rc::gen::elementOf(parts); }

std::string day() {
    return "2027-0" + std::to_string(*rc::gen::inRange(3, 10)) + "-" + of({"05", "14", "28"});
}
std::string release() { return of({"1.0", "2.0", "\"Spring 27\""}); }
std::string feature() { return of({"F-1", "F-2", "F-4", "F-5"}); }
std::string event() { return of({"LE-1", "LE-2", "LE-4", "LE-5", "LE-6"}); }
std::string request() { return of({"CR-1", "CR-2", "CR-3", "CR-4", "CR-5"}); }
std::string person() { return of({"@ana", "@ben", "@cleo", "@eve"}); }

/// One of the commands that change a plan; many are refused, as they are in life.
std::string command() {
    switch (*rc::gen::inRange(0, 29)) {
        case 0:
            return "launch new \"Tour\" on:" + day() +
                   " type:" + of({"webinar", "launch", "tradeshow", "prep"}) + " release:" + release() +
                   " owner:" + person() + " tier:" + of({"1", "2", "3"});
        case 1: return "launch move " + event() + " on:" + day() + " why:x";
        case 2: return "launch set " + event() + " features:" + feature() + "," + feature();
        case 3:
            return "launch set " + event() + " " +
                   of({"audience:early", "audience:everyone", "immovable:yes", "owner:", "parent:LE-1",
                       "tier:1", "goal:growth"});
        case 4: return "launch " + of({"cancel ", "done ", "confirm "}) + event();
        case 5: return "release move " + release() + " to:" + day() + " why:x";
        case 6: return "release " + of({"ship ", "cancel ", "beta "}) + release() + of({"", " why:x"});
        case 7:
            return "release set " + release() + " " +
                   of({"freeze:2027-04-05", "capacity:10", "budget:5", "goal:g", "owners:@ana,@ben"});
        case 8: return "feature new \"Part\" release:" + release() + " owner:" + person();
        case 9: return "feature move " + feature() + " to:" + of({"1.0", "2.0", "backlog"});
        case 10: return "feature " + of({"drop ", "start ", "done "}) + feature();
        case 11:
            return "change new \"Wish\" kind:add release:" + release() + of({"", " why:w"}) +
                   of({"", " customer:Acme quote:q"});
        case 12: return "change new \"Other\" feature:" + feature() + " why:w";
        case 13: return "change approve " + request() + " override:\"now\"";
        case 14: return "change decline " + request() + " \"no\"";
        case 15: return "change defer " + request() + " \"later\" until:" + day();
        case 16: return "change reopen " + request() + " \"again\"";
        case 17: return "collateral new " + event() + " \"Sheet\" due:" + day() + " claims:" + feature();
        case 18: return "promise new \"Word\" to:Acme feature:" + feature() + " by:" + day();
        case 19: return "plan " + of({"baseline", "confirm"});
        case 20:
            return "assumption new \"It holds\" about:" + of({"F-1", "1.0", "LE-1"}) + " check-by:" + day();
        case 21: return "assumption fail A-" + of({"1", "2", "3"}) + " \"no\"";
        case 22:
            return "warning " + of({"ack", "snooze", "accept"}) + " AW-" +
                   std::to_string(*rc::gen::inRange(2, 9)) + " \"x\" until:" + day();
        case 23:
            return "mute " + of({"event-before-release", "no-goal", "no-baseline"}) + " until:" + day() +
                   " why:x";
        case 24:
            return "rule " + of({"off", "on"}) + " " + of({"no-why", "unowned", "short-lead", "crowded"});
        case 25: return "change evidence " + request() + " customer:" + of({"Acme", "Birch"}) + " quote:q";
        case 26: return "change merge " + request() + " into:" + request();
        case 27:
            return "change set " + request() +
                   of({" horizon:year", " horizon:quarter", " feature:F-2", " why:"});
        default: return "rule set " + of({"unheard wait:1", "no-goal days:10", "overbooked max:2"});
    }
}

using Identity = std::pair<std::string, Ref>;

/// Every finding of every product is held open, and nothing else is; what is muted may be held or not.
void check_held(const Story& story) {
    const Context context = story.context("you");
    for (const Product& product : story.world().all<Product>()) {
        const Zone& zone = zone_of(context, story.world(), id_of(product));
        const Day today = zone.day_of(story.now());
        std::map<Identity, const Warning*> held;
        for (const Warning* w : story.unresolved())
            if (w->product == id_of(product))
                RC_ASSERT(held.emplace(Identity{w->rule, w->subject.front()}, w).second);
        std::set<Identity> muted;
        const Findings findings = align(story.world(), id_of(product), today, zone);
        RC_ASSERT(align(story.live(), id_of(product), today, zone) == findings);
        for (const Finding& f : findings) {
            const Identity identity{std::string(f.rule), f.subject.front()};
            const auto it = held.find(identity);
            if (it == held.end()) {
                bool quiet = false;
                for (const Mute& mute : story.world().all<Mute>())
                    quiet = quiet || (mute.product == id_of(product) && mute.rule == f.rule);
                RC_ASSERT(quiet);
                continue;
            }
            RC_ASSERT(it->second->facts == f.facts);
            RC_ASSERT(it->second->severity == f.severity);
            RC_ASSERT(it->second->subject == f.subject);
            RC_ASSERT(it->second->concerns == f.concerns);
            held.erase(it);
        }
        RC_ASSERT(held.empty());
    }
}

template <class T>
bool same_table(const World& a, const World& b) {
    if (a.all<T>().size() != b.all<T>().size()) return false;
    for (const T& record : a.all<T>()) {
        const T* other = b.find(id_of(record));
        if (!other || !(*other == record)) return false;
    }
    return true;
}

template <class... T>
bool same_tables(const World& a, const World& b, const std::variant<T...>*) {
    return (same_table<T>(a, b) && ...);
}

bool same_world(const World& a, const World& b) {
    for (std::size_t k = 0; k < kKinds; ++k)
        if (a.last(static_cast<Kind>(k)) != b.last(static_cast<Kind>(k))) return false;
    return a.last_message() == b.last_message() && same_tables(a, b, static_cast<const AnyRecord*>(nullptr));
}

}  // namespace

TEST_CASE("the warnings on record are the findings, after any sequence of commands", "[property]") {
    CHECK(rc::check("align(plan) is what the life holds open, of the whole and of its live part alike", [] {
        Story story;
        story.say("plan baseline");
        for (int n = *rc::gen::inRange(1, 25); n > 0; --n) {
            const std::string text = command();
            const std::string who = of({"you", "you", "ana", "ben", "eve"});
            RC_LOG() << who << ": " << text << "\n";
            story.say(who, text);
            if (*rc::gen::inRange(0, 4) == 0)
                story.pass(std::chrono::hours{*rc::gen::elementOf(std::vector<int>{1, 20, 30, 400, 2500})});
            story.say("you", "rule on overbooked");
            check_held(story);
        }
    }));
}

TEST_CASE("whatif records nothing", "[property]") {
    CHECK(rc::check("the whole world is as it was, and nothing is written", [] {
        Story story;
        for (int n = *rc::gen::inRange(0, 6); n > 0; --n) story.say(command());
        story.pass(std::chrono::hours{1});
        const World before = story.world();
        const std::string text = "whatif " + command();
        RC_LOG() << text << "\n";
        const Decision& decision = story.say(text);
        RC_ASSERT(decision.writes.empty());
        RC_ASSERT(decision.journal.empty());
        RC_ASSERT(decision.thread.empty());
        RC_ASSERT(!decision.undoable);
        RC_ASSERT(same_world(before, story.world()));
        for (const Outgoing& message : decision.out) RC_ASSERT(message.to == PersonId{1});
    }));
}
