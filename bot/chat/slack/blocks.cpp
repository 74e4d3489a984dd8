#include "chat/slack/blocks.hpp"

#include "chat/slack/limits.hpp"
#include "chat/slack/mrkdwn.hpp"
#include "chat/slack/pieces.hpp"
#include "core/base/json_text.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>
#include <cctype>
#include <set>

namespace plumb::slack {

namespace {

/// A fact this short fits into half the width.
constexpr std::size_t kShortFact = 80;

Json text_object(std::string_view text, bool plain) {
    if (plain) return {{"type", "plain_text"}, {"text", text}, {"emoji", false}};
    return {{"type", "mrkdwn"}, {"text", text}};
}

Json section(std::string_view text, bool plain = false) {
    return {{"type", "section"}, {"text", text_object(text, plain)}};
}

/// Draws one card block by block.
class Draw {
  public:
    Draw(const Card& card, const World& world, std::string_view account)
        : card_(card), world_(world), account_(account) {}

    CardBlocks blocks() {
        head();
        std::size_t i = facts(0);
        for (; i < card_.lines.size(); ++i) line(card_.lines[i]);
        flush();
        return {std::move(blocks_), rows()};
    }

  private:
    std::string mrkdwn(const Text& text) const { return text_of(text, world_, account_, Markup::mrkdwn); }
    std::string plain(const Text& text) const { return text_of(text, world_, account_, Markup::plain); }

    void head() {
        if (card_.id.empty()) {
            answer_head();
        } else {
            std::string title = with_bidi_escaped(card_.id) + "  " + plain(card_.title);
            std::replace(title.begin(), title.end(), '\n', ' ');
            if (code_points(title) <= kHeaderText)
                blocks_.push_back({{"type", "header"}, {"text", text_object(title, true)}});
            else
                for (const std::string& piece : in_pieces(title, kSectionText))
                    blocks_.push_back(section(piece, true));
        }
        if (!card_.state.empty()) small(mrkdwn(Text(card_.state)));
    }

    void answer_head() {
        if (card_.title.empty()) return;
        const bool literal = is_literal(card_.title);
        add(literal ? plain(card_.title) : mrkdwn(card_.title), literal);
    }

    /// Short facts that follow one another at the top of a record's card stand in two columns.
    std::size_t facts(std::size_t from) {
        if (card_.id.empty()) return from;
        std::size_t at = from;
        while (at < card_.lines.size() && card_.lines[at].kind == Line::Kind::context)
            line(card_.lines[at++]);
        Json fields = Json::array();
        while (at < card_.lines.size() && fields.size() < kFields && is_fact(card_.lines[at])) {
            const Line& fact = card_.lines[at++];
            fields.push_back(text_object("*" + escaped(fact.label) + "*\n" + mrkdwn(fact.text), false));
        }
        if (fields.empty()) return at;
        flush();
        blocks_.push_back({{"type", "section"}, {"fields", std::move(fields)}});
        return at;
    }

    bool is_fact(const Line& line) const {
        return line.kind == Line::Kind::field && line.label != "Touches" && line.label != "Why" &&
               !looks_like_markup(line.text) && code_points(plain(line.text)) <= kShortFact;
    }

    /// Typed text with signs of markup and nothing else is shown best where nothing is markup.
    static bool is_literal(const Text& text) {
        if (!looks_like_markup(text)) return false;
        return std::all_of(text.runs().begin(), text.runs().end(), [](const Run& run) {
            return run.kind == Run::Kind::plain || run.kind == Run::Kind::person;
        });
    }

    void line(const Line& line) {
        const std::string label = line.label.empty() ? std::string{} : "*" + escaped(line.label) + "*  ";
        switch (line.kind) {
            case Line::Kind::context: small(mrkdwn(line.text)); return;
            case Line::Kind::quote: quote(line); return;
            case Line::Kind::heading:
                flush();
                add("*" + (line.label.empty() ? mrkdwn(line.text) : escaped(line.label)) + "*", false);
                return;
            case Line::Kind::command: add(label + mrkdwn(line.text), false); return;
            case Line::Kind::field:
                if (line.label == "Touches") return small(label + mrkdwn(line.text));
                break;
            case Line::Kind::item:
            case Line::Kind::text: break;
        }
        const std::string bullet = line.kind == Line::Kind::item ? "•  " : "";
        if (is_literal(line.text))
            add(bullet + (line.label.empty() ? "" : line.label + "  ") + plain(line.text), true);
        else
            add(bullet + label + mrkdwn(line.text), false);
    }

    void quote(const Line& line) {
        if (is_literal(line.text)) return add("“" + plain(line.text) + "”", true);
        std::string out = "> ";
        for (const char c : mrkdwn(line.text)) {
            out += c;
            if (c == '\n') out += "> ";
        }
        add(out, false);
    }

    /// Adds a line to the section at hand, or begins another.
    void add(const std::string& text, bool literal) {
        if (text.empty()) return;
        flush_small();
        const std::size_t size = code_points(text);
        if (literal != literal_ || size_ + size + 1 > kSectionText) flush_section();
        literal_ = literal;
        if (size > kSectionText) {
            for (const std::string& piece : in_pieces(text, kSectionText))
                blocks_.push_back(section(piece, literal));
            return;
        }
        text_ += (text_.empty() ? "" : "\n") + text;
        size_ += size + 1;
    }

    void small(const std::string& text) {
        flush_section();
        for (const std::string& piece : in_pieces(text, kSectionText)) {
            if (small_.size() == kContextElements) flush_small();
            small_.push_back(text_object(piece, false));
        }
    }

    void flush_section() {
        if (!text_.empty()) blocks_.push_back(section(text_, literal_));
        text_.clear();
        size_ = 0;
    }

    void flush_small() {
        if (!small_.empty()) blocks_.push_back({{"type", "context"}, {"elements", std::move(small_)}});
        small_ = Json::array();
    }

    void flush() {
        flush_section();
        flush_small();
    }

    /// `Accept the risk AW-3` → `accept_the_risk_aw_3`, once in a message.
    std::string action_id(const std::string& label) {
        std::string id;
        for (const char c : label) {
            const auto byte = static_cast<unsigned char>(c);
            if (std::isalnum(byte))
                id += static_cast<char>(std::tolower(byte));
            else if (!id.empty() && id.back() != '_')
                id += '_';
        }
        while (!id.empty() && id.back() == '_') id.pop_back();
        id = id.empty() ? "button" : id.substr(0, kActionId);
        std::string free = id;
        for (int i = 2; !taken_.insert(free).second; ++i) free = id + "_" + std::to_string(i);
        return free;
    }

    std::vector<Json> rows() {
        std::vector<Json> rows;
        Json row = Json::array();
        const auto end_row = [&] {
            if (!row.empty()) rows.push_back({{"type", "actions"}, {"elements", std::move(row)}});
            row = Json::array();
        };
        std::string_view about;
        for (const Button& button : card_.buttons) {
            std::string value = button_value(button);
            if (value.empty()) continue;
            // Where several records share a message, each has a row of its own.
            const std::string_view on = id_behind(button.label);
            if (on != about) end_row();
            about = on;
            Json element{{"type", "button"},
                         {"action_id", action_id(button.label)},
                         {"text", text_object(shortened(with_bidi_escaped(button.label), kButtonText), true)},
                         {"value", std::move(value)}};
            if (button.style == Button::Style::primary) element["style"] = "primary";
            if (button.style == Button::Style::danger) element["style"] = "danger";
            if (row.size() == kButtonsARow) end_row();
            row.push_back(std::move(element));
        }
        end_row();
        return rows;
    }

    const Card& card_;
    const World& world_;
    std::string_view account_;
    std::vector<Json> blocks_;
    std::string text_;
    std::size_t size_ = 0;
    bool literal_ = false;
    Json small_ = Json::array();
    std::set<std::string> taken_;
};

/// `[["effort","Effort in person-days",[],false]]`, as `carried` reads it.
void append_asks(std::string& out, const std::vector<Ask>& asks) {
    char before = '[';
    for (const Ask& ask : asks) {
        out += before;
        out += '[';
        append_json_string(out, ask.key);
        out += ',';
        append_json_string(out, ask.label);
        out += ",[";
        for (const std::string& choice : ask.choices) {
            if (&choice != &ask.choices.front()) out += ',';
            append_json_string(out, choice);
        }
        out += ask.required ? "],true]" : "],false]";
        before = ',';
    }
    out += ']';
}

}  // namespace

std::string button_value(const Button& button) {
    std::string value = button.command;
    if (!button.asks.empty()) append_asks(value += '\n', button.asks);
    if (code_points(value) <= kButtonValue) return value;
    return code_points(button.command) <= kButtonValue ? button.command : std::string{};
}

Carried carried(std::string_view value) {
    Carried out;
    const std::size_t line = value.find("\n[");
    out.command = std::string(value.substr(0, line));
    if (line == std::string_view::npos) return out;
    const auto asks = parsed(value.substr(line + 1));
    if (!asks || !asks->is_array()) return out;
    for (const Json& ask : *asks) {
        if (!ask.is_array() || ask.size() != 4 || !ask[0].is_string() || !ask[1].is_string() ||
            !ask[2].is_array() || !ask[3].is_boolean())
            continue;
        Ask read{ask[0].get<std::string>(), ask[1].get<std::string>(), {}, ask[3].get<bool>()};
        for (const Json& choice : ask[2])
            if (choice.is_string()) read.choices.push_back(choice.get<std::string>());
        out.asks.push_back(std::move(read));
    }
    return out;
}

CardBlocks blocks_of(const Card& card, const World& world, std::string_view account) {
    return Draw(card, world, account).blocks();
}

Json view_blocks(const Card& card, const World& world, std::string_view account) {
    CardBlocks drawn = blocks_of(card, world, account);
    Json blocks = Json::array();
    for (Json& block : drawn.body) blocks.push_back(std::move(block));
    for (Json& row : drawn.rows) blocks.push_back(std::move(row));
    return blocks;
}

std::string as_text(const Card& card, const World& world) {
    std::string out = card.id.empty() ? std::string{} : with_bidi_escaped(card.id) + "  ";
    out += text_of(card.title, world, {}, Markup::plain);
    if (!card.state.empty()) out += " — " + card.state;
    out += "\n";
    for (const Line& line : card.lines) {
        out += line.kind == Line::Kind::item ? "- " : "";
        out += line.label.empty() ? "" : line.label + "  ";
        out += text_of(line.text, world, {}, Markup::plain) + "\n";
    }
    return out;
}

}  // namespace plumb::slack
