// What a command would bring and mend is the difference of the rules' findings before and after it, of which
// what is muted opens no warning.
#include "core/align/effects.hpp"
#include "core/align/engine.hpp"
#include "core/align/life.hpp"
#include "tests/core/talk/some_commands.hpp"
#include "tests/core/talk/story.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>

using namespace plumb;
using sample::Story;

namespace {

struct Found {
    Severity severity{};
    std::string facts;
    /// Nothing of it is opened.
    bool muted = false;
    /// Its warning is open, be it that it is muted since.
    bool open = false;
};

bool is_warning(const Found& found) { return !found.muted || found.open; }

/// By product, rule and main subject.
using All = std::map<std::tuple<ProductId, std::string, Ref>, Found>;

bool is_open(const World& world, ProductId product, const Finding& finding) {
    const auto& warnings = world.all<Warning>();
    return std::any_of(warnings.begin(), warnings.end(), [&](const Warning& w) {
        return w.product == product && w.rule == finding.rule &&
               w.subject.front() == finding.subject.front() && w.status != WarningStatus::resolved;
    });
}

All findings_of(const Story& story) {
    All all;
    const Context context = story.context("you");
    for (const Product& product : story.world().all<Product>()) {
        const ProductId id = id_of(product);
        const Zone& zone = zone_of(context, story.world(), id);
        const Day today = zone.day_of(story.now());
        for (const Finding& f : align(as_of(story.world(), id, today, zone), id, today, zone, Mends::worded))
            all.emplace(std::tuple(id, std::string(f.rule), f.subject.front()),
                        Found{f.severity, f.facts,
                              mute_of(story.world(), id, f.rule, f.subject.front(), today) != nullptr,
                              is_open(story.world(), id, f)});
    }
    return all;
}

using Facts = std::set<std::string>;

/// What appears or rises from the first to the second.
Facts appears(const All& before, const All& after) {
    Facts out;
    for (const auto& [identity, found] : after) {
        const auto held = before.find(identity);
        if (found.muted) continue;
        if (held == before.end() || !is_warning(held->second) || held->second.severity < found.severity)
            out.insert(found.facts);
    }
    return out;
}

Facts goes(const All& before, const All& after) {
    Facts out;
    for (const auto& [identity, found] : before)
        if (is_warning(found) && !after.count(identity)) out.insert(found.facts);
    return out;
}

/// Above what the approval of a request would bring, where the command opens one: that is another question.
bool begins_approval(const World& world, const Line& line) {
    return sample::spelled(world, plain_card(line.text)).ends_with(" were approved:");
}

/// The facts that a card lists under a label, without their marks: what the command itself would bring or
/// mend.
Facts listed_under(const World& world, const Card& card, std::string_view label) {
    Facts out;
    for (const Line& line : card.lines) {
        if (begins_approval(world, line)) break;
        if (line.label != label) continue;
        const std::string text = sample::spelled(world, plain_card(line.text));
        out.insert(text.substr(text.find(' ') + 1));
    }
    return out;
}

/// Both lists are whole: the card of a ripple leaves out what is beyond eight.
constexpr std::size_t kShown = 8;

void check_said(const Facts& said, const Facts& wanted) {
    if (wanted.size() <= kShown)
        RC_ASSERT(said == wanted);
    else
        RC_ASSERT(said.size() == kShown &&
                  std::includes(wanted.begin(), wanted.end(), said.begin(), said.end()));
}

/// Says it, once as a question and once for good; how many findings came and went.
std::size_t check_ripple(Story& story, const std::string& who, const std::string& text) {
    const All before = findings_of(story);
    const Decision asked = story.say(who, "whatif " + text);
    RC_ASSERT(asked.out.size() == 1U);
    const Card card = asked.out.front().card;
    const Decision done = story.say(who, text);
    RC_ASSERT(asked.refused == done.refused);
    if (done.refused) return 0;
    const All after = findings_of(story);
    const Facts bring = appears(before, after);
    const Facts mend = goes(before, after);
    check_said(listed_under(story.world(), card, "Would bring"), bring);
    check_said(listed_under(story.world(), card, "Would mend"), mend);
    return bring.size() + mend.size();
}

}  // namespace

TEST_CASE("a ripple is the difference of two evaluations", "[property][whatif]") {
    CHECK(rc::check("of any recording command", [] {
        Story story;
        story.say("plan baseline");
        for (int n = *rc::gen::inRange(1, 20); n > 0; --n) {
            const std::string who = sample::one_of({"you", "you", "ana", "ben", "eve"});
            const std::string text = sample::some_command();
            RC_LOG() << who << ": " << text << "\n";
            const std::size_t changes = check_ripple(story, who, text);
            RC_CLASSIFY(changes > 0, "something comes or goes");
            if (*rc::gen::inRange(0, 6) == 0) story.pass(sample::some_time());
        }
    }));
}
