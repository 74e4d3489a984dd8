// The forms for a new request and a new event.
#include "chat/slack/form.hpp"
#include "core/base/among.hpp"

#include "core/base/spelling.hpp"
#include "core/change/judgement.hpp"
#include "core/talk/decide.hpp"
#include "core/talk/tokens.hpp"
#include "core/talk/verbs.hpp"

namespace plumb::slack {

namespace {

template <Named E>
std::vector<std::string> choices() {
    const auto all = words<E>();
    return {all.begin(), all.end()};
}

using Given = std::map<std::string, std::string>;

/// Fields one by one, with what was typed already.
class Fields {
  public:
    explicit Fields(const Given& given) : given_(given) {}

    void line(const char* key, const char* label, bool required = false, const char* hint = "") {
        add({{key, label, {}, required}, Field::Kind::line, hint, {}});
    }
    void lines(const char* key, const char* label) {
        add({{key, label, {}, false}, Field::Kind::lines, {}, {}});
    }
    void choice(const char* key, const char* label, std::vector<std::string> from, bool required = false) {
        if (!from.empty()) add({{key, label, std::move(from), required}, Field::Kind::choice, {}, {}});
    }
    void people(const char* key, const char* label) {
        add({{key, label, {}, false}, Field::Kind::people, {}, {}});
    }
    std::vector<Field> taken() { return std::move(fields_); }

  private:
    void add(Field field) {
        if (const auto typed = given_.find(field.ask.key); typed != given_.end()) {
            field.value = typed->second;
            for (const std::string& choice : field.ask.choices)
                if (same_word(choice, trimmed(typed->second))) field.value = choice;
            // What is none of the choices as it stands is left to the command, which reads more than those.
            if (field.kind == Field::Kind::choice && !is_choice(field)) return;
        }
        fields_.push_back(std::move(field));
    }
    static bool is_choice(const Field& field) {
        const auto& choices = field.ask.choices;
        return is_among(choices, field.value);
    }
    const Given& given_;
    std::vector<Field> fields_;
};

void ask_product(Fields& fields, const World& world, ProductId product) {
    std::vector<std::string> keys;
    for (const Product& known : world.all<Product>()) keys.push_back(known.key);
    if (!product && keys.size() > 1) fields.choice("product", "Product", std::move(keys), true);
}

/// A value that is right in a required field.
std::string right_value(const Field& field, bool request) {
    if (field.ask.key == "title") return request ? "Offline mode" : "Spring launch";
    return field.ask.choices.empty() ? "in 3 weeks" : field.ask.choices.front();
}

/// The command of a form, its required fields filled in.
std::string completed(Form form) {
    const bool request = form.command.starts_with("change");
    for (Field& field : form.fields)
        if (field.ask.required && field.value.empty()) field.value = right_value(field, request);
    return to_type(form);
}

constexpr const char* kDayHint = "For example 2027-03-16, next fri or in 3 weeks";

/// Keys that were typed and that the form has no field for stay with the command.
void keep_rest(Form& form, const Given& given) {
    for (const auto& [key, value] : given) {
        bool asked = false;
        for (const Field& field : form.fields)
            asked = asked || (field.ask.key == key && field.kind != Field::Kind::people);
        if (!asked) form.command += " " + key + ":" + in_quotes(value);
    }
}

}  // namespace

Form new_request(const World& world, ProductId product, FormPlace place, const Given& given) {
    Fields fields(given);
    fields.line("title", "Title", true, "What is asked for, in a line");
    ask_product(fields, world, product);
    fields.lines("why", "Why");
    fields.line("release", "Release", false, "The release it is for, such as 2.0");
    fields.line("feature", "Feature it changes", false, "An ID, such as F-3");
    fields.line("customer", "Customer who asked");
    fields.choice("source", "Where it was heard", choices<Source>());
    fields.lines("quote", "Their words");
    fields.choice("severity", "Severity", choices<Urgency>());
    Form form{"New change request", "Record", "change new", std::move(place), fields.taken()};
    keep_rest(form, given);
    return form;
}

Form new_event(const World& world, ProductId product, FormPlace place, const Given& given) {
    Fields fields(given);
    fields.line("title", "Title", true, "What it is called");
    ask_product(fields, world, product);
    fields.line("on", "On", true, kDayHint);
    fields.line("to", "Last day", false, "Where it takes more than one");
    fields.choice("type", "Type", choices<EventType>());
    fields.line("release", "Release it announces", false, "Such as 2.0");
    fields.choice("goal", "Goal", choices<Goal>());
    fields.lines("why", "Why");
    fields.choice("audience", "Audience", choices<Audience>());
    fields.people("owner", "Owners");
    fields.choice("tier", "Tier", {"1", "2", "3"});
    Form form{"New launch event", "Record", "launch new", std::move(place), fields.taken()};
    keep_rest(form, given);
    return form;
}

std::vector<Ask> asks_for(const Carried& button, const Person* person) {
    constexpr std::string_view kAssess = "change assess ";
    const bool whole =
        button.command.starts_with(kAssess) && button.command.find(' ', kAssess.size()) == std::string::npos;
    if (!whole || button.asks.empty()) return button.asks;
    if (person && person->function) return judgement_asks(person->function);
    std::vector<Ask> asks = judgement_asks(std::nullopt);
    asks.insert(asks.begin(), {"as", "You speak for", choices<Function>(), true});
    return asks;
}

std::optional<Form> form_for(std::string_view text, const World& world, ProductId product, FormPlace place) {
    const auto readable_text = readable(without_prefix(text).text);
    if (!readable_text) return std::nullopt;
    const auto pieces = pieces_of(*readable_text);
    if (!pieces) return std::nullopt;
    const auto found = command_named(commands(), *pieces);
    if (!found || found->spec->verb != "new" || found->words < 2) return std::nullopt;
    const bool request = found->spec->noun == "change";
    if (!request && found->spec->noun != "launch") return std::nullopt;
    Given given;
    for (std::size_t i = found->words; i < pieces->size(); ++i) {
        const Piece& piece = (*pieces)[i];
        if (!piece.is_key()) return std::nullopt;
        // Given twice: that is for the command to take or to refuse.
        if (given.contains(piece.key)) return std::nullopt;
        if (piece.key == "title" && !piece.text.empty()) return std::nullopt;
        if (!piece.text.empty()) given[piece.key] = piece.text;
    }
    Form form = request ? new_request(world, product, std::move(place), given)
                        : new_event(world, product, std::move(place), given);
    if (!fits(form)) return std::nullopt;
    return form;
}

std::optional<Card> refused_anyway(const Form& form, const World& world, const Context& context) {
    const bool keeps_keys = form.command != "change new" && form.command != "launch new";
    if (!keeps_keys || !context.actor) return std::nullopt;
    Decision whole = decide(world, context, completed(form));
    if (!whole.refused || whole.out.empty()) return std::nullopt;
    // It may be about what stands in a field: there it can be mended.
    Form bare = form;
    for (Field& field : bare.fields) field.value.clear();
    if (!decide(world, context, completed(std::move(bare))).refused) return std::nullopt;
    return std::move(whole.out.front().card);
}

}  // namespace plumb::slack
