#include "core/talk/undo_kept.hpp"

#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/command/record_text.hpp"
#include "core/launch/event.hpp"
#include "core/records/named.hpp"
#include "core/talk/undo_images.hpp"

#include <fmt/core.h>

#include <set>

namespace plumb {

namespace {

using Image = UndoEntry::Image;

/// The event whose collateral may have lost its day: it starts on another one again, or a piece of it is back
/// as it was.
EventId dated_anew(const Image& image) {
    if (!image.before) return {};
    if (const auto* piece = std::get_if<Collateral>(&*image.before)) return piece->event;
    const auto* event = std::get_if<LaunchEvent>(&*image.before);
    const auto* left = image.after ? std::get_if<LaunchEvent>(&*image.after) : nullptr;
    return event && (!left || left->on != event->on) ? id_of(*event) : EventId{};
}

Result<void> name_taken(std::string_view what, const std::string& name, std::string_view unique) {
    return refuse(fmt::format("There is a {} {} by now, so it is not taken back.", what, name),
                  std::string(unique), fmt::format("{} show {}", what, as_name(name)));
}

/// Names are unique, a release's in its product, whatever their case.
Result<void> fits(const World& world, const Release& release, const Release* left) {
    if (left && left->name == release.name) return {};
    for (const Release& other : world.all<Release>())
        if (id_of(other) != id_of(release) && other.product == release.product &&
            same_word(other.name, release.name))
            return name_taken("release", other.name, "A name is unique in the product.");
    return {};
}

Result<void> fits(const World& world, const Customer& customer, const Customer* left) {
    if (left && left->name == customer.name) return {};
    for (const Customer& other : world.all<Customer>())
        if (id_of(other) != id_of(customer) && same_word(trimmed(other.name), trimmed(customer.name)))
            return name_taken("customer", other.name, "Two customers of one name would be one.");
    return {};
}

Result<void> fits(const World& world, const LaunchEvent& event, const LaunchEvent* left) {
    if (left && left->parent == event.parent) return {};
    if (!event.parent || !stands_below(world, event.parent, id_of(event))) return {};
    return refuse(fmt::format("{} stands below {} by now, so it is not taken back.",
                              to_string(Ref{event.parent}), to_string(Ref{id_of(event)})),
                  "A parent may not be the event itself or stand below it.",
                  "history " + to_string(Ref{event.parent}));
}

template <class T>
Result<void> fits(const World&, const T&, const T*) {
    return {};
}

std::vector<Ref> named_in(const AnyRecord& record) {
    return std::visit([](const auto& held) { return named_by(held); }, record);
}

/// What it named before the command and no more after it may have been taken back since.
Result<void> names_what_is_there(const World& world, const Image& image) {
    // What a warning is about is what the rules find next.
    if (ref_of(image).kind == Kind::warning) return {};
    const std::vector<Ref> left = image.after ? named_in(*image.after) : std::vector<Ref>{};
    for (const Ref named : named_in(*image.before)) {
        // Terms stand for words in the index of names, and are no records there.
        if (named.kind == Kind::term || exists(world, named) || is_among(left, named)) continue;
        const Ref ref = ref_of(image);
        return refuse(
            fmt::format("What {} named then is gone by now, so it is not taken back.", called(world, ref)),
            "history shows what came after:", "history " + label(world, ref));
    }
    return {};
}

}  // namespace

std::vector<Ref> follow_restored(Draft& draft, const std::vector<Image>& images) {
    std::set<EventId> events;
    for (const Image& image : images)
        if (const EventId event = dated_anew(image)) events.insert(event);
    std::vector<Ref> moved;
    for (const EventId event : events)
        for (const CollateralId piece : move_collateral(draft, event)) moved.push_back(piece);
    return moved;
}

Result<void> still_fits(const World& restored, const std::vector<Image>& images) {
    for (const Image& image : images) {
        if (!image.before) continue;
        if (auto there = names_what_is_there(restored, image); !there) return there;
        auto fit = std::visit(
            [&]<class T>(const T& record) {
                return fits(restored, record, image.after ? std::get_if<T>(&*image.after) : nullptr);
            },
            *image.before);
        if (!fit) return fit;
    }
    return {};
}

}  // namespace plumb
