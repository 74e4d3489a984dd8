// What a decision knows besides the world: who speaks, where, when, and what was looked up for it beforehand.
#pragma once

#include "core/records/write.hpp"
#include "core/time/zone.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace plumb {

/// Where something was said.
struct Place {
    /// `console`, `slack:T1`, `matrix:@bot:example.org`.
    std::string account;
    /// Address, `console/#atlas`; of a direct message that of the person's room.
    std::string channel;
    /// What people call it, without `#`: the first record made in an unbound channel makes a product of this
    /// name.
    std::string channel_name;
    /// The record whose thread it is; none in the channel itself.
    Ref thread;
    bool direct = false;
};

/// Of a handle made of an account, in characters; a number may follow it.
inline constexpr std::size_t kLongestHandle = 190;

/// Somebody in the place who can be named and may never have spoken, as the platform knows them.
struct Member {
    /// `matrix:@ben:example.org`.
    std::string account;
    /// `ben`, and what they call themselves; empty where that is not known.
    std::string handle;
    std::string name;
    /// What the configuration calls them; empty where it does not know them. All accounts of one such name
    /// are one person's.
    std::string configured = {};
};

/// One message of a record's thread.
struct ThreadMessage {
    Ref record;
    PersonId by;
    Instant at{};
    std::string text;

    bool operator==(const ThreadMessage&) const = default;
};

/// The speaker's last recording command in this channel, with the images needed to take it back.
struct UndoEntry {
    Instant at{};
    std::string command;
    /// The records as they were (absent: made by it) and as it left them.
    struct Image {
        std::optional<AnyRecord> before;
        std::optional<AnyRecord> after;
    };
    /// None: it was taken back already.
    std::vector<Image> images;
};

/// Of one search: what is found beyond is not looked up, and the answer says so.
inline constexpr int kMostHits = 5000;

struct SearchHit {
    Ref record;
    /// Where it was found (`title`, `why`, `quote`, `thread`, `reason`) and the text around it.
    std::string field;
    std::string excerpt;
};

/// What the shell looked up for a command that asks for it (CommandSpec::needs).
struct Archive {
    std::vector<JournalRow> history;
    std::vector<ThreadMessage> thread;
    std::vector<SearchHit> hits;
    std::optional<UndoEntry> undo;
    /// Everything that changed since a digest, or since what is to be taken back.
    std::vector<JournalRow> journal;
};

struct Context {
    Instant now{};
    const Zones* zones = nullptr;
    PersonId actor;
    Place place;
    /// Those whom the text may name.
    std::vector<Member> members;
    /// What was typed, for the journal.
    std::string said;
    Archive archive;
    /// What people call channels, by address, as far as that is known.
    const std::map<std::string, std::string>* channel_names = nullptr;
    /// Zone of a product that names none.
    std::string default_tz = "UTC";
    /// What the installation has agreed on: a new product begins with it.
    Policy policy;
};

/// The zone of a name, UTC where it is unknown.
const Zone& zone_or_utc(const Zones* zones, std::string_view name);
/// The zone of a product (its own, else the context's default).
const Zone& zone_of(const Context& context, const World& world, ProductId product);
/// Today in the product's zone.
Day today_of(const Context& context, const World& world, ProductId product);
/// Today for what this speaker types: the speaker's zone, else the product's.
Day today_of_speaker(const Context& context, const World& world, ProductId product);

}  // namespace plumb
