// Forms: a command that some values are still asked for, as a modal; and back.
#pragma once

#include "chat/slack/blocks.hpp"
#include "chat/slack/json.hpp"
#include "core/base/card.hpp"
#include "core/base/result.hpp"
#include "core/command/context.hpp"
#include "core/command/handed.hpp"
#include "core/records/world.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::slack {

inline constexpr std::string_view kFormCallback = "plumbline_form";

/// Where a form was opened, carried in its metadata: what it records is recorded there.
struct FormPlace {
    /// Slack's id; empty: the person's direct messages.
    std::string channel;
    std::string thread;
    /// On the App Home, which shows what became of it.
    bool home = false;
    /// Of a message that is recorded: its thread (the message itself where it stands in none), which hears of
    /// it, and who wrote it.
    std::string source = {};
    std::string author = {};
};

struct Field {
    enum class Kind : std::uint8_t { line, lines, choice, people };
    Ask ask;
    Kind kind = Kind::line;
    std::string hint;
    /// What stands in it at first.
    std::string value;
};

struct Form {
    std::string title;
    std::string submit = "Save";
    /// What the form completes: a command without the keys that it asks.
    std::string command;
    FormPlace place;
    std::vector<Field> fields;
};

/// The form of a button: what it asks, as fields.
Form form_of(std::string_view label, std::string_view command, const std::vector<Ask>& asks, FormPlace place);

/// A person's settings as they are, in the form that changes them.
void show_settings(Form& form, const Person* person);

/// What the form of a button asks of a person: an assessment what their function judges, and first for the
/// function where they have set none.
std::vector<Ask> asks_for(const Carried& button, const Person* person);

/// `change new` and `launch new`; `given` are values that were typed already, by key. Keys that the form does
/// not ask are left to the command. The product is asked for where `product` is none and there are several.
Form new_request(const World& world, ProductId product, FormPlace place,
                 const std::map<std::string, std::string>& given);
Form new_event(const World& world, ProductId product, FormPlace place,
               const std::map<std::string, std::string>& given);

/// `change new …` or `launch new …` without a title, as text or as a key: the form it opens. Nothing for any
/// other text, nor where a key is given twice.
std::optional<Form> form_for(std::string_view text, const World& world, ProductId product, FormPlace place);

/// The refusal that such a form would meet whatever is filled in: of what its command has and no field holds.
/// Nothing where somebody is not known yet.
std::optional<Card> refused_anyway(const Form& form, const World& world, const Context& context);

/// The refusal that a button's form would meet however it is filled in: who pressed may not, or the record is
/// past it. Nothing where somebody is not known yet: their first command may make them an admin.
std::optional<Card> refused_at_press(const Form& form, const World& world, const Context& context);

/// False where it holds more than Slack shows or carries: the command is left to be typed.
bool fits(const Form& form);

Json view_of(const Form& form);

/// The command that a form stands for, to be typed: with what stands in it, and places for its required keys,
/// or for all where none is. Nothing is chosen that nobody chose.
std::string to_type(const Form& form);

/// What was typed into a form: keys and values, in the order of its fields.
using Typed = std::vector<std::pair<std::string, std::string>>;

/// A form that came back.
struct Filled {
    /// Complete with what its text does not hold, to be carried out.
    std::string command;
    std::vector<Handed> beside;
    FormPlace place;
    Typed typed;
};
/// Nothing where it is none of ours.
std::optional<Filled> filled(std::string_view callback, std::string_view metadata, const Typed& values);

/// The field a refusal is about: the one that nobody could read, the one it names or measures, else the one
/// whose value its example corrects or its text repeats, else the first field.
std::string field_at_fault(const Refusal& refusal, const Typed& typed);

/// What is answered to a form: the error on its field.
Json form_errors(const std::string& field, const Refusal& refusal);

/// A value in quotes that it does not hold itself.
std::string in_quotes(std::string_view value);

}  // namespace plumb::slack
