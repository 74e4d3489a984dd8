#include "core/talk/buttons.hpp"

#include "core/align/engine.hpp"
#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/command/lookup.hpp"
#include "core/command/record_text.hpp"
#include "core/talk/button_press.hpp"
#include "core/talk/cards.hpp"
#include "core/talk/event_buttons.hpp"
#include "core/talk/in_product.hpp"
#include "core/talk/tokens.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace plumb {

namespace {

constexpr std::size_t kIdsShown = 8;

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

struct Offered {
    std::string label;
    std::string command;
    /// The keys that its form must have (`customer: and quote:`), and the command with them; empty: none.
    std::string needs{};
    std::string example{};
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

/// The same on a release, which is called by its name: `Take it 2.0`, `Take it release:2.0`,
/// `Take it "Spring 27"`.
PressReadings on_releases(const World& world, const Context& context, const ButtonPress& pressed) {
    const Product* here = product_of_channel(world, context.place.channel);
    const ProductId product = here ? id_of(*here) : product_of(world, pressed.on);
    PressReadings readings;
    const auto add = [&](std::string_view name, std::string label, std::string rest) {
        if (const Release* release = release_by_name(world, product, name))
            readings.push_back({std::move(label), id_of(*release), std::move(rest)});
    };
    const auto pieces = pieces_of(pressed.rest);
    for (const Piece& piece : pieces ? *pieces : Pieces{}) {
        std::string rest = pressed.rest;
        if (!piece.is_quoted() && (!piece.is_key() || piece.key != "release")) continue;
        erase_with_blank(rest, piece);
        add(piece.text, pressed.label, rest);
    }
    const std::string& label = pressed.label;
    for (std::size_t at = label.find(' '); at != std::string::npos; at = label.find(' ', at + 1))
        add(std::string_view(label).substr(at + 1), label.substr(0, at), pressed.rest);
    return readings;
}

/// Whether a finding is that of a warning which is still there, and which the record is part of.
bool stands_on(const World& world, ProductId product, const Finding& finding, Ref record) {
    for (const Warning& w : world.all<Warning>()) {
        if (w.product != product || w.rule != finding.rule || w.status == WarningStatus::resolved) continue;
        if (w.subject.empty() || w.subject.front() != finding.subject.front()) continue;
        const bool part = is_among(finding.subject, record);
        return !record || part || record == Ref{id_of(w)};
    }
    return false;
}

Offered offered_by(const World& world, const Context& context, ProductId product, const Mend& mend) {
    std::vector<std::string> keys;
    for (const Ask& ask : mend.asks)
        if (ask.required) keys.push_back(ask.key + ":");
    return {mend.button,
            in_product(world, context, product, mend.pressed.empty() ? mend.command : mend.pressed),
            listed(keys, kIdsShown), in_product(world, context, product, mend.command)};
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
                for (const Mend& m : finding.mend) offered.push_back(offered_by(world, context, id, m));
    }
    return offered;
}

std::vector<Offered> card_buttons(const World& world, const World& seen, const Context& context, Ref on) {
    std::vector<Offered> offered;
    if (!on) return offered;
    const bool waits = on.kind == Kind::change && exists(seen, on);
    for (const Button& button : card_of(waits ? seen : world, context, on).buttons)
        offered.push_back({button.label, in_product(world, context, product_of(world, on), button.command)});
    return offered;
}

/// The one command behind a label; nothing where none or several have it.
std::optional<Offered> offered_behind(const std::vector<Offered>& offered, const std::string& label) {
    for (const bool exactly : {true, false}) {
        const Offered* found = nullptr;
        bool several = false;
        for (const Offered& o : offered) {
            const std::string known = without_weekdays(o.label);
            const bool same = exactly ? known == without_weekdays(label) : begins_like(label, known);
            if (!same) continue;
            several = several || (found && found->command != o.command);
            found = &o;
        }
        if (found && !several) return *found;
    }
    return std::nullopt;
}

std::optional<std::string> behind(const std::vector<Offered>& offered, const std::string& label) {
    const auto found = offered_behind(offered, label);
    return found ? std::optional(found->command) : std::nullopt;
}

/// Pressed in text with nothing of what its form must have.
tl::unexpected<Refusal> refuse_unanswered(const Offered& offered) {
    return refuse(fmt::format("“{}” needs {}.", offered.label, offered.needs),
                  "Complete, as a command:", offered.example);
}

/// Warnings that are still there and that a record's thread was told of.
std::vector<Ref> warnings_about(const World& world, Ref record) {
    std::vector<Ref> found;
    for (const Warning& w : world.all<Warning>())
        if (w.status != WarningStatus::resolved && !w.subject.empty() && w.subject.front() == record)
            found.emplace_back(id_of(w));
    return found;
}

/// The button of a warning's message, pressed in the thread of the record that the warning is about.
const Fixed* of_warning(const ButtonPress& pressed) {
    for (const Fixed& fixed : kFixed)
        if (fixed.label == pressed.label && fixed.kind == Kind::warning && pressed.on) return &fixed;
    return nullptr;
}

std::optional<std::string> fixed_command(const World& world, const ButtonPress& pressed) {
    for (const Fixed& fixed : kFixed)
        if (fixed.label == pressed.label && pressed.on && fixed.kind == pressed.on.kind)
            return fmt::format("{} {}", fixed.command, to_string(pressed.on));
    if (const Fixed* fixed = of_warning(pressed)) {
        const std::vector<Ref> about = warnings_about(world, pressed.on);
        if (about.size() == 1) return fmt::format("{} {}", fixed->command, to_string(about.front()));
    }
    if (pressed.label == "undo") return "undo";
    if (pressed.label == "confirm" && (!pressed.on || pressed.on.kind == Kind::baseline))
        return "plan confirm";
    return std::nullopt;
}

/// Whether the channel's product has a record of a kind; elsewhere, any product.
bool has_one_of(const World& world, const Context& context, Kind kind) {
    const Product* here = product_of_channel(world, context.place.channel);
    for (int n = world.last(kind); n > 0; --n) {
        const Ref ref{kind, n};
        if (exists(world, ref) && (!here || product_of(world, ref) == id_of(*here))) return true;
    }
    return false;
}

/// As cards write it: `Take it`.
std::string as_on_card(std::string_view label) {
    std::string out(label);
    if (!out.empty() && out.front() >= 'a' && out.front() <= 'z') out.front() -= 'a' - 'A';
    return out;
}

std::vector<std::string> labels_on(const World& world, const World& seen, const Context& context,
                                   const ButtonPress& pressed) {
    std::vector<std::string> labels;
    const auto add = [&labels](std::string_view label) {
        const std::string known(label);
        if (!is_among(labels, known)) labels.push_back(known);
    };
    for (const Offered& o : card_buttons(world, seen, context, pressed.on)) add(o.label);
    for (const Offered& o : mends(world, seen, context, pressed.on)) add(o.label);
    for (const Fixed& fixed : kFixed)
        if (pressed.on ? fixed.kind == pressed.on.kind : has_one_of(world, context, fixed.kind))
            add(as_on_card(fixed.label));
    return labels;
}

bool stands_on_many(const ButtonPress& pressed) {
    return !pressed.on && std::any_of(kFixed.begin(), kFixed.end(),
                                      [&](const Fixed& fixed) { return fixed.label == pressed.label; });
}

/// A record that has the button: the newest one whose card shows it, else the newest of the kind; empty where
/// there is none yet.
std::string record_with(const World& world, const World& seen, const Context& context,
                        const std::string& label) {
    constexpr int kMostCards = 50;
    const Product* here = product_of_channel(world, context.place.channel);
    std::string newest;
    for (const Fixed& fixed : kFixed) {
        if (fixed.label != label) continue;
        int cards = 0;
        for (int n = world.last(fixed.kind); n > 0 && cards < kMostCards; --n) {
            const Ref ref{fixed.kind, n};
            if (!exists(world, ref) || (here && product_of(world, ref) != id_of(*here))) continue;
            ++cards;
            if (behind(card_buttons(world, seen, context, ref), label)) return to_string(ref);
            if (newest.empty()) newest = to_string(ref);
        }
    }
    return newest;
}

/// How a button on a record is pressed: that of a release in its thread, where its name is one word.
std::string press_of(const World& world, std::string_view label, Ref on) {
    if (!on) return fmt::format("[{}]", label);
    if (on.kind == Kind::release) {
        const std::string typed = as_name(name(world, on));
        return typed.front() == '"' ? fmt::format("[{} release:{}]", label, typed)
                                    : fmt::format(">{}: [{}]", typed, label);
    }
    return fmt::format("[{} {}]", label, to_string(on));
}

/// `Acknowledge` in the thread of a record that several warnings are about.
tl::unexpected<Refusal> refuse_several(const ButtonPress& pressed, const std::vector<Ref>& warnings) {
    std::vector<std::string> ids;
    for (const Ref warning : warnings) ids.push_back(to_string(warning));
    const std::string label = as_on_card(pressed.label);
    return refuse(fmt::format("“{}” stands on {}.", label, listed(ids, kIdsShown)),
                  "Say on which:", fmt::format("[{} {}]", label, ids.back()));
}

tl::unexpected<Refusal> refuse_button(const World& world, const World& seen, const Context& context,
                                      const ButtonPress& pressed) {
    if (stands_on_many(pressed)) {
        const std::string record = record_with(world, seen, context, pressed.label);
        const std::string label = as_on_card(pressed.label);
        if (record.empty())
            return refuse(fmt::format("No card has “{}” yet.", label), "What can be done:", "help");
        return refuse(fmt::format("“{}” stands on many cards.", label),
                      "Say on which, by the record's ID:", fmt::format("[{} {}]", label, record));
    }
    if (of_warning(pressed))
        if (const auto about = warnings_about(world, pressed.on); about.size() > 1)
            return refuse_several(pressed, about);
    if (pressed.on && !exists(world, pressed.on)) {
        const bool told = pressed.on.kind == Kind::warning;
        const std::string record = told ? std::string{} : record_with(world, seen, context, pressed.label);
        return refuse(
            fmt::format("There is no {}.", to_string(pressed.on)), "The ID of the record that it stands on.",
            record.empty() ? "warnings" : fmt::format("[{} {}]", as_on_card(pressed.label), record));
    }
    std::vector<std::string> labels = labels_on(world, seen, context, pressed);
    const std::vector<std::string_view> views(labels.begin(), labels.end());
    const std::string where = pressed.on ? " on " + name(world, pressed.on) : std::string{};
    const std::string wrong = fmt::format("There is no button “{}”{}.", dates::shown(pressed.label), where);
    if (const auto near = nearest(pressed.label, views))
        return refuse(wrong, fmt::format("Did you mean {}?", *near), press_of(world, *near, pressed.on));
    if (labels.empty())
        return refuse(wrong, "There is nothing to press there.",
                      pressed.on ? "history " + label(world, pressed.on) : "help");
    std::string example = press_of(world, labels.front(), pressed.on);
    // A button of every card is pressed by a record's ID.
    const ButtonPress first{without_weekdays(labels.front()), pressed.on, {}};
    if (stands_on_many(first))
        example = fmt::format("[{} {}]", labels.front(), record_with(world, seen, context, first.label));
    return refuse(wrong, fmt::format("There {} {}.", labels.size() == 1 ? "is" : "are", choice_of(labels)),
                  std::move(example));
}

}  // namespace

Result<std::string> button_command(const World& world, const Context& context, std::string_view inside,
                                   const World* live) {
    const World& seen = live ? *live : world;
    const auto readings = readings_of_press(inside, context.place);
    if (!readings) return tl::make_unexpected(readings.error());
    for (const ButtonPress& pressed : *readings) {
        std::optional<std::string> command =
            behind(card_buttons(world, seen, context, pressed.on), pressed.label);
        if (!command) command = fixed_command(world, pressed);
        if (!command) command = confirm_person(world, pressed.label, pressed.on);
        if (!command) command = attach_last(world, pressed.label, pressed.on);
        if (!command) command = keep_and_change(world, context, pressed.label, pressed.on);
        if (command) return *command + pressed.rest;
    }
    for (const ButtonPress& pressed : *readings)
        for (const ButtonPress& named : on_releases(world, context, pressed))
            if (const auto command = behind(card_buttons(world, seen, context, named.on), named.label))
                return *command + named.rest;
    // Without its ID a button of every card is not that of the one warning which has it too.
    const bool needs_record = stands_on_many(readings->front());
    for (const ButtonPress& pressed : needs_record ? PressReadings{} : *readings)
        if (const auto mend = offered_behind(mends(world, seen, context, pressed.on), pressed.label)) {
            if (pressed.rest.empty() && !mend->needs.empty()) return refuse_unanswered(*mend);
            return mend->command + pressed.rest;
        }
    const ButtonPress& likely = readings->front();
    const PressReadings named = likely.on ? PressReadings{} : on_releases(world, context, likely);
    return refuse_button(world, seen, context, named.empty() ? likely : named.front());
}

}  // namespace plumb
