#include "chat/slack/mrkdwn.hpp"

#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace plumb::slack {

namespace {

/// U+2060, invisible: keeps a typed sign from being markup where the object around it must be mrkdwn.
constexpr std::string_view kJoiner = "\u2060";
constexpr std::string_view kMarks = "*_~`";

struct Entity {
    std::string_view written;
    char meant;
};
constexpr std::array kEntities{Entity{"&amp;", '&'}, Entity{"&lt;", '<'}, Entity{"&gt;", '>'}};

bool is_word(unsigned char c) { return std::isalnum(c) || c >= 0x80; }

/// Slack takes a line inside of a word (`snake_case`) for what it is.
bool is_mark(std::string_view text, std::size_t at) {
    if (kMarks.find(text[at]) == std::string_view::npos) return false;
    const bool inside = at > 0 && is_word(static_cast<unsigned char>(text[at - 1])) && at + 1 < text.size() &&
                        is_word(static_cast<unsigned char>(text[at + 1]));
    return text[at] != '_' || !inside;
}

/// Whether `:tada:`, which becomes a picture, begins there.
bool opens_picture(std::string_view text, std::size_t at) {
    if (text[at] != ':') return false;
    std::size_t end = at + 1;
    const auto is_part = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '+' || c == '-';
    };
    while (end < text.size() && is_part(text[end])) ++end;
    return end > at + 1 && end < text.size() && text[end] == ':';
}

std::string without_markup(std::string_view text) {
    std::string out;
    const std::string safe = escaped(text);
    for (std::size_t i = 0; i < safe.size(); ++i) {
        out += safe[i];
        if (is_mark(safe, i) || opens_picture(safe, i)) out += kJoiner;
    }
    return out;
}

/// A label inside `<…|…>` may hold neither of these.
std::string label(std::string_view text) {
    std::string out(text);
    std::replace(out.begin(), out.end(), '|', '/');
    return escaped(out);
}

bool is_web(std::string_view target) {
    return target.rfind("https://", 0) == 0 || target.rfind("http://", 0) == 0 ||
           target.rfind("mailto:", 0) == 0;
}

std::string link(const Run& run) {
    const bool plain_target = run.target.find_first_of("|<> ") == std::string::npos && is_web(run.target);
    if (!plain_target)
        return run.text.empty() ? escaped(run.target) : escaped(run.text + " (" + run.target + ")");
    if (run.text.empty()) return "<" + escaped(run.target) + ">";
    return "<" + escaped(run.target) + "|" + label(run.text) + ">";
}

std::string code(std::string_view text) {
    if (text.find_first_of("`\n") != std::string_view::npos) return without_markup(text);
    return "`" + escaped(text) + "`";
}

std::string in_mrkdwn(const Run& run, const World& world, std::string_view account) {
    switch (run.kind) {
        case Run::Kind::plain: return without_markup(with_bidi_escaped(run.text));
        case Run::Kind::strong: return "*" + without_markup(with_bidi_escaped(run.text)) + "*";
        case Run::Kind::code: return code(with_bidi_escaped(run.text));
        case Run::Kind::person: return without_markup(with_bidi_escaped(person_name(world, run.who)));
        case Run::Kind::ping: {
            const Person* person = world.find(run.who);
            const std::string user = person ? user_of(*person, account) : std::string{};
            if (!user.empty()) return "<@" + user + ">";
            return without_markup(with_bidi_escaped(person_name(world, run.who)));
        }
        case Run::Kind::link: return link(run);
    }
    return {};
}

std::string in_plain(const Run& run, const World& world) {
    switch (run.kind) {
        case Run::Kind::plain:
        case Run::Kind::strong:
        case Run::Kind::code: return with_bidi_escaped(run.text);
        case Run::Kind::person:
        case Run::Kind::ping: return with_bidi_escaped(person_name(world, run.who));
        case Run::Kind::link: return run.text.empty() ? run.target : run.text + " (" + run.target + ")";
    }
    return {};
}

bool is_id(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return std::isdigit(c) || (c >= 'A' && c <= 'Z');
    });
}

/// The inside of `<…>` at the front of a text; empty where none begins there.
std::string_view control_at(std::string_view text) {
    if (text.empty() || text.front() != '<') return {};
    const std::size_t end = text.find_first_of("<>\n", 1);
    return end == std::string_view::npos || text[end] != '>' ? std::string_view{} : text.substr(1, end - 1);
}

std::string unescaped(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto entity = std::find_if(kEntities.begin(), kEntities.end(), [text](const Entity& e) {
            return text.substr(0, e.written.size()) == e.written;
        });
        out += entity == kEntities.end() ? text.front() : entity->meant;
        text.remove_prefix(entity == kEntities.end() ? 1 : entity->written.size());
    }
    return out;
}

/// `value` of a key: what stands there is read, not shown.
bool is_value(std::string_view before) {
    return !before.empty() && (before.back() == ':' || before.back() == ',');
}

/// Inside of `"…"` or `“…”`: there it is text, whatever it would be elsewhere.
bool stands_quoted(std::string_view before) {
    const auto count = [before](std::string_view sign) {
        std::size_t found = 0;
        for (std::size_t at = before.find(sign); at != std::string_view::npos; at = before.find(sign, at + 1))
            ++found;
        return found;
    };
    return count("\"") % 2 == 1 || count("“") > count("”");
}

/// `link:` wants an address that can be followed.
bool wants_address(std::string_view before) {
    for (const std::string_view quote : {"\"", "“"})
        if (before.ends_with(quote)) before.remove_suffix(quote.size());
    constexpr std::string_view kKey = "link:";
    return before.size() >= kKey.size() && lower(before.substr(before.size() - kKey.size())) == kKey;
}

/// A domain that somebody typed comes as `<http://asp.net|ASP.NET>`, a mail address with `mailto:`.
bool is_made_link(std::string_view address, std::string_view shown) {
    const auto end = [](std::string_view text) {
        return text.ends_with('/') ? text.size() - 1 : text.size();
    };
    const std::string target = lower(address.substr(0, end(address)));
    const std::string typed = lower(shown.substr(0, end(shown)));
    return !typed.empty() && (target == typed || target == "http://" + typed || target == "https://" + typed);
}

/// A link with words of its own keeps both; a key's value has room for one.
std::string typed_link(std::string_view address, std::string_view shown, std::string_view before) {
    if (shown.empty() || wants_address(before)) return unescaped(address);
    if (is_made_link(address, shown)) return unescaped(shown);
    if (is_value(before)) return unescaped(address);
    return unescaped(shown) + " (" + unescaped(address) + ")";
}

/// `#name` of a channel, where anybody says it.
std::string typed_channel(std::string_view id, std::string_view shown, const ChannelNames& channels) {
    if (!shown.empty()) return "#" + unescaped(shown);
    const std::string name = channels ? channels(std::string(id)) : std::string{};
    return name.empty() ? name : "#" + name;
}

/// What is written behind `!`: all who are there, a group of people, a moment. Empty where it stays a code.
std::string typed_special(std::string_view head, std::string_view shown, bool is_text) {
    constexpr std::array<std::string_view, 3> kEverybody{"!here", "!channel", "!everyone"};
    if (is_among(kEverybody, head)) return "@" + std::string(head.substr(1));
    // A group is nobody who can own or decide, and is not to be taken for a person of its name.
    if (head.starts_with("!subteam^") && !is_text) return {};
    return unescaped(shown);
}

std::string typed_control(std::string_view inside, const Around& around, std::string_view before) {
    const std::size_t bar = inside.find('|');
    const std::string_view head = inside.substr(0, bar);
    const std::string_view shown =
        bar == std::string_view::npos ? std::string_view{} : inside.substr(bar + 1);
    const std::string_view id = head.empty() ? head : head.substr(1);
    std::string said;
    if (head.starts_with('@') && is_id(id)) {
        if (id == around.self.user && !is_value(before)) return "@" + around.self.name;
        const Person* person = person_by_account(around.world, around.self.account() + "/" + std::string(id));
        if (person) said = "@" + person->handle;
    } else if (head.starts_with('#') && is_id(id)) {
        said = typed_channel(id, shown, around.channels);
    } else if (head.starts_with('!')) {
        said = typed_special(head, shown, !around.command || stands_quoted(before));
    } else if (head.starts_with("mailto:") || head.starts_with("tel:")) {
        said = typed_link(shown.empty() ? head : head.substr(head.find(':') + 1), shown, before);
    } else if (is_web(head)) {
        said = typed_link(head, shown, before);
    }
    return said.empty() ? "<" + unescaped(inside) + ">" : said;
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        const auto* entity =
            std::find_if(kEntities.begin(), kEntities.end(), [c](const Entity& e) { return e.meant == c; });
        if (entity == kEntities.end())
            out += c;
        else
            out += entity->written;
    }
    return out;
}

std::string user_of(const Person& person, std::string_view account) {
    for (const std::string& known : person.accounts)
        if (known.size() > account.size() + 1 && known[account.size()] == '/' &&
            std::string_view(known).substr(0, account.size()) == account)
            return known.substr(account.size() + 1);
    return {};
}

std::string without_joiners(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const bool ours = text.starts_with(kJoiner) && !out.empty() &&
                          (out.back() == ':' || kMarks.find(out.back()) != std::string_view::npos);
        if (!ours) out += text.front();
        text.remove_prefix(ours ? kJoiner.size() : 1);
    }
    return out;
}

std::string without_dress(std::string_view command) {
    constexpr std::array<std::string_view, 5> kDress{"```", "`", "*", "_", "~"};
    std::string_view text = trimmed(command);
    for (const std::string_view sign : kDress) {
        if (text.size() <= 2 * sign.size() || !text.starts_with(sign) || !text.ends_with(sign)) continue;
        const std::string_view inside = text.substr(sign.size(), text.size() - 2 * sign.size());
        // What has more of them is not dressed as a whole.
        if (inside.find(sign.front()) == std::string_view::npos) text = trimmed(inside);
    }
    return std::string(text);
}

std::string text_of(const Text& text, const World& world, std::string_view account, Markup markup) {
    std::string out;
    for (const Run& run : text.runs())
        out += markup == Markup::mrkdwn ? in_mrkdwn(run, world, account) : in_plain(run, world);
    return out;
}

bool looks_like_markup(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i)
        if (is_mark(text, i)) return true;
    if (!text.empty() && text.front() == '>') return true;
    if (text.find("\n>") != std::string_view::npos) return true;
    for (std::size_t at = text.find(':'); at != std::string_view::npos; at = text.find(':', at + 1))
        if (opens_picture(text, at)) return true;
    return false;
}

bool looks_like_markup(const Text& text) {
    return std::any_of(text.runs().begin(), text.runs().end(), [](const Run& run) {
        return run.kind == Run::Kind::plain && looks_like_markup(std::string_view(run.text));
    });
}

std::vector<std::string> mentioned(std::string_view text) {
    std::vector<std::string> ids;
    for (std::size_t at = text.find("<@"); at != std::string_view::npos; at = text.find("<@", at + 1)) {
        const std::string_view inside = control_at(text.substr(at));
        if (inside.empty()) continue;
        const std::string id(inside.substr(1, inside.find('|') - 1));
        if (is_id(id) && !is_among(ids, id)) ids.push_back(id);
    }
    return ids;
}

std::vector<std::string> unnamed_channels(std::string_view text) {
    std::vector<std::string> ids;
    for (std::size_t at = text.find("<#"); at != std::string_view::npos; at = text.find("<#", at + 1)) {
        const std::string_view inside = control_at(text.substr(at));
        if (inside.empty()) continue;
        const std::size_t bar = inside.find('|');
        const bool named = bar != std::string_view::npos && bar + 1 < inside.size();
        const std::string id(inside.substr(1, bar - 1));
        if (!named && is_id(id) && !is_among(ids, id)) ids.push_back(id);
    }
    return ids;
}

std::string typed(std::string_view text, const Around& around) {
    std::string out;
    while (!text.empty()) {
        const std::string_view inside = control_at(text);
        if (!inside.empty()) {
            out += typed_control(inside, around, out);
            text.remove_prefix(inside.size() + 2);
            continue;
        }
        const std::size_t next = std::min(text.find('<', 1), text.size());
        out += unescaped(text.substr(0, next));
        text.remove_prefix(next);
    }
    return without_joiners(out);
}

}  // namespace plumb::slack
