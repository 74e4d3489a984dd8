#include "core/talk/tried.hpp"

#include "core/talk/consequences.hpp"
#include "core/talk/exchanged.hpp"
#include "core/talk/grammar.hpp"
#include "core/talk/tokens.hpp"
#include "core/talk/verbs.hpp"
#include "core/talk/whatif.hpp"

#include <algorithm>
#include <optional>

namespace plumb {

namespace {

/// A refusal's example leads to another at most this often: a missing key, then a day that does not fit it.
constexpr int kTries = 3;

/// `begun`: where what time alone has brought about is applied.
std::optional<Refusal> refusal_of(const Draft& begun, std::string_view line) {
    Draft draft = begun;
    const auto command = understand(draft, line);
    if (!command) return command.error();
    // What only shows takes every record that it can name; it is not worth a search or a picture.
    if (!command->spec->records) return std::nullopt;
    const auto done = command->spec->handler(draft, *command);
    return done ? std::nullopt : std::optional(done.error());
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

/// The line with the values that another one gives to its keys: a refusal's example may leave out what was
/// not wrong. Nothing where the other one has keys that this one has not.
std::optional<std::string> with_values_of(const std::string& line, std::string_view other) {
    const auto pieces = pieces_of(line);
    const auto others = pieces_of(other);
    if (!pieces || !others) return std::nullopt;
    std::string out;
    std::size_t at = 0;
    std::size_t found = 0;
    for (const Piece& piece : *pieces) {
        const auto same = std::find_if(others->begin(), others->end(), [&](const Piece& one) {
            return one.is_key() && one.key == piece.key;
        });
        if (!piece.is_key() || same == others->end()) continue;
        ++found;
        out.append(line, at, piece.from - at).append(slice(other, *same));
        at = piece.to;
    }
    const auto keys =
        std::count_if(others->begin(), others->end(), [](const Piece& p) { return p.is_key(); });
    if (found != static_cast<std::size_t>(keys)) return std::nullopt;
    return out.append(line, at);
}

/// The line, or the one of the same command that its refusals lead to; nothing where that is refused, too.
std::optional<std::string> taken_in_the_end(const Draft& begun, std::string line) {
    for (int i = 0; i < kTries; ++i) {
        const auto refusal = refusal_of(begun, line);
        if (!refusal) return line;
        if (!leads_on(spec_of(line), line, refusal->example)) break;
        auto whole = with_values_of(line, refusal->example);
        if (whole && *whole != refusal->example && !refusal_of(begun, *whole)) return whole;
        line = refusal->example;
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

}  // namespace

std::string tried(const World& world, const Context& context, std::string_view line, std::string_view typed,
                  std::string_view said) {
    const std::string_view command = whatif_text(line).value_or(line);
    const std::string prefix(line.substr(0, line.size() - command.size()));
    Draft begun(world, context);
    apply_effects(begun);
    if (const auto taken = taken_in_the_end(begun, std::string(command))) return prefix + *taken;
    for (const std::string& other : exchanged(begun.world(), context, command, typed, said))
        if (const auto taken = taken_in_the_end(begun, other)) return prefix + *taken;
    return std::string(line);
}

Refusal with_tried_example(const World& world, const Context& context, Refusal refusal,
                           std::string_view typed) {
    if (refusal.example.empty()) return refusal;
    const bool suggests = refusal.expected.starts_with("Did you mean");
    const std::string said = refusal.wrong + (suggests ? " " + refusal.expected : std::string{});
    std::string other = tried(world, context, refusal.example, readable(typed).value_or(std::string{}), said);
    if (!speaks_of(refusal.expected, refusal.example, other)) refusal.example = std::move(other);
    return refusal;
}

}  // namespace plumb
