#include "chat/slack/form.hpp"

#include "chat/slack/limits.hpp"
#include "chat/slack/mrkdwn.hpp"
#include "chat/slack/pieces.hpp"
#include "core/base/among.hpp"
#include "core/base/utf8.hpp"
#include "core/command/record_text.hpp"
#include "core/talk/registry.hpp"
#include "core/talk/spelled_out.hpp"
#include "core/talk/tokens.hpp"
#include "core/talk/verbs.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace plumb::slack {

namespace {

/// Texts of more than a few words.
constexpr std::array<std::string_view, 11> kLong{"why",      "reason", "note",   "quote", "approach", "redo",
                                                 "override", "keep",   "change", "text",  "trade-off"};
/// Keys that take several values.
constexpr std::array<std::string_view, 4> kLists{"features", "events", "owner", "claims"};
constexpr std::string_view kAnyDay = "For example 2027-03-16, next fri or in 3 weeks";
constexpr std::size_t kErrorText = 900;

Json plain(std::string_view text) { return {{"type", "plain_text"}, {"text", text}, {"emoji", false}}; }

Json option(const std::string& word) {
    return {{"text", plain(shortened(word, kOptionText))}, {"value", shortened(word, kOptionText)}};
}

Json element_of(const Field& field) {
    Json element{{"action_id", field.ask.key}};
    switch (field.kind) {
        case Field::Kind::choice: {
            element["type"] = "static_select";
            Json options = Json::array();
            for (const std::string& word : field.ask.choices)
                if (options.size() < kOptions) options.push_back(option(word));
            element["options"] = std::move(options);
            if (is_among(field.ask.choices, field.value)) element["initial_option"] = option(field.value);
            return element;
        }
        case Field::Kind::people: element["type"] = "multi_users_select"; return element;
        case Field::Kind::lines: element["multiline"] = true; [[fallthrough]];
        case Field::Kind::line: element["type"] = "plain_text_input"; break;
    }
    if (!field.value.empty()) element["initial_value"] = shortened(field.value, kInputText);
    return element;
}

Json block_of(const Field& field) {
    Json block{{"type", "input"},
               {"block_id", field.ask.key},
               {"label", plain(field.ask.label)},
               {"optional", !field.ask.required},
               {"element", element_of(field)}};
    if (!field.hint.empty()) block["hint"] = plain(field.hint);
    return block;
}

std::string metadata_of(const Form& form) {
    Json metadata{{"command", form.command}, {"channel", form.place.channel}, {"thread", form.place.thread}};
    if (form.place.home) metadata["home"] = true;
    if (!form.place.source.empty()) metadata["source"] = form.place.source;
    if (!form.place.author.empty()) metadata["author"] = form.place.author;
    return written(metadata);
}

/// `CR-1` in `change approve CR-1 …`.
std::string id_in(std::string_view command) {
    for (std::size_t at = 0; at < command.size();) {
        const std::size_t blank = std::min(command.find(' ', at), command.size());
        std::string word(command.substr(at, blank - at));
        if (word.find('-') != std::string::npos && parse_ref(word)) return word;
        at = blank + 1;
    }
    return {};
}

/// `Approve` of `change approve CR-1 …`: what a button does whose label did not come along.
std::string verb_in(std::string_view command) {
    const std::size_t blank = std::min(command.find(' '), command.size());
    std::string_view verb = command.substr(std::min(blank + 1, command.size()));
    verb = verb.substr(0, verb.find(' '));
    if (verb.empty()) return "Fill in";
    std::string out(verb);
    out.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(out.front())));
    return out;
}

/// What a field takes, where its command's key has a form.
std::string_view hint_of(const CommandSpec* spec, const Ask& ask) {
    const KeySpec* key = nullptr;
    for (const KeySpec& known : spec ? spec->keys : std::span<const KeySpec>{})
        if (known.name == ask.key || is_among(known.aliases, ask.key)) key = &known;
    if (!key) return {};
    switch (key->type) {
        case KeyType::day:
        case KeyType::due: return kAnyDay;
        case KeyType::change: return "An ID, such as CR-3";
        case KeyType::effort: return "Person-days, such as 3d or 5-8d";
        default: return {};
    }
}

const CommandSpec* spec_of(std::string_view command) {
    const auto pieces = pieces_of(command);
    const auto found = pieces ? command_named(commands(), *pieces) : std::nullopt;
    return found ? found->spec : nullptr;
}

/// `Say what it is for` of `Say what it is for AW-6`, where the form is about another record: which message
/// the button stood in is no matter of its.
std::string_view without_other_id(std::string_view label, std::string_view id) {
    const std::size_t blank = label.rfind(' ');
    if (id.empty() || blank == std::string_view::npos) return label;
    const std::string_view last = id_behind(label);
    return last.empty() || last == id ? label : label.substr(0, blank);
}

std::string trimmed_text(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

/// `U1,U2` of a people field as mentions, other lists item by item.
std::string list_value(std::string_view value) {
    std::string out;
    while (!value.empty()) {
        const std::size_t comma = std::min(value.find(','), value.size());
        const std::string item = trimmed_text(value.substr(0, comma));
        value.remove_prefix(std::min(comma + 1, value.size()));
        if (item.empty()) continue;
        const bool user = item.size() > 1 && (item.front() == 'U' || item.front() == 'W') &&
                          item.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == std::string::npos;
        const bool bare = item.find_first_of(" \t\n\"'") == std::string::npos;
        out += (out.empty() ? "" : ",") + (user ? "<@" + item + ">" : bare ? item : in_quotes(item));
    }
    return out;
}

}  // namespace

void show_settings(Form& form, const Person* person) {
    if (form.command != "me" || !person) return;
    for (Field& field : form.fields) {
        if (field.ask.key == "function" && person->function) field.value = word(*person->function);
        if (field.ask.key == "tz") field.value = person->tz;
        if (field.ask.key == "digest") field.value = word(person->digest);
    }
}

Form form_of(std::string_view label, std::string_view command, const std::vector<Ask>& asks,
             FormPlace place) {
    Form form;
    const std::string id = id_in(command);
    form.title = label.empty() ? verb_in(command) : std::string(without_other_id(label, id));
    if (!id.empty() && label.find(id) == std::string_view::npos) form.title += " " + id;
    form.command = std::string(command);
    form.place = std::move(place);
    const CommandSpec* spec = spec_of(command);
    for (const Ask& ask : asks) {
        Field field;
        field.ask = ask;
        if (!ask.choices.empty())
            field.kind = Field::Kind::choice;
        else if (is_among(kLong, ask.key))
            field.kind = Field::Kind::lines;
        else
            field.hint = hint_of(spec, ask);
        form.fields.push_back(std::move(field));
    }
    return form;
}

bool fits(const Form& form) {
    return code_points(metadata_of(form)) <= kMetadata &&
           std::all_of(form.fields.begin(), form.fields.end(),
                       [](const Field& field) { return code_points(field.value) <= kInputText; });
}

Json view_of(const Form& form) {
    Json blocks = Json::array();
    for (const Field& field : form.fields)
        if (blocks.size() < kViewBlocks) blocks.push_back(block_of(field));
    return {{"type", "modal"},
            {"callback_id", kFormCallback},
            {"title", plain(shortened(form.title, kViewTitle))},
            {"submit", plain(form.submit)},
            {"close", plain("Cancel")},
            {"private_metadata", metadata_of(form)},
            {"blocks", std::move(blocks)}};
}

std::string to_type(const Form& form) {
    const auto is_required = [](const Field& field) { return field.ask.required; };
    const bool any = std::any_of(form.fields.begin(), form.fields.end(), is_required);
    std::string command = form.command;
    for (const Field& field : form.fields) {
        // People who were named stand in the command already.
        const bool kept = !field.value.empty() && field.kind != Field::Kind::people;
        if (!kept && any && !is_required(field)) continue;
        const std::string value = kept ? as_name(field.value) : "\"…\"";
        command += field.ask.key == "title" ? " " + value : " " + field.ask.key + ":" + value;
    }
    return command;
}

std::optional<Filled> filled(std::string_view callback, std::string_view metadata, const Typed& values) {
    if (callback != kFormCallback) return std::nullopt;
    const auto carried = parsed(metadata);
    if (!carried) return std::nullopt;
    Filled form;
    SpelledOut command{text_at(*carried, "command"), {}};
    form.place = {text_at(*carried, "channel"), text_at(*carried, "thread"), truth_at(*carried, "home"),
                  text_at(*carried, "source"), text_at(*carried, "author")};
    if (command.text.empty()) return std::nullopt;
    for (const auto& [key, typed] : values) {
        const std::string value = trimmed_text(without_joiners(typed));
        form.typed.emplace_back(key, value);
        if (value.empty()) continue;
        if (is_among(kLists, key))
            command.text += " " + key + ":" + list_value(value);
        else
            command.add(key == "title" ? "" : key, value);
    }
    form.command = std::move(command.text);
    form.beside = std::move(command.beside);
    return form;
}

Json form_errors(const std::string& field, const Refusal& refusal) {
    std::string text = refusal.wrong;
    if (!refusal.expected.empty()) text += " " + refusal.expected;
    if (!refusal.example.empty()) text += " " + refusal.example;
    return {{"response_action", "errors"}, {"errors", {{field, shortened(text, kErrorText)}}}};
}

std::string in_quotes(std::string_view value) {
    struct Pair {
        std::string_view open, close;
    };
    // The last stands in no text that people type.
    constexpr std::array kPairs{Pair{"\"", "\""}, Pair{"“", "”"}, Pair{"«", "»"}, Pair{"＂", "＂"}};
    const auto fits = std::find_if(kPairs.begin(), kPairs.end(), [value](const Pair& pair) {
        return value.find(pair.open) == std::string_view::npos &&
               value.find(pair.close) == std::string_view::npos;
    });
    const Pair& pair = fits == kPairs.end() ? kPairs.back() : *fits;
    return std::string(pair.open) + std::string(value) + std::string(pair.close);
}

}  // namespace plumb::slack
