#include "core/talk/grammar.hpp"

#include "core/base/among.hpp"
#include "core/base/utf8.hpp"
#include "core/command/lookup.hpp"
#include "core/digest/slots.hpp"
#include "core/talk/example.hpp"
#include "core/talk/mute_words.hpp"
#include "core/talk/traces.hpp"
#include "core/talk/verb_left_out.hpp"
#include "core/talk/verbs.hpp"
#include "core/talk/whatif.hpp"

#include <algorithm>
#include <array>

namespace plumb {

namespace {

constexpr std::array<std::string_view, 7> kThreadWords{"history", "undo", "me",      "trace",
                                                       "status",  "help", "warnings"};
/// A command in a thread that is longer than this begins with a prefix, or a noun and a verb.
constexpr std::size_t kShortCommand = 400;

/// A text as it is read: the pieces look into it.
struct Typed {
    std::string text;
    Pieces pieces;
    bool prefixed = false;
};

Result<Typed> split(std::string_view text) {
    auto clean = readable(text);
    if (!clean) return tl::make_unexpected(std::move(clean.error()));
    const Unprefixed bare = without_prefix(*clean);
    Typed typed{std::string(bare.text), {}, bare.prefixed};
    if (typed.text.empty()) typed.text = "help";
    auto pieces = pieces_of(typed.text);
    if (!pieces) return tl::make_unexpected(std::move(pieces.error()));
    typed.pieces = std::move(*pieces);
    return typed;
}

/// What was handed over stands behind what was typed, as if it had been: only its end is not looked for.
void append(Typed& typed, const std::vector<Handed>& beside) {
    for (const Handed& value : beside) {
        Piece piece;
        piece.is = value.key.empty() ? Piece::Is::quoted : Piece::Is::key;
        piece.key = value.key;
        piece.text = cleaned(value.text);
        if (piece.is_key()) piece.items.push_back({piece.text, true});
        typed.text += ' ';
        piece.from = typed.text.size();
        if (piece.is_key()) typed.text += value.key + ":";
        typed.text += '"' + piece.text + '"';
        piece.to = typed.text.size();
        typed.pieces.push_back(std::move(piece));
    }
}

using Step = Result<void> (*)(Reading&);

Result<void> check_may_step(Reading& reading) { return check_may(reading); }

Result<Command> read(Draft& draft, const Typed& typed, const FoundCommand& found) {
    Reading reading{draft, *found.spec, typed.text, typed.pieces[found.words - 1].to, {}, {}, {}, {}};
    reading.command.spec = found.spec;
    reading.command.said = typed.text;
    const Pieces rest(typed.pieces.begin() + static_cast<std::ptrdiff_t>(found.words), typed.pieces.end());
    const auto offered = [&](Refusal refusal) {
        if (!refusal.example.empty()) return refusal;
        return with_example(std::move(refusal), fresh_example(reading));
    };
    if (auto done = take_keys(reading, rest); !done)
        return tl::make_unexpected(offered(std::move(done.error())));
    constexpr std::array<Step, 11> kSteps{check_slashes,  check_unquoted, take_subject,      find_product,
                                          check_may_step, check_rhythm,   take_values_alone, check_unread,
                                          take_text,      check_complete, read_values};
    for (const Step step : kSteps)
        if (auto done = step(reading); !done) return tl::make_unexpected(offered(std::move(done.error())));
    return std::move(reading.command);
}

/// The record that a history or thread is asked of, without making anybody up.
Ref subject_of(const World& world, const Context& context, const CommandSpec& spec, std::string_view typed,
               const Pieces& rest) {
    Draft scratch(world, context);
    Reading reading{scratch, spec, typed, 0, {}, {}, {}, {}};
    reading.command.spec = &spec;
    // The plan of a product: `plan diff`.
    if (spec.subject == SubjectType::none) {
        if (!take_keys(reading, rest) || !find_product(reading)) return {};
        return reading.product();
    }
    if (!take_keys(reading, rest) || !take_subject(reading)) return {};
    return reading.command.subject;
}

/// The first two words: they decide, and a long text is not read whole for them.
std::string_view first_words(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\n";
    const std::size_t second =
        text.find_first_not_of(kBlanks, std::min(text.find_first_of(kBlanks), text.size()));
    return text.substr(0,
                       second == std::string_view::npos ? text.size() : text.find_first_of(kBlanks, second));
}

std::string words_of(const Pieces& pieces) {
    std::string text;
    for (const Piece& piece : pieces)
        if (!piece.is_key()) text += (text.empty() ? "" : " ") + piece.text;
    return text;
}

/// From when on a command needs the journal: of an event since it was made, else since the last digest.
Instant journal_from(const World& world, const Context& context, const CommandSpec& spec,
                     std::string_view typed, const Pieces& rest) {
    if (spec.kind != Kind::event) return news_since(world, context);
    const LaunchEvent* event = world.find(subject_of(world, context, spec, typed, rest).as<EventId>());
    return event ? event->meta.created_at : context.now;
}

}  // namespace

Result<Command> understand(Draft& draft, std::string_view text) {
    return understand(draft, text, commands());
}

Result<Command> understand(Draft& draft, std::string_view text, Commands commands,
                           const std::vector<Handed>& beside) {
    auto typed = split(text);
    if (!typed) return tl::make_unexpected(typed.error());
    append(*typed, beside);
    if (auto ended = mute_words(draft.world(), draft.context(), typed->text, typed->pieces))
        return tl::make_unexpected(*std::move(ended));
    const auto found = command_named(commands, typed->pieces);
    if (!found) {
        const ProductId here = product_here(draft.world(), draft.context().place);
        if (auto left_out = verb_left_out(draft.world(), here, commands, typed->text, typed->pieces))
            return tl::make_unexpected(*std::move(left_out));
        return tl::make_unexpected(unknown_command(commands, typed->text, typed->pieces));
    }
    return read(draft, *typed, *found);
}

Lookup needs_of(const World& world, const Context& context, std::string_view text) {
    return needs_of(world, context, whatif_text(text).value_or(text), commands());
}

Lookup needs_of(const World& world, const Context& context, std::string_view text, Commands commands) {
    const auto typed = split(text);
    if (!typed) return {};
    const auto found = command_named(commands, typed->pieces);
    if (!found || found->spec->needs == Needs::nothing) return {};
    const Pieces rest(typed->pieces.begin() + static_cast<std::ptrdiff_t>(found->words), typed->pieces.end());
    Lookup lookup{found->spec->needs, {}, {}, {}};
    if (lookup.needs == Needs::search)
        lookup.text = words_of(rest);
    else if (lookup.needs == Needs::recent)
        lookup.since = journal_from(world, context, *found->spec, typed->text, rest);
    else if (lookup.needs != Needs::undo)
        lookup.record = subject_of(world, context, *found->spec, typed->text, rest);
    return lookup;
}

bool is_command(std::string_view text, const Place& place) { return is_command(text, place, commands()); }

bool is_command(std::string_view text, const Place& place, Commands commands) {
    const Unprefixed bare = without_prefix(text);
    if (!place.thread || bare.prefixed) return true;
    const auto start = pieces_of(first_words(bare.text));
    if (!start || start->empty()) return false;
    const auto found = command_named(commands, *start);
    if (!found) return false;
    if (found->words > 1) return true;
    const std::string_view noun = found->spec->noun;
    if (!is_among(kThreadWords, noun)) return false;
    const auto pieces = bare.text.size() > kShortCommand ? Result<Pieces>{} : pieces_of(bare.text);
    if (!pieces || pieces->empty()) return false;
    if (pieces->size() == 2 && (*pieces)[1].is_word() && typed_id((*pieces)[1].text)) return true;
    return std::all_of(pieces->begin() + 1, pieces->end(), [](const Piece& piece) { return piece.is_key(); });
}

}  // namespace plumb
