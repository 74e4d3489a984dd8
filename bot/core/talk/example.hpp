// The line at the end of a refusal: what was typed, mended or completed.
#pragma once

#include "core/talk/reading.hpp"

namespace plumb {

/// A text as a value: bare where it is one plain word, else in quotes of a kind that it does not hold.
std::string as_value(std::string_view text);
/// The same, always in quotes.
std::string in_quotes(std::string_view text);

/// What was typed with the bytes of a piece replaced; the command's own example where that would be long.
std::string with_replaced(const Reading& reading, const Piece& piece, std::string_view instead);
/// With the value of a key replaced.
std::string with_value(const Reading& reading, const Piece& piece, std::string_view value);
std::string replaced(std::string_view typed, const Piece& piece, std::string_view instead);
/// Completed: what was typed, the subject, text and keys that are missing, by example.
std::string completed(const Reading& reading);

/// What is needed and was left out, with the command completed.
tl::unexpected<Refusal> refuse_missing(const Reading& reading, std::string_view what);

/// Whether the free text must be given and is not, not even as `reason:`.
bool needs_text(const Reading& reading);
/// A `set` of a record's fields that names none.
bool sets_nothing(const Reading& reading);

/// The newest record of a kind, of the product where it has one; the next to come where there is none.
std::string newest_id(const Reading& reading, Kind kind);
/// A release of the product that is not cancelled.
std::string a_release(const Reading& reading);
/// A release of the product that is not cancelled, and not this one where there is another.
std::string a_release_but(const Reading& reading, ReleaseId but);
/// A request that the command can be about: one that waits, for a decision; the one whose question waits for
/// the speaker, for an answer.
std::string example_request(const Reading& reading);
/// A request of the product that goes on, and not this one; where there is no other, the next to come.
std::string a_request_but(const Reading& reading, Ref but);
/// A customer, in quotes, and not one of this name where there is another.
std::string a_customer_but(const Reading& reading, std::string_view but);
/// A name that no release of the product has, and a key that no product has.
std::string free_release_name(const Reading& reading);
std::string free_product_key(const Reading& reading);
/// A day that the record and the other keys of the command leave room for; none where any to come will do.
std::optional<Day> day_with_room(const Reading& reading, const KeySpec& key);
/// The person of an example (`+@dan`), where nobody is called so somebody else who is there.
std::string with_known_person(const Reading& reading, std::string_view text);
/// A value by which a key can be tried.
std::string example_value(const Reading& reading, const KeySpec& key);
/// An ID, name or word by which a subject can be tried; of a record that exists where there is one.
std::string example_subject(const Reading& reading);

/// A command's own example with records that exist, where there are any, and with days to come.
std::string fresh_example(const World& world, const Context& context, const CommandSpec& spec);
/// The same about what was typed, where that is there: a refusal offers no command about another record.
std::string fresh_example(const Reading& typed);

/// Gives a refusal that has no example the given one.
Refusal with_example(Refusal refusal, std::string example);
/// `release: there is no release “2,0” in atlas.`: what is wrong with the value of a key.
std::string behind_key(std::string_view key, std::string wrong);

}  // namespace plumb
