#include "chat/matrix/html_text.hpp"

#include "chat/matrix/names.hpp"
#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace plumb::matrix {

namespace {

struct Tag {
    std::string name;
    bool closing = false;
    std::string href;
};

/// Elements after which a line ends.
constexpr std::array<std::string_view, 15> kBlocks{"p",  "div", "br", "li", "ul", "ol", "blockquote", "pre",
                                                   "h1", "h2",  "h3", "h4", "h5", "h6", "tr"};

struct Entity {
    std::string_view name;
    std::string_view text;
};
constexpr std::array kEntities{Entity{"amp", "&"},   Entity{"lt", "<"},   Entity{"gt", ">"},
                               Entity{"quot", "\""}, Entity{"apos", "'"}, Entity{"nbsp", " "}};
/// Each is looked for in the whole text.
constexpr std::size_t kMostPills = 50;
constexpr std::size_t kLongestEntity = 10;
constexpr char32_t kLastCharacter = 0x10FFFF;

std::optional<std::string> entity(std::string_view name) {
    for (const Entity& known : kEntities)
        if (known.name == name) return std::string(known.text);
    if (name.size() < 2 || name.front() != '#') return std::nullopt;
    const bool hex = name[1] == 'x' || name[1] == 'X';
    const std::string_view digits = name.substr(hex ? 2 : 1);
    unsigned long code = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
    if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size()) return std::nullopt;
    if (code == 0 || code > kLastCharacter || (code >= 0xD800 && code < 0xE000)) return std::nullopt;
    std::string out;
    append(out, static_cast<char32_t>(code));
    return out;
}

/// Appends text with its entities as characters.
void append_decoded(std::string& out, std::string_view text) {
    while (!text.empty()) {
        const std::size_t amp = std::min(text.find('&'), text.size());
        out += text.substr(0, amp);
        text.remove_prefix(amp);
        if (text.empty()) return;
        const std::size_t end = text.substr(0, kLongestEntity).find(';');
        const auto meant = end == std::string_view::npos ? std::nullopt : entity(text.substr(1, end - 1));
        out += meant.value_or("&");
        text.remove_prefix(meant ? end + 1 : 1);
    }
}

/// The value of `href` among a tag's attributes.
std::string href_in(std::string_view attributes) {
    const std::string low = lower(attributes);
    const std::size_t name = low.find("href");
    if (name == std::string::npos) return {};
    std::string_view rest = trimmed(attributes.substr(name + 4));
    if (rest.empty() || rest.front() != '=') return {};
    rest = trimmed(rest.substr(1));
    if (rest.empty()) return {};
    std::string out;
    const bool quoted = rest.front() == '"' || rest.front() == '\'';
    append_decoded(out, quoted ? rest.substr(1, rest.find(rest.front(), 1) - 1)
                               : rest.substr(0, rest.find_first_of(" \t\n")));
    return out;
}

std::size_t times(std::string_view text, std::string_view word) {
    std::size_t n = 0;
    if (word.empty()) return n;
    for (std::size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + word.size()))
        ++n;
    return n;
}

/// Where a word stands for the time after `before` others.
std::size_t place_of(std::string_view text, std::string_view word, std::size_t before) {
    if (word.empty()) return std::string_view::npos;
    std::size_t at = text.find(word);
    for (; before > 0 && at != std::string_view::npos; --before) at = text.find(word, at + word.size());
    return at;
}

class Reader {
  public:
    HtmlText read(std::string_view html) {
        while (!html.empty()) {
            const std::size_t open = std::min(html.find('<'), html.size());
            say(html.substr(0, open));
            html.remove_prefix(open);
            if (html.empty()) break;
            const std::size_t close = html.find('>');
            if (close == std::string_view::npos) {
                say(html);
                break;
            }
            take(tag_of(html.substr(1, close - 1)));
            html.remove_prefix(close + 1);
        }
        close_pill();
        if (out_.pills.size() > kMostPills) out_.pills.clear();
        for (Pill& pill : out_.pills) pill.in_all = times(shown_, pill.name);
        out_.text = std::string(trimmed(out_.text));
        return std::move(out_);
    }

  private:
    static Tag tag_of(std::string_view inside) {
        Tag tag;
        tag.closing = !inside.empty() && inside.front() == '/';
        if (tag.closing) inside.remove_prefix(1);
        const std::size_t end = std::min(inside.find_first_of(" \t\n/"), inside.size());
        tag.name = lower(inside.substr(0, end));
        if (tag.name == "a" && !tag.closing) tag.href = href_in(inside.substr(end));
        return tag;
    }

    void say(std::string_view text) {
        if (quoting_) return;
        const std::size_t from = shown_.size();
        append_decoded(shown_, text);
        if (!in_pill_) out_.text += std::string_view(shown_).substr(from);
    }

    void open_pill(std::string id) {
        close_pill();
        out_.text += id;
        pill_from_ = shown_.size();
        in_pill_ = true;
        out_.pills.push_back({std::move(id), {}, 0, 0});
    }

    void close_pill() {
        if (!std::exchange(in_pill_, false) || out_.pills.size() > kMostPills) return;
        const std::string_view shown = shown_;
        Pill& pill = out_.pills.back();
        pill.name = std::string(trimmed(shown.substr(pill_from_)));
        pill.before = times(shown.substr(0, pill_from_), pill.name);
    }

    void take(const Tag& tag) {
        if (tag.name == "mx-reply") quoting_ = !tag.closing;
        if (quoting_) return;
        if (tag.name == "a") {
            if (tag.closing)
                close_pill();
            else if (std::string id = linked_id(tag.href); is_user_id(id))
                open_pill(std::move(id));
        }
        const bool ends_line = is_among(kBlocks, tag.name);
        if (!ends_line || !(tag.closing || tag.name == "br")) return;
        out_.text += '\n';
        shown_ += '\n';
    }

    HtmlText out_;
    /// The text with pills by their names.
    std::string shown_;
    std::size_t pill_from_ = 0;
    bool quoting_ = false;
    bool in_pill_ = false;
};

}  // namespace

std::optional<std::string> with_pills(std::string_view typed, const std::vector<Pill>& pills) {
    std::string out;
    std::size_t from = 0;
    for (const Pill& pill : pills) {
        const std::size_t at = place_of(typed, pill.name, pill.before);
        if (times(typed, pill.name) != pill.in_all) return std::nullopt;
        if (at == std::string_view::npos || at < from) return std::nullopt;
        const bool marked = at > from && typed[at - 1] == '@' && !pill.name.starts_with('@');
        const std::size_t begin = marked ? at - 1 : at;
        out += typed.substr(from, begin - from);
        out += pill.id;
        // The body may say the ID where the pill shows a part of it.
        const bool whole = typed.substr(begin).starts_with(pill.id);
        from = whole ? begin + pill.id.size() : at + pill.name.size();
    }
    out += typed.substr(from);
    return out;
}

HtmlText html_text(std::string_view html) { return Reader{}.read(html); }

}  // namespace plumb::matrix
