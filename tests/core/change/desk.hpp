// A product with people of every side, and the commands of `change …` given to it as data.
#pragma once

#include "core/align/engine.hpp"
#include "core/change/commands.hpp"
#include "core/change/said_in_thread.hpp"
#include "core/command/draft.hpp"
#include "tests/core/command/worlds.hpp"
#include "tests/support/as_read.hpp"

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plumb {

using Keys = std::map<std::string, Value, std::less<>>;

inline std::string words_of(const World& world, const Card& card) {
    std::string out = card.id + " " + as_read(world, card.title) + " — " + card.state;
    for (const Line& line : card.lines) out += "\n" + line.label + " " + as_read(world, line.text);
    for (const Button& button : card.buttons) out += "\n[" + button.label + "]";
    return out;
}

class Desk {
  public:
    Desk() {
        Product made;
        made.key = "atlas";
        made.name = "Atlas";
        made.tz = "UTC";
        made.channels = {"console/#atlas"};
        product = put(world, std::move(made));
        eve = put_person(world, "eve", Function::product);
        set(eve, [](Person& p) { p.roles = {Role::approver}; });
        one = release("1.0", "2027-06-30");
        two = release("2.0", "2027-09-30");
        login = feature("Login", one, ana);
        now = utc("2027-03-03T09:00");
    }

    World world;
    ProductId product;
    PersonId ana = put_person(world, "ana", Function::engineering);
    PersonId ben = put_person(world, "ben", Function::marketing);
    PersonId cleo = put_person(world, "cleo", Function::sales);
    PersonId dan = put_person(world, "dan", Function::support);
    PersonId eve;
    ReleaseId one, two;
    FeatureId login;
    Instant now{};

    /// What the last command said.
    std::vector<Told> told;
    std::vector<Draft::Concern> concerns;
    std::vector<Ref> cards;
    std::string answer;

    ReleaseId release(std::string name, std::string_view date) {
        Release made;
        made.product = product;
        made.name = std::move(name);
        made.date = on(date);
        return put(world, std::move(made));
    }
    FeatureId feature(std::string title, ReleaseId in, PersonId owner = {}) {
        Feature made;
        made.product = product;
        made.title = std::move(title);
        made.release = in;
        made.owner = owner;
        return put(world, std::move(made));
    }
    EventId event(std::string title, std::string_view start, ReleaseId of, PersonId owner = {}) {
        LaunchEvent made;
        made.product = product;
        made.title = std::move(title);
        made.on = made.to = on(start);
        made.release = of;
        if (owner) made.owners = {owner};
        return put(world, std::move(made));
    }
    CollateralId collateral(std::string title, EventId event, FeatureId claims, PersonId owner = {}) {
        Collateral made;
        made.product = product;
        made.title = std::move(title);
        made.event = event;
        if (claims) made.claims = {claims};
        made.owner = owner;
        return put(world, std::move(made));
    }
    /// A confirmed baseline of the plan as it is.
    void baseline() {
        Baseline made;
        made.product = product;
        made.confirmed_at = made.first_confirmed_at = now - std::chrono::hours{1};
        for (const Release& r : world.all<Release>())
            made.releases.push_back({id_of(r), r.name, r.date, {}, r.status});
        for (const Feature& f : world.all<Feature>())
            made.features.push_back({id_of(f), f.title, f.release, f.status, f.effort});
        put(world, std::move(made));
    }
    template <Kind K, class Change>
    void set(Id<K> id, Change change) {
        RecordOf<K> record = *world.find(id);
        change(record);
        world.all<RecordOf<K>>().put(std::move(record));
    }

    Context context(PersonId who) const {
        Context context;
        context.now = now;
        context.actor = who;
        context.place.channel = "console/#atlas";
        return context;
    }
    /// Gives a command; the world changes when it is taken.
    Result<void> say(PersonId who, std::string_view verb, Ref subject, std::string text = {},
                     Keys keys = {}) {
        const Context said = context(who);
        Draft draft(world, said);
        Command command;
        for (const CommandSpec& spec : change_commands())
            if (spec.verb == verb) command.spec = &spec;
        REQUIRE(command.spec);
        command.product = product;
        command.subject = subject;
        command.text = std::move(text);
        command.keys = std::move(keys);
        auto done = command.spec->handler(draft, command);
        told.clear();
        concerns.clear();
        cards.clear();
        answer.clear();
        if (!done) return done;
        world = draft.world();
        told = draft.told();
        concerns = draft.concerns();
        cards = draft.cards();
        for (const Outgoing& message : draft.out()) answer += words_of(world, message.card) + "\n";
        return done;
    }
    /// The same, refused: the three parts of the refusal.
    std::string refused(PersonId who, std::string_view verb, Ref subject, std::string text = {},
                        Keys keys = {}) {
        const auto done = say(who, verb, subject, std::move(text), std::move(keys));
        if (done) return "not refused";
        return done.error().wrong + " | " + done.error().expected + " | " + done.error().example;
    }
    /// Opens a request; 0 when it was refused.
    ChangeId opens(PersonId who, std::string title, Keys keys = {}) {
        const int before = world.last(Kind::change);
        const auto done = say(who, "new", {}, std::move(title), std::move(keys));
        if (!done) return {};
        return ChangeId{before + 1};
    }
    /// An add to 1.0 by cleo.
    ChangeId add_request(std::string title = "Single sign-on") {
        return opens(cleo, std::move(title),
                     {{"release", Ref{one}}, {"why", std::string("Acme cannot roll out")}});
    }
    void assess_both(ChangeId id) {
        REQUIRE(say(ana, "assess", id, {}, {{"feasible", std::string("yes")}, {"effort", Effort{5, 8}}}));
        REQUIRE(say(ben, "assess", id, {}, {{"value", std::string("high")}}));
    }
    void speaks_in_thread(PersonId who, Ref record, std::string_view text) {
        const Context said = context(who);
        Draft draft(world, said);
        heard_in_thread(draft, record, text);
        world = draft.world();
        cards = draft.cards();
    }

    const ChangeRequest& at(ChangeId id) const { return *world.find(id); }
    template <Kind K>
    const RecordOf<K>& at(Id<K> id) const {
        return *world.find(id);
    }
    std::string line(std::size_t i = 0) const {
        return i < told.size() ? as_read(world, told[i].line) : std::string{};
    }
    /// What a person is told in the record's thread.
    std::string concern(PersonId who) const {
        std::string out;
        for (const auto& concern : concerns)
            if (concern.who == who) out += as_read(world, concern.line);
        return out;
    }
    void wait(int days) { now += Days{days}; }
};

inline Value text_value(std::string_view text) { return std::string(text); }

}  // namespace plumb
