// What is given twice: a second record where one is taken, and a text beside the key that means the same.
#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/command/lookup.hpp"
#include "core/talk/example.hpp"
#include "core/talk/reading.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <array>

namespace plumb {

namespace {

/// `change decline CR-1 CR-2`, `feature drop F-1 F-2 and F-3`: the second record; nothing where something
/// else stands among the words.
Ref second_record(const Reading& reading) {
    Ref second;
    for (const Piece& word : reading.words) {
        if (!word.is_word()) return {};
        const std::string plain = plain_word(word.text);
        if (plain == "and" || plain == "&" || plain == ",") continue;
        const auto ref = written_id(word.text);
        if (!ref || ref->kind != reading.spec.kind || !exists(reading.world(), *ref)) return {};
        if (!second) second = *ref;
    }
    return second;
}

/// `change merge CR-1 CR-2`: the second record is the value of a key that was left out.
std::optional<Refusal> second_for_key(const Reading& reading, const std::string& wrong, Ref second) {
    if (reading.spec.kind != Kind::change) return std::nullopt;
    for (const KeySpec& key : reading.spec.keys) {
        if (!key.required || key.type != KeyType::change || reading.find(key.name)) continue;
        const std::string meant = fmt::format("{}:{}", key.name, to_string(second));
        Piece words = reading.words.front();
        words.to = reading.words.back().to;
        return Refusal{wrong, fmt::format("Did you mean {}?", meant), with_replaced(reading, words, meant)};
    }
    return std::nullopt;
}

/// What was typed for the first record alone.
std::string of_the_first(const Reading& reading) {
    Reading alone{reading.draft, reading.spec, reading.typed, reading.behind, {}, reading.given, {}, {}};
    alone.command = reading.command;
    // A text of nothing is left out of what is completed.
    alone.text_piece.from = reading.words.front().from;
    alone.text_piece.to = reading.words.back().to;
    return completed(alone);
}

}  // namespace

std::optional<Ref> written_id(std::string_view text) {
    return plain_word(text).find('-') == std::string::npos ? std::nullopt : typed_id(text);
}

Result<void> check_one_record(const Reading& reading) {
    if (reading.spec.subject != SubjectType::id || !reading.command.subject || reading.words.empty())
        return {};
    const Ref second = second_record(reading);
    if (!second) return {};
    if (second == reading.command.subject)
        return refuse(fmt::format("{} is named twice.", to_string(second)),
                      "Once is enough:", of_the_first(reading));
    const std::string wrong = fmt::format("{} takes one record at a time, and {} is a second one.",
                                          reading.name(), to_string(second));
    if (auto refusal = second_for_key(reading, wrong, second))
        return tl::make_unexpected(*std::move(refusal));
    return refuse(wrong,
                  fmt::format("{} has a command of its own; first that of {}:", to_string(second),
                              to_string(reading.command.subject)),
                  of_the_first(reading));
}

bool is_text_key(std::string_view name) {
    constexpr std::array<std::string_view, 3> kTextKeys{"reason", "why", "note"};
    return is_among(kTextKeys, name);
}

const Given* text_by_key(const Reading& reading) {
    if (reading.spec.verb == "new" || reading.spec.subject == SubjectType::word) return nullptr;
    for (const Given& given : reading.given)
        if (is_text_key(given.key->name) && !given.piece.items.empty()) return &given;
    return nullptr;
}

Result<void> check_one_text(const Reading& reading) {
    const Given* given = text_by_key(reading);
    if (!given) return {};
    std::string text;
    for (const Piece& word : reading.words) text += (text.empty() ? "" : " ") + word.text;
    if (trimmed(text).empty()) return {};
    Piece gap = given->piece;
    if (gap.from > 0) --gap.from;
    return refuse(fmt::format("The {} is given twice.", given->key->name),
                  fmt::format("Give it once. With “{}”:", dates::shown(text)),
                  with_replaced(reading, gap, ""));
}

}  // namespace plumb
