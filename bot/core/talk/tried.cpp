#include "core/talk/tried.hpp"

#include "core/command/lookup.hpp"
#include "core/talk/consequences.hpp"
#include "core/talk/exchanged.hpp"
#include "core/talk/grammar.hpp"
#include "core/talk/in_product.hpp"
#include "core/talk/reading.hpp"
#include "core/talk/tokens.hpp"
#include "core/talk/verbs.hpp"
#include "core/talk/whatif.hpp"
#include "core/time/calendar.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace plumb {

namespace {

/// A refusal's example leads to another at most this often: a missing key, then a day that does not fit it;
/// three values without quotes.
constexpr int kTries = 4;

/// What stands above a day with one of its readings (time/natural_date.cpp).
constexpr std::string_view kOneOfThose = "Write one of those:";

struct Trial {
    std::optional<Refusal> refusal;
    /// It is taken, and records and says nothing.
    bool idle = false;
};

/// `begun`: where what time alone has brought about is applied.
Trial trial_of(const Draft& begun, std::string_view line) {
    Draft draft = begun;
    const auto command = understand(draft, line);
    if (!command) return {command.error()};
    // What only shows takes every record that it can name; it is not worth a search or a picture.
    if (!command->spec->records) return {};
    const std::vector<Write> read = draft.writes();
    const auto done = command->spec->handler(draft, *command);
    if (!done) return {done.error()};
    return {std::nullopt, draft.out().empty() && draft.writes() == read};
}

const CommandSpec* spec_of(std::string_view line) {
    const auto pieces = pieces_of(line);
    const auto found = pieces ? command_named(commands(), *pieces) : std::nullopt;
    return found ? found->spec : nullptr;
}

/// Whether a refusal of the line offers the same command again; of a noun alone, a command that begins so.
bool leads_on(const CommandSpec* meant, std::string_view line, std::string_view offered) {
    if (offered == line) return false;
    const CommandSpec* next = spec_of(offered);
    return meant ? next == meant : next && offered.starts_with(std::string(line) + " ");
}

std::string_view slice(std::string_view line, const Piece& piece) {
    return line.substr(piece.from, piece.to - piece.from);
}

/// The piece behind the value at `at` and those words that the other line's value goes on with: `to:8 may`
/// where the other one has `to:"8 may"`.
std::size_t behind_value(const Pieces& pieces, std::size_t at, const Piece& other) {
    std::string_view rest = other.text;
    std::size_t next = at + 1;
    if (!rest.starts_with(pieces[at].text)) return next;
    rest.remove_prefix(pieces[at].text.size());
    for (; next < pieces.size() && pieces[next].is_word(); ++next) {
        const std::string& word = pieces[next].text;
        if (rest.size() <= word.size() || rest.substr(1, word.size()) != word) break;
        rest.remove_prefix(1 + word.size());
    }
    return rest.empty() ? next : at + 1;
}

/// Whether the other line is this one with other values, and with its text: words that it leaves out belonged
/// to a value.
bool keeps_all(const Pieces& line, const Pieces& other) {
    auto from = line.begin();
    for (const Piece& piece : other) {
        if (piece.is_key()) continue;
        from = std::find_if(from, line.end(),
                            [&](const Piece& one) { return one.is == piece.is && one.text == piece.text; });
        if (from == line.end()) return false;
        ++from;
    }
    const auto is_kept = [&](const Piece& piece) {
        return piece.is_word() || std::any_of(other.begin(), other.end(), [&](const Piece& one) {
                   return piece.is_key() ? one.key == piece.key : one.is_quoted() && one.text == piece.text;
               });
    };
    return std::all_of(line.begin(), line.end(), is_kept) &&
           std::any_of(other.begin(), other.end(),
                       [](const Piece& one) { return one.is_quoted() || is_text_key(one.key); });
}

/// The line with the values that another one gives to its keys: a refusal's example may leave out what was
/// not wrong. Nothing where the other one has keys that this one has not, or has all of this one.
std::optional<std::string> with_values_of(const std::string& line, std::string_view other) {
    const auto pieces = pieces_of(line);
    const auto others = pieces_of(other);
    if (!pieces || !others || keeps_all(*pieces, *others)) return std::nullopt;
    std::string out;
    std::size_t at = 0;
    std::size_t found = 0;
    for (std::size_t i = 0; i < pieces->size(); ++i) {
        const Piece& piece = (*pieces)[i];
        const auto same = std::find_if(others->begin(), others->end(), [&](const Piece& one) {
            return one.is_key() && one.key == piece.key;
        });
        if (!piece.is_key() || same == others->end()) continue;
        ++found;
        out.append(line, at, piece.from - at).append(slice(other, *same));
        at = (*pieces)[behind_value(*pieces, i, *same) - 1].to;
    }
    const auto keys =
        std::count_if(others->begin(), others->end(), [](const Piece& p) { return p.is_key(); });
    if (found != static_cast<std::size_t>(keys)) return std::nullopt;
    return out.append(line, at);
}

/// The line, or the one of the same command that its refusals lead to; nothing where that is refused, too, or
/// changes nothing: the first such is kept in `idle`.
std::optional<std::string> taken_in_the_end(const Draft& begun, std::string line,
                                            std::optional<std::string>& idle) {
    for (int i = 0; i < kTries; ++i) {
        const Trial trial = trial_of(begun, line);
        if (!trial.refusal) {
            if (!trial.idle) return line;
            if (!idle) idle = std::move(line);
            return std::nullopt;
        }
        std::string next = in_product(begun.world(), begun.context(), product_named(begun.world(), line),
                                      trial.refusal->example);
        if (!leads_on(spec_of(line), line, next)) break;
        auto whole = with_values_of(line, next);
        if (whole && *whole != next && !trial_of(begun, *whole).refusal) return whole;
        line = std::move(next);
    }
    return std::nullopt;
}

/// Whether the sentence above the example speaks of a key's value in it that another line has not.
bool speaks_of(std::string_view sentence, std::string_view example, std::string_view other) {
    const auto pieces = pieces_of(example);
    return pieces && std::any_of(pieces->begin(), pieces->end(), [&](const Piece& piece) {
               const std::string_view key = slice(example, piece);
               return piece.is_key() && sentence.find(key) != std::string_view::npos &&
                      other.find(key) == std::string_view::npos;
           });
}

/// `change show CR-3` for what its speaker may not do with CR-3, `plan show` for a plan that is not theirs to
/// confirm; nothing where the line is taken, or nothing can be shown.
std::optional<std::string> shown_instead(const World& world, const Context& context,
                                         const std::string& line) {
    const CommandSpec* spec = spec_of(line);
    const auto pieces = pieces_of(line);
    if (!spec || !pieces || spec->verb == "new") return std::nullopt;
    Draft begun(world, context);
    apply_effects(begun);
    if (!trial_of(begun, line).refusal) return std::nullopt;
    std::string shown = std::string(spec->noun) + " show";
    for (const Piece& piece : *pieces) {
        const auto ref = piece.is_word() && piece.text.find('-') != std::string::npos ? typed_id(piece.text)
                                                                                      : std::nullopt;
        if (!ref || noun_of(ref->kind).empty()) continue;
        shown = std::string(noun_of(ref->kind)) + " show " + to_string(*ref);
        break;
    }
    return trial_of(begun, shown).refusal ? std::nullopt : std::optional(shown);
}

/// Whether a command has a key that another one has not.
bool has_other_keys(std::string_view line, std::string_view other) {
    const auto pieces = pieces_of(line);
    const auto others = pieces_of(other);
    return pieces && others && std::any_of(pieces->begin(), pieces->end(), [&](const Piece& piece) {
               return piece.is_key() && std::none_of(others->begin(), others->end(),
                                                     [&](const Piece& one) { return one.key == piece.key; });
           });
}

/// `2028-01-02` and so on, as a refusal names them.
std::vector<std::string> days_in(std::string_view text) {
    constexpr std::size_t kIsoLength = 10;
    std::vector<std::string> days;
    for (std::size_t at = 0; at + kIsoLength <= text.size(); ++at)
        if (parse_iso_day(text.substr(at, kIsoLength))) days.emplace_back(text.substr(at, kIsoLength));
    return days;
}

/// The readings of a day are named above the example: it has one of them, the first that is taken.
Refusal with_a_reading(const World& world, const Context& context, Refusal refusal,
                       const std::string& other) {
    const std::vector<std::string> days = days_in(refusal.wrong);
    const auto has = [](std::string_view line, const std::string& day) {
        return line.find(day) != std::string_view::npos;
    };
    const auto shown = std::find_if(days.begin(), days.end(),
                                    [&](const std::string& day) { return has(refusal.example, day); });
    if (shown == days.end()) return refusal;
    if (std::any_of(days.begin(), days.end(), [&](const std::string& day) { return has(other, day); })) {
        refusal.example = other;
        return refusal;
    }
    Draft begun(world, context);
    apply_effects(begun);
    for (const std::string& day : days) {
        std::string line = refusal.example;
        line.replace(line.find(*shown), shown->size(), day);
        if (trial_of(begun, line).refusal) continue;
        refusal.example = std::move(line);
        break;
    }
    return refusal;
}

}  // namespace

std::string tried(const World& world, const Context& context, std::string_view line, std::string_view typed,
                  std::string_view said) {
    std::string about = in_product(world, context, product_named(world, typed), line);
    const std::string_view command = whatif_text(about).value_or(about);
    const std::string prefix = about.substr(0, about.size() - command.size());
    Draft begun(world, context);
    apply_effects(begun);
    std::optional<std::string> idle;
    if (const auto taken = taken_in_the_end(begun, std::string(command), idle)) return prefix + *taken;
    for (const std::string& other : exchanged(begun.world(), context, command, typed, said))
        if (const auto taken = taken_in_the_end(begun, other, idle)) return prefix + *taken;
    return idle ? prefix + *idle : about;
}

Refusal with_tried_example(const World& world, const Context& context, Refusal refusal,
                           std::string_view typed) {
    if (refusal.example.empty()) return refusal;
    const bool suggests = refusal.expected.starts_with("Did you mean");
    const std::string said = refusal.wrong + (suggests ? " " + refusal.expected : std::string{});
    const std::string read = readable(typed).value_or(std::string{});
    refusal.example = in_product(world, context, product_named(world, read), refusal.example);
    std::string other = tried(world, context, refusal.example, read, said);
    // Where the sentence above it does not announce a command of its own, there is something to look at.
    if (refusal.expected.ends_with('.'))
        if (auto shown = shown_instead(world, context, other)) other = *std::move(shown);
    if (speaks_of(refusal.expected, refusal.example, other)) return refusal;
    if (refusal.expected == kOneOfThose) return with_a_reading(world, context, std::move(refusal), other);
    // What is offered is more than what was typed without something.
    constexpr std::string_view kWithout = "Without it:";
    if (refusal.expected.ends_with(kWithout) && has_other_keys(other, read) && other != refusal.example)
        refusal.expected.replace(refusal.expected.size() - kWithout.size(), kWithout.size(),
                                 "It is written so:");
    refusal.example = std::move(other);
    return refusal;
}

}  // namespace plumb
