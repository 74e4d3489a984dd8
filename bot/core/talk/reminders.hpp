// What a new day brings beside warnings: questions and reminders in the threads of what they are about, and
// nudges to people.
#pragma once

#include "core/command/draft.hpp"

#include <optional>

namespace plumb {

/// For every morning of the product after `since` and up to now: revisit dates, the question on the day after
/// an event, the retrospect seven days after one of tier 1 or 2. Each once.
void remind(Draft& draft, ProductId product, Instant since);

/// From when on Context::archive must hold the journal for the retrospects of those mornings; nothing where
/// there is none.
std::optional<Instant> looks_back_to(const World& world, ProductId product, Instant since, Instant now);

/// Requests that came back from their deferral since `before`: their watchers are told in their threads.
void tell_returns(Draft& draft, const World& before);

// Nudges: a direct message to the one person who is waited for, in their working hours. A question with a
// date and an assumption to check are nudged on their date, a question once more a working week later.

/// Whether it lies between a morning's first word and the end of work where somebody is, and not in their
/// quiet hours, whatever day of the week it is.
bool is_at_work(const Context& context, const World& world, const Person& person, Instant at);

/// The first nudge about a record after `after`.
std::optional<Instant> next_nudge(const World& world, const Context& context, Ref record, Instant after);
/// Sends those that came after `since`, up to now. Outside of the person's working hours nothing is said:
/// what was missed then, the person's own list shows.
void nudge(Draft& draft, Ref record, Instant since);

}  // namespace plumb
