// What a digest says (product.md section 6).
//
// Pure, of a world in which dated things have taken effect by Context::now, and of the journal since the last
// digest (Archive::journal; older rows do no harm).
#pragma once

#include "core/command/context.hpp"
#include "core/digest/section.hpp"

#include <optional>
#include <string>
#include <vector>

namespace plumb {

/// Which digest of a product is asked for.
struct DigestWish {
    ProductId product;
    /// The weekly one holds everything, a daily one what needs action.
    bool weekly = true;
    /// What came after this is news.
    Instant since{};
    /// The local day of its slot.
    Day day{};
    /// A word about being late; empty: it is in time.
    std::string late;
    /// The first weekly one of its month: with the squeakiest wheel.
    bool monthly = false;
    /// When the warnings on record are of, where the digest is shown ahead of its time.
    std::optional<Instant> evaluated = {};
};

/// What somebody did at the very moment of the last digest came after it; what the clock brought about then
/// was in it.
inline bool is_news(Instant at, PersonId by, Instant since) { return by ? at >= since : at > since; }

struct Digest {
    Card card;
    /// There is something to send it for; else a weekly one is one line, and a daily one is not sent.
    bool worth = false;
};

Digest channel_digest(const World& world, const Context& context, const DigestWish& wish);

/// What waits for a person, their events and their collateral; nothing when there is nothing. `day` is today
/// where the person is.
std::optional<Card> personal_digest(const World& world, const Context& context, PersonId person, Day day);

/// The week's figures as a card of their own.
Card pulse_card(const World& world, const Context& context, const DigestWish& wish);

/// `22–28 Feb`, `26 Feb – 4 Mar`: the seven days before a day.
std::string week_before(Day day);

// The sections, in the order of a digest.

/// Requests that wait for an assessment or a decision, and loop-ins: by function, longest first.
Section needs_you(const World& world, const Context& context, const DigestWish& wish);
/// Open warnings by severity, new and worse ones marked; below them those that somebody acknowledged. What is
/// its owner's alone for a day is left out. `worth`: one of them is neither acknowledged nor muted.
Section out_of_true(const World& world, const Context& context, const DigestWish& wish, bool& worth);
/// The words for it where no warning makes a digest worth sending: what was answered or muted is counted.
/// Empty where one is its owner's alone, of which there is nothing to say.
std::string nothing_out_of_true(const World& world, const Context& context, const DigestWish& wish);
Section dates_moved(const World& world, const Context& context, const DigestWish& wish);
Section decided_since(const World& world, const Context& context, const DigestWish& wish);
/// Releases, events and collateral due: of the next four weeks in a weekly digest, of the next seven days in
/// a daily one.
Section coming_up(const World& world, const Context& context, const DigestWish& wish);
/// Collateral that is not done is due by the working day after the digest's day, or after today.
bool due_at_once(const World& world, const Context& context, const DigestWish& wish);
Section heard_since(const World& world, const Context& context, const DigestWish& wish);
/// `monthly`: with the squeakiest wheel of the month.
Section pulse(const World& world, const Context& context, const DigestWish& wish, bool monthly);

/// The pulse tells what is new since the last digest, or asks for something; its other figures stand from
/// week to week.
bool pulse_tells(const World& world, const Context& context, const DigestWish& wish);

// Parts of the pulse that come from the journal.

/// `Chris took LE-5`: who helped with what is not theirs.
std::vector<std::string> thanks_since(const World& world, const Context& context, const DigestWish& wish);
/// Kinds of warning that were found again after they had been mended.
std::vector<std::string> back_since(const World& world, const Context& context, const DigestWish& wish);

}  // namespace plumb
