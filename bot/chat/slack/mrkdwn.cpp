#include "chat/slack/mrkdwn.hpp"

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

std::string without_markup(std::string_view text) {
    std::string out;
    const std::string safe = escaped(text);
    for (std::size_t i = 0; i < safe.size(); ++i) {
        out += safe[i];
        if (is_mark(safe, i)) out += kJoiner;
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

std::string typed_control(std::string_view inside, const World& world, const Self& self,
                          std::string_view before) {
    const std::size_t bar = inside.find('|');
    const std::string_view head = inside.substr(0, bar);
    const std::string_view shown =
        bar == std::string_view::npos ? std::string_view{} : inside.substr(bar + 1);
    const std::string_view id = head.empty() ? head : head.substr(1);
    if (head.front() == '@' && is_id(id)) {
        if (id == self.user && !is_value(before)) return "@" + self.name;
        const Person* person = person_by_account(world, self.account() + "/" + std::string(id));
        if (person) return "@" + person->handle;
    }
    if (head.front() == '#' && is_id(id) && !shown.empty() && !is_value(before))
        return "#" + unescaped(shown);
    if (head.rfind("mailto:", 0) == 0 || head.rfind("tel:", 0) == 0)
        return unescaped(shown.empty() ? head : shown);
    if (is_web(head)) return unescaped(head);
    return "<" + unescaped(inside) + ">";
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
    // `:tada:` becomes a picture.
    for (std::size_t at = text.find(':'); at != std::string_view::npos; at = text.find(':', at + 1)) {
        std::size_t end = at + 1;
        while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) ||
                                     text[end] == '_' || text[end] == '+' || text[end] == '-'))
            ++end;
        if (end > at + 1 && end < text.size() && text[end] == ':') return true;
    }
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
        if (is_id(id) && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    }
    return ids;
}

std::string typed(std::string_view text, const World& world, const Self& self) {
    std::string out;
    while (!text.empty()) {
        const std::string_view inside = control_at(text);
        if (!inside.empty()) {
            out += typed_control(inside, world, self, out);
            text.remove_prefix(inside.size() + 2);
            continue;
        }
        const std::size_t next = std::min(text.find('<', 1), text.size());
        out += unescaped(text.substr(0, next));
        text.remove_prefix(next);
    }
    return out;
}

}  // namespace plumb::slack
