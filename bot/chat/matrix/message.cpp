#include "chat/matrix/message.hpp"

#include "chat/matrix/html_text.hpp"
#include "chat/matrix/linked_names.hpp"
#include "chat/matrix/names.hpp"
#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>
#include <array>

namespace plumb::matrix {

namespace {

constexpr std::array<std::string_view, 3> kToPeople{"matrix.to/#/@", "matrix.to/#/%40", "matrix:u/"};
constexpr std::array<std::string_view, 4> kFiles{"m.image", "m.file", "m.video", "m.audio"};

struct Relation {
    std::string kind;
    std::string thread;
    std::string replies_to;
};

Relation relation_of(const Json& content) {
    const Json& json = at(content, "m.relates_to");
    Relation relation;
    relation.kind = text_at(json, "rel_type");
    if (relation.kind == "m.thread") relation.thread = text_at(json, "event_id");
    const bool fallback = !relation.thread.empty() && truth_at(json, "is_falling_back");
    if (!fallback) relation.replies_to = text_at(at(json, "m.in_reply_to"), "event_id");
    return relation;
}

/// A reply's body: what it quotes (`> ` lines, then an empty one), and what it says.
struct Parted {
    std::string quoted;
    std::string_view said;
};

Parted parted(std::string_view body) {
    Parted out{{}, body};
    bool first = true;
    while (!out.said.empty() && out.said.front() == '>') {
        const std::size_t end = std::min(out.said.find('\n'), out.said.size());
        std::string_view line = out.said.substr(1, end - 1);
        if (!line.empty() && line.front() == ' ') line.remove_prefix(1);
        // The first line begins with whose it is: `<@ana:example.org> `.
        if (first && line.substr(0, 2) == "<@")
            line.remove_prefix(std::min(line.find("> "), line.size() - 2) + 2);
        first = false;
        out.quoted += (out.quoted.empty() ? "" : "\n") + std::string(line);
        out.said.remove_prefix(std::min(end + 1, out.said.size()));
    }
    if (out.quoted.empty()) return {{}, body};
    if (!out.said.empty() && out.said.front() == '\n') out.said.remove_prefix(1);
    return out;
}

bool is_gap(std::string_view text) {
    if (text.empty()) return true;
    const char32_t code = first_character(text).code;
    return code <= 0x20 || code == 0xA0 || code == 0x3000 || code == 0x202F;
}

/// What follows a word at the beginning, whatever its case; nothing where the text does not begin so.
std::optional<std::string_view> after(std::string_view text, std::string_view word) {
    if (word.empty() || !same_word(text.substr(0, word.size()), word)) return std::nullopt;
    return text.substr(word.size());
}

std::string_view without_gap(std::string_view text) {
    while (!text.empty() && is_gap(text)) text.remove_prefix(first_character(text).bytes);
    return text;
}

std::optional<std::string_view> after_prefix(std::string_view text, const Self& self) {
    for (const std::string_view prefix : {std::string_view(self.prefix), std::string_view("/plumb")})
        if (const auto rest = after(text, prefix); rest && is_gap(*rest)) return without_gap(*rest);
    return std::nullopt;
}

bool mentions(const Json& content, const std::string& user) {
    const Json& users = at(at(content, "m.mentions"), "user_ids");
    return users.is_array() && std::any_of(users.begin(), users.end(), [&](const Json& id) {
               return id.is_string() && id.get_ref<const std::string&>() == user;
           });
}

/// What parts a name from what is said: `Plumbline: …`. A colon without a blank may begin a server's name,
/// and behind one a port, where the name is not known to be `whole`.
bool is_mark(std::string_view text, bool whole) {
    if (text.empty() || (text.front() != ':' && text.front() != ',' && text.front() != ';')) return false;
    const std::string_view rest = text.substr(1);
    const bool digit = !rest.empty() && rest.front() >= '0' && rest.front() <= '9';
    return is_gap(rest) || (whole && !digit);
}

/// What follows a mention of the bot. Its bare name alone is no mention (`Plumbline is down`): a colon, a
/// comma or the message's own list of mentions must say so.
std::optional<std::string_view> after_mention(std::string_view text, const Self& self, bool listed) {
    const std::string at_local = "@" + std::string(local_part(self.user));
    const auto with_at = [](const std::string& name) { return name.empty() ? name : "@" + name; };
    const std::string at_name = with_at(self.display_name);
    const std::string at_name_here = with_at(self.name_here);
    struct Name {
        std::string_view text;
        bool sure;
        bool whole;
    };
    const std::array names{Name{self.user, true, true},
                           Name{at_local, true, false},
                           Name{self.display_name, listed, listed},
                           Name{at_name, true, false},
                           Name{self.name_here, listed, listed},
                           Name{at_name_here, true, false},
                           Name{local_part(self.user), listed, listed}};
    for (const Name& name : names) {
        const auto rest = after(text, name.text);
        if (!rest) continue;
        if (is_mark(*rest, name.whole)) return without_gap(rest->substr(1));
        if (name.sure && is_gap(*rest)) return without_gap(*rest);
    }
    return std::nullopt;
}

/// Links to rooms and messages name nobody.
bool links_people(std::string_view text) {
    return std::any_of(kToPeople.begin(), kToPeople.end(),
                       [&](std::string_view link) { return text.find(link) != std::string_view::npos; });
}

/// The text as typed, with people's pills as ids where it holds any. Programs that write pills into the body
/// in a way of their own are read from the HTML, which holds no markup.
std::string typed(const Json& content, std::string_view said) {
    if (text_at(content, "format") != "org.matrix.custom.html") return std::string(said);
    const std::string html = text_at(content, "formatted_body");
    if (!links_people(html)) return std::string(said);
    HtmlText read = html_text(html);
    if (read.text.empty()) return std::string(said);
    if (!read.pills.empty() && !links_people(said))
        if (auto text = with_pills(said, read.pills)) return *std::move(text);
    return std::move(read.text);
}

/// Nobody edits what another wrote.
bool edits(const Event& later, const Event& event) {
    const Json& relation = at(*later.content, "m.relates_to");
    return later.type == event.type && later.sender == event.sender &&
           text_at(relation, "rel_type") == "m.replace" && text_at(relation, "event_id") == event.id;
}

bool is_file(std::string_view kind) { return is_among(kFiles, kind); }

}  // namespace

bool is_somebody_elses(const Event& event, const Self& self) {
    // What names neither itself nor its sender could be neither known again nor answered.
    return !event.id.empty() && is_user_id(event.sender) && event.sender != self.user;
}

std::optional<Heard> heard(const Event& event, const Self& self) {
    if (event.type != "m.room.message" || event.state_key || !is_somebody_elses(event, self))
        return std::nullopt;
    const Json& content = *event.content;
    const std::string kind = text_at(content, "msgtype");
    const std::string body = text_at(content, "body");
    const Relation relation = relation_of(content);
    if (relation.kind == "m.replace" || at(content, "m.new_content").is_object()) return std::nullopt;
    if (trimmed(body).empty()) return std::nullopt;
    Heard out;
    out.thread = relation.thread;
    out.replies_to = relation.replies_to;
    out.only_talk = is_file(kind) || kind == "m.emote";
    if (out.only_talk) {
        out.text = out.talk = with_linked_names(body);
        return out;
    }
    if (kind != "m.text") return std::nullopt;
    Parted parts{{}, body};
    if (!relation.replies_to.empty()) parts = parted(body);
    out.quoted = parts.quoted;
    const std::string whole = typed(content, parts.said);
    const std::string_view text = without_gap(whole);
    auto rest = after_prefix(text, self);
    if (!rest) {
        const bool listed = mentions(content, self.user);
        rest = after_mention(text, self, listed);
        // `@bot: !plumb help` is asked for no less.
        if (rest)
            if (const auto inner = after_prefix(*rest, self)) rest = inner;
    }
    out.addressed = rest.has_value();
    out.talk = with_linked_names(without_gap(parts.said));
    out.text = std::string(rest.value_or(text));
    return out;
}

std::string text_of_message(const Event& event, const std::vector<Event>& near) {
    const Json* whole = event.edited != nullptr ? event.edited : event.content;
    for (const Event& later : near)
        if (edits(later, event)) whole = later.content;
    const Json& edited = at(*whole, "m.new_content");
    const Json& content = edited.is_object() ? edited : *whole;
    const std::string body = text_at(content, "body");
    // A file without a caption says what it is called.
    const std::string named = text_at(content, "filename");
    if (is_file(text_at(content, "msgtype")) && (named.empty() || named == body)) return {};
    const bool reply = !relation_of(*event.content).replies_to.empty();
    return with_linked_names(trimmed(reply ? parted(body).said : std::string_view(body)));
}

}  // namespace plumb::matrix
