// Keys: which of the command's each is, repeated lists, and values that stand behind a blank.
#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/talk/example.hpp"
#include "core/talk/reading.hpp"
#include "core/talk/verb_meant.hpp"
#include "core/talk/verbs.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace plumb {

namespace {

/// `release:1.0`, `person:ana` where a record is expected and there is no such key: the record itself.
bool names_subject(const CommandSpec& spec, const Piece& piece) {
    constexpr std::array<std::string_view, 4> kNames{"release", "person", "customer", "baseline"};
    const bool any = spec.subject == SubjectType::any || spec.subject == SubjectType::any_optional ||
                     spec.subject == SubjectType::word || spec.subject == SubjectType::text;
    const bool release = spec.subject == SubjectType::release && piece.key == "release";
    return !piece.items.empty() && (release || (any && is_among(kNames, piece.key)));
}

/// The piece at `at`, and the unquoted words around it, from the first that can be free text on.
std::pair<std::size_t, std::size_t> words_around(const CommandSpec& spec, const Pieces& pieces,
                                                 std::size_t at) {
    const std::size_t first = spec.subject == SubjectType::none ? 0 : 1;
    const bool asks_somebody = std::any_of(spec.keys.begin(), spec.keys.end(), [](const KeySpec& key) {
        return key.positional && key.type == KeyType::person;
    });
    const auto is_person = [&](const Piece& piece) { return asks_somebody && looks_like_person(piece.text); };
    std::size_t from = at;
    std::size_t to = at;
    while (from > first && pieces[from - 1].is_word() && !is_person(pieces[from - 1])) --from;
    while (to + 1 < pieces.size() && pieces[to + 1].is_word()) ++to;
    return {from, to};
}

/// The key's value as typed, behind a blank too.
Piece value_at(const Pieces& pieces, std::size_t at) {
    Piece value = pieces[at];
    if (!value.items.empty() || at + 1 == pieces.size() || pieces[at + 1].is_key()) return value;
    value.text = pieces[at + 1].text;
    value.items = {{value.text, pieces[at + 1].is_quoted()}};
    value.to = pieces[at + 1].to;
    return value;
}

/// Whether a key can be meant by the unknown one: it is spelt much like it, or takes the value that stands
/// there.
bool can_be_meant(Reading& reading, std::string_view name, const Pieces& pieces, std::size_t at) {
    constexpr std::size_t kMostEdits = 3;
    constexpr std::size_t kLettersPerEdit = 3;
    constexpr std::size_t kTellingLetters = 3;
    const std::string& typed = pieces[at].key;
    const std::size_t edits = edits_between(typed, name, kMostEdits);
    const bool begins = typed.size() >= kTellingLetters && name.starts_with(typed);
    if (begins || edits <= 1 || edits * kLettersPerEdit <= typed.size()) return true;
    const KeySpec* key = key_named(reading.spec, name);
    if (!key || !has_form(key->type)) return name.front() == typed.front();
    const Piece value = value_at(pieces, at);
    return value.items.empty() || value_of(reading, *key, value);
}

/// Whether the free text is given by a key: then nothing else can be text.
bool gives_text(const CommandSpec& spec, const Pieces& pieces) {
    return spec.verb != "new" && spec.subject != SubjectType::word && has_text_key(spec, pieces);
}

/// `status:done`, `status:dropped`: a state comes of a verb of its own.
std::optional<Refusal> verb_of_state(const Reading& reading, const Piece& piece, const std::string& wrong) {
    constexpr std::size_t kLongestName = 100;
    const bool of_record =
        reading.spec.subject == SubjectType::id || reading.spec.subject == SubjectType::release;
    if ((piece.key != "status" && piece.key != "state") || !of_record) return std::nullopt;
    const std::string state = plain_word(piece.text);
    const std::string_view noun = reading.spec.noun;
    std::string which;
    for (const Piece& word : reading.words)
        which += fmt::format(" {}", reading.typed.substr(word.from, word.to - word.from));
    if (which.size() > kLongestName) return std::nullopt;
    std::optional<std::string_view> meant;
    for (const std::string_view verb : verbs_of(commands(), noun))
        if (!meant && state.starts_with(verb)) meant = verb;
    if (!meant && state != "open") meant = verb_instead(commands(), noun, state);
    if (!meant) return std::nullopt;
    return Refusal{wrong, fmt::format("Did you mean {}?", *meant),
                   fmt::format("{} {}{}", noun, *meant, which)};
}

/// A key that no text can be made of: what else was typed stays.
tl::unexpected<Refusal> refuse_key_of_no_text(const Reading& reading, const Pieces& pieces, std::size_t at,
                                              const std::string& wrong, const std::string& takes) {
    if (auto refusal = verb_of_state(reading, pieces[at], wrong)) return tl::make_unexpected(*refusal);
    // `collateral list event:LE-1`.
    if (reading.spec.subject == SubjectType::any_optional && reading.words.empty() &&
        written_id(pieces[at].text))
        return refuse(wrong,
                      "A record stands without a key:", with_replaced(reading, pieces[at], pieces[at].text));
    bool others =
        !reading.words.empty() && (reading.spec.noun == "help" ||
                                   (reading.spec.subject != SubjectType::none && reading.spec.verb != "set"));
    for (std::size_t i = 0; i < pieces.size(); ++i)
        others = others || (i != at && pieces[i].is_key() && key_named(reading.spec, pieces[i].key));
    if (!others) return refuse(wrong, takes + ".", fresh_example(reading));
    Piece gap = value_at(pieces, at);
    gap.from -= blank_before(reading.typed, gap.from);
    return refuse(wrong, takes + ". Without it:", with_replaced(reading, gap, ""));
}

/// `glossary set GA: Open to all`: the word that is explained, with a colon behind it.
std::optional<Refusal> term_with_colon(const Reading& reading, const Pieces& pieces,
                                       const std::string& wrong) {
    const auto keys = std::count_if(pieces.begin(), pieces.end(), [](const Piece& p) { return p.is_key(); });
    const bool explains = reading.spec.noun == "glossary" && reading.spec.verb == "set";
    if (!explains || keys > 1 || !pieces.front().is_key()) return std::nullopt;
    Piece run = pieces.front();
    run.to = pieces.back().to;
    const std::string_view typed = reading.typed.substr(run.from, run.to - run.from);
    const std::size_t colon = typed.find(':');
    const std::string meaning(trimmed(typed.substr(colon + 1)));
    if (meaning.empty()) return std::nullopt;
    const Piece& first = pieces.front();
    const bool quoted = first.items.empty() ? pieces[1].is_quoted() : first.items.front().quoted;
    return Refusal{
        wrong, "The word and its meaning stand without a colon:",
        with_replaced(reading, run,
                      fmt::format("{} {}", typed.substr(0, colon), quoted ? meaning : in_quotes(meaning)))};
}

/// The nearest name, else one that the typed one begins with: `marketing:` is `market:`.
std::optional<std::string_view> name_meant(std::string_view typed,
                                           const std::vector<std::string_view>& names) {
    constexpr std::size_t kTellingName = 5;
    if (const auto near = nearest(typed, names)) return near;
    for (const std::string_view name : names)
        if (name.size() >= kTellingName && typed.starts_with(name)) return name;
    return std::nullopt;
}

tl::unexpected<Refusal> refuse_key(Reading& reading, const Pieces& pieces, std::size_t at) {
    const Piece& piece = pieces[at];
    std::vector<std::string_view> names = known_names(reading.spec);
    std::erase_if(names, [&](std::string_view name) { return !can_be_meant(reading, name, pieces, at); });
    const std::string_view typed = reading.typed.substr(piece.from, piece.to - piece.from);
    const std::string wrong =
        fmt::format("I don't know the key “{}:”.", dates::shown(typed.substr(0, typed.find(':'))));
    if (auto term = term_with_colon(reading, pieces, wrong)) return tl::make_unexpected(*std::move(term));
    if (const auto near = name_meant(piece.key, names)) {
        const std::string_view value = reading.typed.substr(piece.from, piece.to - piece.from);
        const std::string mended = std::string(*near) + std::string(value.substr(value.find(':')));
        return refuse(wrong, fmt::format("Did you mean {}:?", *near), with_replaced(reading, piece, mended));
    }
    if (auto meant = meant_by_value(reading, pieces, at, wrong))
        return tl::make_unexpected(*std::move(meant));
    const auto [from, to] = words_around(reading.spec, pieces, at);
    Piece run;
    run.from = pieces[from].from;
    run.to = pieces[to].to;
    const std::string text(reading.typed.substr(run.from, run.to - run.from));
    std::string keys;
    for (const KeySpec& key : reading.spec.keys)
        keys += fmt::format("{}{}:", keys.empty() ? "" : ", ", key.name);
    if (keys.empty()) keys = "no keys";
    const std::string takes = fmt::format("{} takes {}", reading.name(), keys);
    // What help is asked about has no colon in it.
    if (!takes_free_text(reading.spec) || reading.spec.noun == "help")
        return refuse_key_of_no_text(reading, pieces, at, wrong, takes);
    if (gives_text(reading.spec, pieces)) {
        // The blank before it goes too, and the value behind a blank.
        run.from = piece.from - blank_before(reading.typed, piece.from);
        run.to = value_at(pieces, at).to;
        return refuse(wrong, takes + ". Without it:", with_replaced(reading, run, ""));
    }
    return refuse(wrong,
                  takes + ". A text with a colon is quoted:", with_replaced(reading, run, in_quotes(text)));
}

/// `on:2027-10-01 until:2027-10-03`: the end of what lasts some days.
std::optional<Refusal> end_for_start(const Reading& reading, const Given& before, const Piece& piece) {
    const KeySpec* end = key_named(reading.spec, "to");
    const bool spans = before.key->name == "on" && end && is_date(*end) && !reading.find("to");
    if (!spans || piece.key != "until" || before.piece.key == "until") return std::nullopt;
    const std::string_view typed = reading.typed.substr(piece.from, piece.to - piece.from);
    const std::string mended = "to" + std::string(typed.substr(typed.find(':')));
    return Refusal{"until: stands beside on:, and the end is to:.", fmt::format("Did you mean {}?", mended),
                   with_replaced(reading, piece, mended)};
}

tl::unexpected<Refusal> refuse_repeated(const Reading& reading, const Given& before, const Piece& piece) {
    if (auto end = end_for_start(reading, before, piece)) return tl::make_unexpected(*std::move(end));
    // One with nothing behind it is the one to leave out.
    const bool empty = before.piece.items.empty();
    Piece gap = empty ? before.piece : piece;
    // The blank before it goes too.
    if (gap.from > 0) --gap.from;
    if (is_list(before.key->type))
        return refuse(fmt::format("{}: is given twice, once with nothing behind it.", before.key->name),
                      "Alone it clears the list. Once:", with_replaced(reading, gap, ""));
    return refuse(
        fmt::format("{}: is given twice.", before.key->name),
        fmt::format("It is no list: give it once. With the {} of the two, “{}”:", empty ? "second" : "first",
                    dates::shown(empty ? piece.text : before.piece.text)),
        with_replaced(reading, gap, ""));
}

/// `change new "x" by:@ana`: a date's other name with a person behind it.
std::optional<Refusal> person_for_day(const Reading& reading, const KeySpec& key, const Piece& piece) {
    if (!is_date(key) || piece.text.substr(0, 1) != "@") return std::nullopt;
    for (const KeySpec& other : reading.spec.keys)
        if (other.type == KeyType::person)
            return Refusal{fmt::format("{}: is a day, not a person.", piece.key),
                           fmt::format("Did you mean {}:?", other.name),
                           with_replaced(reading, piece, fmt::format("{}:{}", other.name, piece.text))};
    return std::nullopt;
}

/// `set` commands clear by `key:` alone, so that a word behind the blank can be meant either way.
bool can_clear(const Reading& reading, const KeySpec& key) {
    return key.clears && !key.required && (reading.spec.verb == "set" || reading.spec.noun == "me");
}

/// Where a record can stand: first, or in the free text behind a word (`mute RULE release:2.0`).
bool is_subject_place(const CommandSpec& spec, const Pieces& words) {
    if (words.empty()) return spec.subject != SubjectType::none;
    return words.size() == 1 && spec.subject == SubjectType::word && spec.text != TextUse::none;
}

class KeySorter {
  public:
    KeySorter(Reading& reading, const Pieces& pieces) : reading_(reading), pieces_(pieces) {}

    Result<void> run() {
        for (at_ = 0; at_ < pieces_.size(); ++at_) {
            if (!pieces_[at_].is_key()) {
                reading_.words.push_back(pieces_[at_]);
                continue;
            }
            if (auto taken = take(); !taken) return taken;
        }
        return {};
    }

  private:
    Result<void> take() {
        Piece piece = pieces_[at_];
        const KeySpec* key = key_named(reading_.spec, piece.key);
        if ((!key || key->type == KeyType::product) && is_subject_place(reading_.spec, reading_.words) &&
            (names_subject(reading_.spec, piece) || (key && only_names_product()))) {
            piece.is = Piece::Is::word;
            piece.text = piece.key + ":" + piece.text;
            reading_.words.push_back(std::move(piece));
            return {};
        }
        if (!key) return refuse_key(reading_, pieces_, at_);
        if (auto refusal = person_for_day(reading_, *key, piece)) return tl::make_unexpected(*refusal);
        if (auto joined = take_what_follows(*key, piece); !joined) return joined;
        return keep(*key, std::move(piece));
    }

    /// `history product:atlas`: nothing else says which record is meant.
    bool only_names_product() const {
        const bool any = reading_.spec.subject == SubjectType::any;
        return any && pieces_.size() == 1 && !reading_.context().place.thread;
    }

    bool next_is_value() const { return at_ + 1 < pieces_.size() && !pieces_[at_ + 1].is_key(); }

    void add_next(Piece& piece) {
        const Piece& next = pieces_[++at_];
        if (piece.items.empty()) piece.text = next.text;
        if (next.is_quoted()) {
            piece.items.push_back({next.text, true});
        } else {
            std::string_view rest = next.text;
            while (!rest.empty()) {
                const std::size_t comma = std::min(rest.find(','), rest.size());
                piece.items.push_back({std::string(rest.substr(0, comma)), false});
                rest.remove_prefix(std::min(comma + 1, rest.size()));
            }
        }
        piece.to = next.to;
    }

    /// Another quoted text than the next piece, which is not what the command is about.
    bool has_other_text() const {
        bool named = reading_.spec.subject == SubjectType::none;
        for (std::size_t i = 0; i < pieces_.size(); ++i) {
            if (named && i != at_ + 1 && pieces_[i].is_quoted()) return true;
            named = named || !pieces_[i].is_key();
        }
        return gives_text(reading_.spec, pieces_);
    }

    /// `until: "After the fair"`: the command's text stands where the key's value was left out.
    bool next_is_text(const KeySpec& key) {
        const Piece& next = pieces_[at_ + 1];
        const bool sentence = next.text.find(' ') != std::string::npos &&
                              next.text.find_first_of("0123456789") == std::string::npos;
        if (reading_.spec.text == TextUse::none || !next.is_quoted() || !sentence) return false;
        const bool may_be_empty = key.clears && !key.required;
        if (may_be_empty || !has_form(key.type) || has_other_text()) return false;
        return !value_of(reading_, key, value_at(pieces_, at_));
    }

    /// `why: "…"` with a blank, and `owner:@ana, @ben`.
    Result<void> take_what_follows(const KeySpec& key, Piece& piece) {
        if (piece.items.empty() && next_is_value()) {
            if (can_clear(reading_, key)) return refuse_either(key, piece);
            if (!next_is_text(key)) add_next(piece);
        }
        while (is_list(key.type) && next_is_value() && goes_on(piece)) add_next(piece);
        return {};
    }

    /// A comma at the end of this piece or at the beginning of the next.
    bool goes_on(const Piece& piece) const {
        const std::size_t end = reading_.typed.substr(0, piece.to).find_last_not_of(" \n\t");
        const std::size_t next = pieces_[at_ + 1].from;
        const std::string_view between = reading_.typed.substr(piece.to, next - piece.to);
        const bool behind = between.find(',') != std::string_view::npos ||
                            (end != std::string_view::npos && reading_.typed[end] == ',');
        return !piece.items.empty() && (behind || pieces_[at_ + 1].text.substr(0, 1) == ",");
    }

    tl::unexpected<Refusal> refuse_either(const KeySpec& key, const Piece& piece) {
        const Piece& next = pieces_[at_ + 1];
        const std::string value(reading_.typed.substr(next.from, next.to - next.from));
        Piece both = piece;
        both.to = next.to;
        return refuse(fmt::format("{}: {} can be read in two ways.", key.name, dates::shown(value)),
                      fmt::format("{0}: alone clears it (put it at the end); to set it, leave the blank out:",
                                  key.name),
                      with_replaced(reading_, both, fmt::format("{}:{}", key.name, value)));
    }

    Result<void> keep(const KeySpec& key, Piece piece) {
        const auto before = std::find_if(reading_.given.begin(), reading_.given.end(),
                                         [&](const Given& g) { return g.key == &key; });
        if (before == reading_.given.end()) {
            reading_.given.push_back({&key, std::move(piece)});
            return {};
        }
        if (!is_list(key.type) || piece.items.empty() || before->piece.items.empty())
            return refuse_repeated(reading_, *before, piece);
        for (Item& item : piece.items) before->piece.items.push_back(std::move(item));
        return {};
    }

    Reading& reading_;
    const Pieces& pieces_;
    std::size_t at_ = 0;
};

}  // namespace

bool is_list(KeyType type) {
    return type == KeyType::words || type == KeyType::people || type == KeyType::features ||
           type == KeyType::events;
}

Piece with_text(Piece piece, std::string text) {
    piece.items = {{text, false}};
    piece.text = std::move(text);
    return piece;
}

std::vector<std::string> items_of(const Piece& piece) {
    std::vector<std::string> items;
    for (const Item& item : piece.items) {
        std::string_view rest = item.text;
        while (!rest.empty()) {
            const std::size_t comma = std::min(rest.find(','), rest.size());
            const std::string_view one = trimmed(rest.substr(0, comma));
            if (!one.empty()) items.emplace_back(one);
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
    }
    return items;
}

Result<void> take_keys(Reading& reading, const Pieces& pieces) { return KeySorter(reading, pieces).run(); }

}  // namespace plumb
