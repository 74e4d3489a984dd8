#include "core/talk/buttons.hpp"

#include "core/align/engine.hpp"
#include "core/base/spelling.hpp"
#include "core/command/lookup.hpp"
#include "core/launch/heard_at.hpp"
#include "core/talk/cards.hpp"
#include "core/talk/tokens.hpp"
#include "core/talk/verbs.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace plumb {

namespace {

struct Fixed {
    std::string_view label;
    Kind kind;
    std::string_view command;
};
/// Buttons that stand on every card of a kind, open or not: whether the command is possible, it says itself.
constexpr std::array kFixed{
    Fixed{"assess", Kind::change, "change assess"},
    Fixed{"approve", Kind::change, "change approve"},
    Fixed{"decline", Kind::change, "change decline"},
    Fixed{"defer", Kind::change, "change defer"},
    Fixed{"watch", Kind::change, "change watch"},
    Fixed{"support", Kind::change, "change support"},
    Fixed{"withdraw", Kind::change, "change withdraw"},
    Fixed{"reopen", Kind::change, "change reopen"},
    Fixed{"acknowledge", Kind::change, "change acknowledge"},
    Fixed{"acknowledge", Kind::warning, "warning ack"},
    Fixed{"snooze", Kind::warning, "warning snooze"},
    Fixed{"accept risk", Kind::warning, "warning accept"},
    Fixed{"accept the risk", Kind::warning, "warning accept"},
    Fixed{"take it", Kind::event, "launch take"},
    Fixed{"take it", Kind::feature, "feature take"},
    Fixed{"confirm", Kind::event, "launch confirm"},
    Fixed{"attach to request", Kind::evidence, "launch attach"},
};

/// A button as it was pressed.
struct Pressed {
    /// Lower case, one blank between words.
    std::string label;
    Ref on;
    /// Keys and quoted text, as typed, each with a blank before it.
    std::string rest;
};

/// An ID among the words is part of the label (`Move LE-2 to Thu 25 Mar`), or says on which record the button
/// stands: both readings, the likelier first.
using Readings = std::vector<Pressed>;

struct Offered {
    std::string label;
    std::string command;
};

/// Weekdays are said for the reader; `Move event to 14 Apr` is the same button.
std::string without_weekdays(std::string_view label) {
    std::string out;
    for (std::size_t at = 0; at < label.size();) {
        const std::size_t blank = std::min(label.find(' ', at), label.size());
        const std::string word = lower(label.substr(at, blank - at));
        if (!word.empty() && !dates::weekday_named(word)) out += (out.empty() ? "" : " ") + word;
        at = blank + 1;
    }
    return out;
}

/// The first two words of a mend say what it does; `Move event`, `Ask to move release`.
bool begins_like(std::string_view label, std::string_view offered) {
    constexpr std::string_view kAsk = "ask to move";
    constexpr std::string_view kMove = "move event";
    for (const std::string_view kind : {kAsk, kMove})
        if (label.substr(0, kind.size()) == kind && offered.substr(0, kind.size()) == kind)
            return label == kind || (kind == kAsk && label == "ask to move release");
    return false;
}

Result<Readings> read(std::string_view inside, const Place& place) {
    auto text = readable(inside);
    if (!text) return tl::make_unexpected(std::move(text.error()));
    auto pieces = pieces_of(*text);
    if (!pieces) return tl::make_unexpected(std::move(pieces.error()));
    Pressed whole{{}, place.thread, {}};
    Pressed apart = whole;
    bool has_id = false;
    for (const Piece& piece : *pieces) {
        if (!piece.is_word()) {
            whole.rest += " " + text->substr(piece.from, piece.to - piece.from);
            continue;
        }
        const std::string word = lower(piece.text);
        const auto add = [&word](std::string& label) { label += (label.empty() ? "" : " ") + word; };
        const auto id = word.find('-') != std::string::npos ? typed_id(word) : std::nullopt;
        add(whole.label);
        if (!id || has_id)
            add(apart.label);
        else
            apart.on = *id;
        has_id = has_id || id;
    }
    apart.rest = whole.rest;
    return has_id ? Readings{std::move(apart), std::move(whole)} : Readings{std::move(whole)};
}

/// Whether a finding is that of a warning which is still there, and which the record is part of.
bool stands_on(const World& world, ProductId product, const Finding& finding, Ref record) {
    for (const Warning& w : world.all<Warning>()) {
        if (w.product != product || w.rule != finding.rule || w.status == WarningStatus::resolved) continue;
        if (w.subject.empty() || w.subject.front() != finding.subject.front()) continue;
        const bool part =
            std::find(finding.subject.begin(), finding.subject.end(), record) != finding.subject.end();
        return !record || part || record == Ref{id_of(w)};
    }
    return false;
}

/// What mends the warnings that the button can stand on: of the record's product, else of the channel's.
std::vector<Offered> mends(const World& world, const World& seen, const Context& context, Ref on) {
    std::vector<Offered> offered;
    const Product* here = product_of_channel(world, context.place.channel);
    const ProductId wanted = on ? product_of(world, on) : here ? id_of(*here) : ProductId{};
    for (const Product& product : world.all<Product>()) {
        const ProductId id = id_of(product);
        if (wanted && wanted != id) continue;
        const Zone& zone = zone_of(context, world, id);
        for (const Finding& finding : align(seen, id, zone.day_of(context.now), zone, Mends::worded))
            if (stands_on(seen, id, finding, on))
                for (const Mend& mend : finding.mend)
                    offered.push_back({mend.button, mend.pressed.empty() ? mend.command : mend.pressed});
    }
    return offered;
}

std::vector<Offered> card_buttons(const World& world, const World& seen, const Context& context, Ref on) {
    std::vector<Offered> offered;
    if (!on) return offered;
    const bool waits = on.kind == Kind::change && exists(seen, on);
    for (const Button& button : card_of(waits ? seen : world, context, on).buttons)
        offered.push_back({button.label, button.command});
    return offered;
}

/// The one command behind a label; nothing where none or several have it.
std::optional<std::string> behind(const std::vector<Offered>& offered, const std::string& label) {
    for (const bool exactly : {true, false}) {
        std::vector<std::string> found;
        for (const Offered& o : offered) {
            const std::string known = without_weekdays(o.label);
            const bool same = exactly ? known == without_weekdays(label) : begins_like(label, known);
            if (same && std::find(found.begin(), found.end(), o.command) == found.end())
                found.push_back(o.command);
        }
        if (found.size() == 1) return found.front();
    }
    return std::nullopt;
}

/// `Confirm dan` on an event: who offered to help becomes an owner.
std::optional<std::string> confirm_person(const World& world, const Pressed& pressed) {
    constexpr std::string_view kConfirm = "confirm ";
    if (pressed.label.substr(0, kConfirm.size()) != kConfirm) return std::nullopt;
    std::string_view who = std::string_view(pressed.label).substr(kConfirm.size());
    if (!who.empty() && who.front() == '@') who.remove_prefix(1);
    const Person* person = person_by_handle(world, who);
    if (!person) return std::nullopt;
    Ref event = pressed.on;
    for (const LaunchEvent& e : world.all<LaunchEvent>())
        if (!event && std::find(e.offers.begin(), e.offers.end(), id_of(*person)) != e.offers.end())
            event = id_of(e);
    if (event.kind != Kind::event || !event) return std::nullopt;
    return fmt::format("launch set {} owner:+@{}", to_string(event), person->handle);
}

/// `Attach to request` on an event where several things were heard: the last of them.
std::optional<std::string> attach_last(const World& world, const Pressed& pressed) {
    if (pressed.label != "attach to request" || pressed.on.kind != Kind::event) return std::nullopt;
    const auto voices = unattached(world, pressed.on.as<EventId>());
    if (voices.empty()) return std::nullopt;
    return fmt::format("launch attach {}", to_string(Ref{id_of(*voices.back())}));
}

std::optional<std::string> fixed_command(const Pressed& pressed) {
    for (const Fixed& fixed : kFixed)
        if (fixed.label == pressed.label && pressed.on && fixed.kind == pressed.on.kind)
            return fmt::format("{} {}", fixed.command, to_string(pressed.on));
    if (pressed.label == "undo") return "undo";
    if (pressed.label == "confirm" && (!pressed.on || pressed.on.kind == Kind::baseline))
        return "plan confirm";
    return std::nullopt;
}

/// As cards write it: `Take it`.
std::string as_on_card(std::string_view label) {
    std::string out(label);
    if (!out.empty() && out.front() >= 'a' && out.front() <= 'z') out.front() -= 'a' - 'A';
    return out;
}

std::vector<std::string> labels_on(const World& world, const World& seen, const Context& context,
                                   const Pressed& pressed) {
    std::vector<std::string> labels;
    const auto add = [&labels](std::string_view label) {
        const std::string known(label);
        if (std::find(labels.begin(), labels.end(), known) == labels.end()) labels.push_back(known);
    };
    for (const Offered& o : card_buttons(world, seen, context, pressed.on)) add(o.label);
    for (const Offered& o : mends(world, seen, context, pressed.on)) add(o.label);
    for (const Fixed& fixed : kFixed)
        if (!pressed.on || fixed.kind == pressed.on.kind) add(as_on_card(fixed.label));
    return labels;
}

tl::unexpected<Refusal> refuse_button(const World& world, const World& seen, const Context& context,
                                      const Pressed& pressed) {
    const bool needs_record = !pressed.on && std::any_of(kFixed.begin(), kFixed.end(), [&](const Fixed& f) {
        return f.label == pressed.label;
    });
    if (needs_record)
        return refuse(
            fmt::format("“{}” stands on many cards.", as_on_card(pressed.label)),
            "Say on which, by the record's ID:", fmt::format("[{} CR-1]", as_on_card(pressed.label)));
    if (pressed.on && !exists(world, pressed.on))
        return refuse(fmt::format("There is no {}.", to_string(pressed.on)),
                      "The ID of the record that it stands on.", fmt::format("[{}]", pressed.label));
    std::vector<std::string> labels = labels_on(world, seen, context, pressed);
    const std::vector<std::string_view> views(labels.begin(), labels.end());
    const std::string where = pressed.on ? " on " + to_string(pressed.on) : std::string{};
    const std::string wrong = fmt::format("There is no button “{}”{}.", dates::shown(pressed.label), where);
    const std::string id = pressed.on ? " " + to_string(pressed.on) : std::string{};
    if (const auto near = nearest(pressed.label, views))
        return refuse(wrong, fmt::format("Did you mean {}?", *near), fmt::format("[{}{}]", *near, id));
    if (labels.empty()) return refuse(wrong, "There is nothing to press there.", "history" + id);
    return refuse(wrong, fmt::format("There {} {}.", labels.size() == 1 ? "is" : "are", choice_of(labels)),
                  fmt::format("[{}{}]", labels.front(), id));
}

}  // namespace

Result<std::string> button_command(const World& world, const Context& context, std::string_view inside,
                                   const World* live) {
    const World& seen = live ? *live : world;
    const auto readings = read(inside, context.place);
    if (!readings) return tl::make_unexpected(readings.error());
    for (const Pressed& pressed : *readings) {
        std::optional<std::string> command =
            behind(card_buttons(world, seen, context, pressed.on), pressed.label);
        if (!command) command = fixed_command(pressed);
        if (!command) command = confirm_person(world, pressed);
        if (!command) command = attach_last(world, pressed);
        if (command) return *command + pressed.rest;
    }
    for (const Pressed& pressed : *readings)
        if (const auto command = behind(mends(world, seen, context, pressed.on), pressed.label))
            return *command + pressed.rest;
    return refuse_button(world, seen, context, readings->front());
}

}  // namespace plumb
