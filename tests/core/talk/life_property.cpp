// After any sequence of commands the warnings on record are the findings of the rules; what would be records
// nothing.
#include "core/align/engine.hpp"
#include "tests/core/talk/some_commands.hpp"
#include "tests/core/talk/story.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <map>
#include <set>

using namespace plumb;
using sample::Story;

namespace {

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
        const Findings findings = align(story.world(), id_of(product), today, zone, Mends::worded);
        RC_ASSERT(align(story.live(), id_of(product), today, zone, Mends::worded) == findings);
        for (const Finding& f : findings) {
            const Identity identity{std::string(f.rule), f.subject.front()};
            const auto it = held.find(identity);
            bool quiet = false;
            for (const Mute& mute : story.world().all<Mute>())
                quiet = quiet || (mute.product == id_of(product) && mute.rule == f.rule);
            if (it == held.end()) {
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
            const std::string text = sample::some_command();
            const std::string who = sample::one_of({"you", "you", "ana", "ben", "eve"});
            RC_LOG() << who << ": " << text << "\n";
            story.say(who, text);
            if (*rc::gen::inRange(0, 4) == 0) story.pass(sample::some_time());
            // What changes nothing is not evaluated: a rule that finds nothing here goes off and on.
            story.say("you", "rule off profile-stale");
            story.say("you", "rule on profile-stale");
            check_held(story);
        }
    }));
}

TEST_CASE("whatif records nothing", "[property]") {
    CHECK(rc::check("the whole world is as it was, and nothing is written", [] {
        Story story;
        for (int n = *rc::gen::inRange(0, 6); n > 0; --n) story.say(sample::some_command());
        story.pass(std::chrono::hours{1});
        const World before = story.world();
        const std::string text = "whatif " + sample::some_command();
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
