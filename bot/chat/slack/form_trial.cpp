// Whether a button's form is worth opening: what it would record is tried before.
#include "chat/slack/form.hpp"
#include "core/base/among.hpp"
#include "core/talk/decide.hpp"
#include "core/talk/spelled_out.hpp"

#include <array>

namespace plumb::slack {

namespace {

constexpr std::array<std::string_view, 8> kAhead{"until", "revisit", "date", "on",
                                                 "by",    "due",     "from", "check-by"};

/// How a form may be filled in: barely, or to the full and with other values.
enum class Filling : std::uint8_t { required, full };

/// A value that is right there, as far as a key tells.
std::string tried_value(const Ask& ask, Filling filling) {
    const bool full = filling == Filling::full;
    if (!ask.choices.empty()) return full ? ask.choices.back() : ask.choices.front();
    if (is_among(kAhead, ask.key)) return full ? "in 4 weeks" : "in 3 weeks";
    if (ask.key == "displaces") return "none";
    if (ask.key == "effort") return full ? "4d" : "3d";
    return full ? "… …" : "…";
}

Decision tried_form(const Form& form, const World& world, const Context& context, Filling filling) {
    SpelledOut command{form.command, {}};
    for (const Field& field : form.fields)
        if (field.ask.required || filling == Filling::full)
            command.add(field.ask.key == "title" ? "" : field.ask.key, tried_value(field.ask, filling));
    return decide(world, context, command.text, nullptr, command.beside);
}

}  // namespace

std::optional<Card> refused_at_press(const Form& form, const World& world, const Context& context) {
    if (!context.actor) return std::nullopt;
    Decision barely = tried_form(form, world, context, Filling::required);
    if (!barely.refused || barely.out.empty()) return std::nullopt;
    const Decision full = tried_form(form, world, context, Filling::full);
    if (!full.refused || full.out.empty()) return std::nullopt;
    Card& refusal = barely.out.front().card;
    if (!(refusal.title == full.out.front().card.title)) return std::nullopt;
    return std::move(refusal);
}

}  // namespace plumb::slack
