#include "chat/slack/answer.hpp"
#include "chat/slack/blocks.hpp"
#include "chat/slack/form.hpp"
#include "chat/slack/happening.hpp"
#include "chat/slack/mrkdwn.hpp"
#include "core/command/draft.hpp"
#include "tests/fuzz/entries.hpp"

namespace plumb::fuzz {

namespace {

using namespace plumb::slack;

const Self kSelf{"T1", "UBOT", "BBOT"};
/// Slack's own limits, which the bot stays below (slack.md, section 2.2).
constexpr std::size_t kSlackBlocks = 50;
constexpr std::size_t kSlackSection = 3000;

/// Characters, however many bytes each has.
std::size_t length(const std::string& text) {
    std::size_t n = 0;
    for (const char c : text)
        if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++n;
    return n;
}

void check_texts(const Json& json) {
    if (json.is_array())
        for (const Json& each : json) check_texts(each);
    if (!json.is_object()) return;
    const std::string type = text_at(json, "type");
    if (type == "mrkdwn" || type == "plain_text") {
        const std::string text = text_at(json, "text");
        require(!text.empty(), "a text object holds something");
        require(length(text) <= kSlackSection, "a text object is within Slack's limit");
    }
    for (const auto& [key, value] : json.items()) check_texts(value);
}

void check_happening(const Happening& happening) {
    if (const auto* form = std::get_if<Submitted>(&happening.what))
        if (const auto back = filled(form->callback, form->metadata, form->values))
            require(!back->command.empty(), "a form is a command");
    if (const auto* button = std::get_if<Clicked>(&happening.what)) {
        const Carried held = carried(button->value);
        if (!held.asks.empty()) view_of(form_of(button->label, held.command, held.asks, {}));
    }
    if (const auto* said = std::get_if<Spoken>(&happening.what)) {
        const World nobody;
        form_for(typed(said->text, {nobody, kSelf}), nobody, {}, {});
    }
}

}  // namespace

void frame(std::string_view bytes) {
    const Frame read = read_frame(bytes);
    const auto* envelope = std::get_if<Envelope>(&read);
    if (!envelope) return;
    require(!envelope->id.empty(), "an envelope can be acknowledged");
    const auto ack = parsed(ack_frame(envelope->id, Json{{"text", "x"}}));
    require(ack && text_at(*ack, "envelope_id") == envelope->id, "an acknowledgement names its envelope");
    const Happening happening = understood(*envelope, kSelf);
    require(!happening.keys.empty(), "what happened is known again");
    check_happening(happening);
}

void view_state(std::string_view bytes) {
    const std::size_t line = bytes.find('\n');
    const std::string metadata(bytes.substr(0, line));
    const auto state = parsed(line == std::string_view::npos ? std::string_view{} : bytes.substr(line + 1));
    Envelope envelope;
    envelope.id = "1";
    envelope.type = "interactive";
    envelope.payload = {{"type", "view_submission"},
                        {"user", {{"id", "U1"}}},
                        {"view", {{"callback_id", kFormCallback}, {"private_metadata", metadata}}}};
    if (state) envelope.payload["view"]["state"] = *state;
    check_happening(understood(envelope, kSelf));
}

void answer(std::string_view bytes) {
    constexpr int kLowest = 100;
    if (bytes.empty()) return;
    net::HttpResponse response;
    response.status = kLowest + 2 * static_cast<unsigned char>(bytes.front());
    response.body = std::string(bytes.substr(1));
    const Answer judged_as = judged(response);
    require(judged_as.ok() || !judged_as.error.empty() || judged_as.what == Answer::What::unknown,
            "what went wrong has a name");
}

void slack_text(std::string_view bytes) {
    const std::string safe = escaped(bytes);
    require(safe.find_first_of("<>") == std::string::npos, "escaped text controls nothing");
    const World nobody;
    const std::string text = typed(bytes, {nobody, kSelf});
    unnamed_channels(bytes);
    mentioned(bytes);
    looks_like_markup(std::string_view(text));
    const std::size_t line = text.find('\n');
    Card card = plain_card(text.substr(0, line));
    if (line != std::string::npos) card.lines.push_back({Line::Kind::text, {}, text.substr(line + 1)});
    card.lines.push_back({Line::Kind::quote, {}, text});
    card.buttons.push_back({"Press " + text, text, Button::Style::normal, {{"reason", text, {}, true}}});
    for (const Drawn& part : drawn(card, nobody, kSelf.account())) {
        require(part.blocks.size() <= kSlackBlocks, "a message has as many blocks as Slack takes");
        check_texts(part.blocks);
        written(part.blocks);
    }
    as_text(card, nobody);
}

}  // namespace plumb::fuzz
