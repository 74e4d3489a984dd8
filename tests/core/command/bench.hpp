// Carries commands out on a world, for tests of handlers: one step after the other, as a channel would.
#pragma once

#include "core/command/asked.hpp"
#include "core/command/draft.hpp"
#include "tests/core/command/worlds.hpp"

#include <catch2/catch.hpp>
#include <span>
#include <stdexcept>

namespace plumb {

/// A command with everything resolved, put together by hand.
class Said {
  public:
    explicit Said(std::string noun_and_verb) : name(std::move(noun_and_verb)) {}

    Said& about(Ref subject) {
        command.subject = subject;
        return *this;
    }
    Said& word(std::string text) {
        command.word = std::move(text);
        return *this;
    }
    Said& text(std::string words) {
        command.text = std::move(words);
        return *this;
    }
    Said& key(std::string key_name, Value value) {
        command.keys[std::move(key_name)] = std::move(value);
        return *this;
    }
    Said& key(std::string key_name, const char* value) {
        return key(std::move(key_name), Value{std::string(value)});
    }
    Said& key(std::string key_name, int value) {
        return key(std::move(key_name), Value{std::int64_t{value}});
    }

    std::string name;
    Command command;
};

/// The text of a line, people as `<handle>`, pings as `@handle`.
inline std::string plain(const World& world, const Text& text) {
    std::string out;
    for (const Run& run : text.runs()) {
        const Person* who = world.find(run.who);
        if (run.kind == Run::Kind::person) out += "<" + (who ? who->handle : std::string("?")) + ">";
        if (run.kind == Run::Kind::ping) out += "@" + (who ? who->handle : std::string("?"));
        if (run.kind != Run::Kind::person && run.kind != Run::Kind::ping) out += run.text;
    }
    return out;
}

/// A card as lines: `ID title [state]`, `Label: text`, `[Button → command]`.
inline std::string plain(const World& world, const Card& card) {
    std::string out = card.id.empty() ? "" : card.id + " ";
    out += plain(world, card.title);
    if (!card.state.empty()) out += " [" + card.state + "]";
    for (const Line& line : card.lines)
        out += "\n" + (line.label.empty() ? "" : line.label + ": ") + plain(world, line.text);
    for (const Button& button : card.buttons) out += "\n[" + button.label + " → " + button.command + "]";
    return out;
}

class Bench {
  public:
    explicit Bench(std::span<const CommandSpec> table) : table_(table) {
        ana = put_person(world, "ana", Function::engineering);
        ben = put_person(world, "ben", Function::marketing);
        eve = put_person(world, "eve", Function::product);
        Product atlas;
        atlas.key = "atlas";
        atlas.name = "Atlas";
        atlas.tz = "UTC";
        atlas.channels = {"console/#atlas"};
        product = put(world, std::move(atlas));
        context.now = utc("2027-03-03T09:00");
        context.actor = ana;
        context.place = {"console", "console/#atlas", "atlas", {}, false};
    }

    Bench& as(PersonId who) {
        context.actor = who;
        return *this;
    }
    Bench& at(std::string_view instant) {
        context.now = utc(instant);
        return *this;
    }

    /// Carries it out; a refusal leaves the world as it was.
    Result<void> run(Said said) {
        const CommandSpec& spec = named(said.name);
        said.command.spec = &spec;
        if (!said.command.product)
            said.command.product = said.command.subject ? product_of(world, said.command.subject) : product;
        if (!said.command.product) said.command.product = product;
        Draft draft(world, context);
        const Result<void> done = spec.handler(draft, said.command);
        told.clear();
        answered.clear();
        concerned.clear();
        shown.clear();
        writes = 0;
        refused = done ? Refusal{} : done.error();
        if (!done) return done;
        world = draft.world();
        writes = draft.writes().size();
        for (const Told& line : draft.told()) told += plain(world, line.line) + "\n";
        for (const Outgoing& message : draft.out()) answered += plain(world, message.card) + "\n";
        for (const auto& concern : draft.concerns())
            concerned += plain(world, Text{}.ping(concern.who)) + " " + plain(world, concern.line) + "\n";
        shown = draft.cards();
        return {};
    }
    /// The same, which must not be refused.
    void must(Said said) {
        const std::string name = said.name;
        const auto done = run(std::move(said));
        INFO(name << ": " << (done ? "" : done.error().wrong));
        REQUIRE(done);
    }
    /// Must be refused, and change nothing.
    void must_not(Said said) {
        INFO(said.name);
        REQUIRE_FALSE(run(std::move(said)));
        CHECK_FALSE(refused.wrong.empty());
    }

    template <Kind K>
    const RecordOf<K>& get(Id<K> id) const {
        const auto* record = world.find(id);
        if (!record) throw std::logic_error("no " + to_string(Ref{id}));
        return *record;
    }

    World world;
    Context context;
    PersonId ana, ben, eve;
    ProductId product;
    /// What the last command said: one line each.
    std::string told, answered, concerned;
    std::vector<Ref> shown;
    std::size_t writes = 0;
    Refusal refused;

  private:
    const CommandSpec& named(std::string_view name) const {
        for (const CommandSpec& spec : table_)
            if (std::string(spec.noun) + " " + std::string(spec.verb) == name || spec.noun == name)
                return spec;
        throw std::logic_error("no command " + std::string(name));
    }
    std::span<const CommandSpec> table_;
};

}  // namespace plumb
