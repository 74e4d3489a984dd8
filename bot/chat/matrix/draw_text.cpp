#include "chat/matrix/draw_text.hpp"

#include "chat/matrix/draw.hpp"
#include "chat/matrix/names.hpp"
#include "core/base/among.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>
#include <array>

namespace plumb::matrix {

namespace {

constexpr std::array<std::string_view, 3> kLinkable{"https://", "http://", "mailto:"};

bool is_linkable(std::string_view address) {
    return std::any_of(kLinkable.begin(), kLinkable.end(),
                       [&](std::string_view start) { return address.substr(0, start.size()) == start; });
}

DrawnText link_text(const Run& run) {
    const std::string label = run.text.empty() ? run.target : run.text;
    const std::string shown = run.text.empty() ? run.target : run.text + " (" + run.target + ")";
    if (!is_linkable(run.target)) return plain_text(shown);
    return {with_bidi_escaped(shown),
            "<a href=\"" + html_escaped(run.target) + "\">" + html_escaped(with_bidi_escaped(label)) + "</a>",
            {}};
}

DrawnText ping_text(const World& world, PersonId who) {
    const std::string name = person_name(world, who);
    const Person* person = world.find(who);
    const std::string user = person ? user_of(*person) : std::string{};
    if (user.empty()) return plain_text(name);
    return {name, "<a href=\"" + html_escaped(link_to(user)) + "\">" + html_escaped(name) + "</a>", {user}};
}

DrawnText code_text(std::string_view code, std::string_view prefix) {
    std::string shown;
    if (is_command_text(code) && !prefix.empty()) shown = std::string(prefix) + " ";
    shown += with_bidi_escaped(code);
    return {shown, "<code>" + html_escaped(shown) + "</code>", {}};
}

}  // namespace

DrawnText& DrawnText::operator<<(const DrawnText& more) {
    body += more.body;
    html += more.html;
    for (const std::string& user : more.mentions)
        if (!is_among(mentions, user)) mentions.push_back(user);
    return *this;
}

std::string html_escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\n': out += "<br>"; break;
            default: out += c;
        }
    }
    return out;
}

bool is_command_text(std::string_view code) {
    const auto lower_case = [](char c) { return c >= 'a' && c <= 'z'; };
    return !code.empty() && lower_case(code.front()) && code.find(' ') != std::string_view::npos;
}

DrawnText plain_text(std::string_view text) {
    const std::string shown = with_bidi_escaped(text);
    return {shown, html_escaped(shown), {}};
}

DrawnText strong_text(std::string_view text) {
    DrawnText out = plain_text(text);
    if (!out.html.empty()) out.html = "<strong>" + out.html + "</strong>";
    return out;
}

DrawnText drawn_text(const Text& text, const World& world, std::string_view prefix) {
    DrawnText out;
    for (const Run& run : text.runs()) {
        switch (run.kind) {
            case Run::Kind::plain: out << plain_text(run.text); break;
            case Run::Kind::strong: out << strong_text(run.text); break;
            case Run::Kind::code: out << code_text(run.text, prefix); break;
            case Run::Kind::person: out << plain_text(person_name(world, run.who)); break;
            case Run::Kind::ping: out << ping_text(world, run.who); break;
            case Run::Kind::link: out << link_text(run); break;
        }
    }
    return out;
}

}  // namespace plumb::matrix
