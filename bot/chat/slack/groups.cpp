#include "chat/slack/groups.hpp"

#include "core/talk/registry.hpp"
#include "core/talk/tokens.hpp"
#include "core/talk/verbs.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace plumb::slack {

namespace {

constexpr std::string_view kGroup = "<!subteam^";

/// Each group by its handle; one that has none stays.
std::string named(std::string_view text) {
    std::string out;
    for (std::size_t at = text.find(kGroup); at != std::string_view::npos; at = text.find(kGroup)) {
        const std::size_t end = std::min(text.find('>', at), text.size() - 1);
        const std::string_view inside = text.substr(at, end - at);
        const std::size_t bar = inside.find('|');
        const bool has_handle = text[end] == '>' && bar != std::string_view::npos && bar + 1 < inside.size();
        out += text.substr(0, at);
        out += has_handle ? inside.substr(bar + 1) : text.substr(at, end + 1 - at);
        text.remove_prefix(end + 1);
    }
    return out.append(text);
}

bool is_persons(const KeySpec& key) { return key.type == KeyType::person || key.type == KeyType::people; }

/// Whether one of the words behind the verb is a person.
bool takes_person(const CommandSpec& spec) {
    return spec.subject == SubjectType::person || spec.subject == SubjectType::person_optional ||
           std::any_of(spec.keys.begin(), spec.keys.end(),
                       [](const KeySpec& key) { return key.positional && is_persons(key); });
}

/// Where a command reads persons: the values of its keys that take some, and the first word that is one.
Pieces persons_in(const Pieces& pieces, const FoundCommand& command) {
    Pieces persons;
    bool wanted = takes_person(*command.spec);
    for (std::size_t at = command.words; at < pieces.size(); ++at) {
        const Piece& piece = pieces[at];
        const KeySpec* key = piece.is_key() ? key_named(*command.spec, piece.key) : nullptr;
        if (key && is_persons(*key)) persons.push_back(piece);
        if (!piece.is_word() || !wanted) continue;
        if (!piece.text.starts_with(kGroup) && !looks_like_person(piece.text)) continue;
        persons.push_back(piece);
        wanted = false;
    }
    return persons;
}

}  // namespace

std::string with_groups_named(std::string text) {
    if (text.find(kGroup) == std::string::npos) return text;
    const std::string_view bare = without_prefix(text).text;
    const auto command = readable(bare);
    const Pieces pieces = command ? pieces_of(*command).value_or(Pieces{}) : Pieces{};
    const auto found = command_named(commands(), pieces);
    if (!found) return named(text);
    std::string out = text.substr(0, text.size() - bare.size());
    std::size_t at = 0;
    for (const Piece& person : persons_in(pieces, *found)) {
        out += named(std::string_view(*command).substr(at, person.from - at));
        out += command->substr(person.from, person.to - person.from);
        at = person.to;
    }
    return out + named(std::string_view(*command).substr(at));
}

}  // namespace plumb::slack
