// A decision in the making: a private copy of the world, the writes so far, and what is to be said.
#pragma once

#include "core/command/decision.hpp"
#include "core/command/spec.hpp"

namespace plumb {

/// What a command did, in the words of its answer.
struct Told {
    /// The record whose card changed.
    Ref record;
    /// One line that says what is now different, ID first.
    Text line;
    /// Also goes to the record's thread: a decision, a move, a drop (product.md section 4, "Quiet by
    /// default").
    bool thread = false;
};

class Draft {
  public:
    /// `live`: the live part of the world, where one is kept.
    Draft(const World& world, const Context& context, const Live* live = nullptr)
        : world_(world), context_(&context) {
        if (live) live_ = *live;
    }

    const World& world() const { return world_; }
    /// What rules see of it: the live part, else all of it.
    const World& seen() const { return live_ ? live_->world() : world_; }
    std::optional<Live>& live() { return live_; }
    const Context& context() const { return *context_; }
    PersonId actor() const { return context_->actor; }
    Instant now() const { return context_->now; }
    template <Kind K>
    const RecordOf<K>* find(Id<K> id) const {
        return world_.find(id);
    }

    /// Adds a new record: gives it its number, makes the actor its creator. The actor's function has acted on
    /// it.
    template <Record T>
    Id<T::kind> add(T record) {
        record.meta.n = world_.next(T::kind);
        record.meta.created_at = now();
        record.meta.created_by = actor();
        const Id<T::kind> id = id_of(record);
        put(std::move(record));
        return id;
    }
    /// Replaces a record; stamps it as changed now, and as acted on by the actor's function. No change writes
    /// nothing.
    template <Record T>
    void put(T record) {
        if (const T* held = world_.find(id_of(record)); held && *held == record) return;
        record.meta.updated_at = now();
        stamp_act(record.meta);
        store({AnyRecord{std::move(record)}, false});
    }
    /// Replaces a record without stamping it: for what time or the bot itself does.
    template <Record T>
    void put_quietly(T record) {
        if (const T* held = world_.find(id_of(record)); held && *held == record) return;
        store({AnyRecord{std::move(record)}, false});
    }
    template <Record T>
    void erase(Id<T::kind> id) {
        if (const T* held = world_.find(id)) store({AnyRecord{*held}, true});
    }
    void store(Write write);
    /// Takes the number of a message that holds warnings (World::next_message).
    int take_message() { return world_.next_message(); }

    /// The person a token means (`@ana`, `ana`, `me`, `<@U1>`, `@ana:example.org`); made where nobody is
    /// called so yet. Who was named before any account of theirs was known gets the account: that of a
    /// platform's own way to write them, or of the only member of the place who is called so. Whom the
    /// configuration names is one person, by that name and by each of their accounts.
    Result<PersonId> person(std::string_view token);
    /// Whether a word without a person's sign is nobody's name: `person` would make somebody who is called
    /// so.
    bool is_nobodys(std::string_view token) const;
    /// The customer of that name; made where there is none.
    CustomerId customer(std::string_view name);
    /// Posts or refreshes the card of a record; called for what a command made or changed. Once per record
    /// and decision.
    void show_card(Ref record) { cards_.push_back(record); }
    /// The answer to a recording command that changed a record: one line, public.
    void tell(Ref record, Text line, bool thread = false) {
        told_.push_back({record, std::move(line), thread});
    }
    /// An answer to the asker alone.
    void answer(Card card);
    void say(Outgoing message) { out_.push_back(std::move(message)); }
    /// A person concerned by what was done (an owner of a thing affected): told in the record's thread, once,
    /// never the actor.
    void concern(Ref record, PersonId who, Text line);

    const std::vector<Write>& writes() const { return writes_; }
    const std::vector<Outgoing>& out() const { return out_; }
    const std::vector<Ref>& cards() const { return cards_; }
    const std::vector<Told>& told() const { return told_; }
    struct Concern {
        Ref record;
        PersonId who;
        Text line;
    };
    const std::vector<Concern>& concerns() const { return concerns_; }

  private:
    void stamp_act(Meta& meta) const;
    PersonId person_behind(const std::string& account, std::string_view handle);
    PersonId configured_person(const std::string& name);

    World world_;
    std::optional<Live> live_;
    const Context* context_;
    std::vector<Write> writes_;
    std::vector<Outgoing> out_;
    std::vector<Ref> cards_;
    std::vector<Told> told_;
    std::vector<Concern> concerns_;
};

}  // namespace plumb
