#include "core/talk/undo_built.hpp"

#include "core/base/among.hpp"
#include "core/change/state.hpp"
#include "core/command/lookup.hpp"
#include "core/command/record_text.hpp"
#include "core/talk/agreed_since.hpp"
#include "core/talk/references.hpp"
#include "core/talk/undo_images.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <span>

namespace plumb {

namespace {

using Image = UndoEntry::Image;

/// What the record is now, but for what is nothing built on the command: who watches (whoever comments does),
/// what the rules keep right in a warning that is still answered for, and why an event moved, where that was
/// said in its thread.
std::optional<AnyRecord> as_built(std::optional<AnyRecord> now, const Image& image) {
    const auto* warning = now ? std::get_if<Warning>(&*now) : nullptr;
    const auto* answered = image.after ? std::get_if<Warning>(&*image.after) : nullptr;
    if (warning && answered && is_same_answer(*warning, *answered)) return image.after;
    auto* move = now ? std::get_if<Move>(&*now) : nullptr;
    if (const auto* made = image.after ? std::get_if<Move>(&*image.after) : nullptr; move && made)
        move->why = made->why;
    auto* request = now ? std::get_if<ChangeRequest>(&*now) : nullptr;
    const auto* then = image.before && image.after ? std::get_if<ChangeRequest>(&*image.after) : nullptr;
    if (request && then) request->watchers = then->watchers;
    return now;
}

/// The first message that somebody else wrote in the thread of what the command made.
const ThreadMessage* said_since(const Draft& draft, const std::vector<Ref>& made) {
    const auto& said = draft.context().archive.thread;
    const auto found = std::find_if(said.begin(), said.end(), [&](const ThreadMessage& message) {
        return message.by != draft.actor() && is_among(made, message.record);
    });
    return found == said.end() ? nullptr : &*found;
}

tl::unexpected<Refusal> refuse_resting(const World& world, Ref user, Ref on) {
    return refuse(
        fmt::format("{} rests on {}, so it is not taken back.", called(world, user), called(world, on)),
        "history shows what came after:", "history " + label(world, user));
}

tl::unexpected<Refusal> refuse_changed(const World& world, Ref record, std::string_view how) {
    return refuse(fmt::format("{} has {} since, so it is not taken back.", called(world, record), how),
                  "history shows what came after:", "history " + label(world, record));
}

/// What the journal has of the time after the command: all behind its last row. Of a command that it does not
/// know, what is later than its second.
std::span<const JournalRow> journal_after(const Context& context, const UndoEntry& entry) {
    const std::vector<JournalRow>& rows = context.archive.journal;
    const auto own = std::find_if(rows.rbegin(), rows.rend(), [&](const JournalRow& row) {
        return row.at == entry.at && row.by == context.actor && row.place == context.place.channel &&
               row.command == entry.command;
    });
    const auto after =
        own != rows.rend() ? own.base() : std::find_if(rows.begin(), rows.end(), [&](const JournalRow& row) {
            return row.at > entry.at;
        });
    return {after, rows.end()};
}

/// The request as one side of an image has it; nullptr where it is of something else, or not there.
const ChangeRequest* request_of(const std::optional<AnyRecord>& side) {
    return side ? std::get_if<ChangeRequest>(&*side) : nullptr;
}

/// The assessment of a request that the command reopened, as somebody has put it since.
const Assessment* assessed_since(const World& world, const Image& image, std::span<const JournalRow> later) {
    const ChangeRequest* before = request_of(image.before);
    const ChangeRequest* after = request_of(image.after);
    if (!before || !after || waiting(*before) || !waiting(*after)) return nullptr;
    for (const JournalRow& row : later) {
        const Assessment* said = world.find(row.record.as<AssessmentId>());
        if (said && said->change == id_of(*after)) return said;
    }
    return nullptr;
}

/// The first request that a command names by its ID.
ChangeId request_in(std::string_view command) {
    while (!command.empty()) {
        const std::size_t end = std::min(command.find_first_of(" ,:"), command.size());
        const auto named = typed_id(command.substr(0, end));
        if (named && named->kind == Kind::change) return named->as<ChangeId>();
        command.remove_prefix(std::min(end + 1, command.size()));
    }
    return {};
}

/// A request that the command merged away was heard of since, or found support, as the one that it is now
/// part of: not where that one was named.
bool went_on_since(const World& world, const Image& image, std::span<const JournalRow> later) {
    const ChangeRequest* before = request_of(image.before);
    const ChangeRequest* after = request_of(image.after);
    if (!before || !after || before->merged_into || !after->merged_into) return false;
    const ChangeId into = survivor(world, after->merged_into);
    const ChangeRequest* goes_on = world.find(into);
    const auto supports = [&](PersonId who) { return goes_on && is_among(goes_on->supporters, who); };
    return std::any_of(later.begin(), later.end(), [&](const JournalRow& row) {
        const Evidence* voice = world.find(row.record.as<EvidenceId>());
        const bool heard = voice && voice->change == into && row.field == "created";
        const bool supported = row.record == Ref{into} && row.field == "supporters" && supports(row.by);
        const ChangeId named = request_in(row.command);
        return (heard || supported) && named != into && named != after->merged_into;
    });
}

/// Nothing has changed since of what it wrote, and nothing was made possible by it.
Result<void> as_left(const Draft& draft, const UndoEntry& entry, const std::vector<Image>& images) {
    const World& world = draft.world();
    const std::span<const JournalRow> later = journal_after(draft.context(), entry);
    for (const Image& image : images) {
        const Ref ref = ref_of(image);
        if (!same_record(world, as_built(record_now(world, ref), image), image.after))
            return refuse_changed(world, ref, "changed");
        if (const Assessment* said = assessed_since(world, image, later))
            return refuse_changed(world, ref, fmt::format("been assessed by {}", word(said->function)));
        if (went_on_since(world, image, later))
            return refuse_changed(world, ref,
                                  "gone on as " + label(world, survivor(world, ref.as<ChangeId>())));
    }
    return {};
}

}  // namespace

Result<void> nothing_built(const Draft& draft, const UndoEntry& entry, const std::vector<Image>& images) {
    if (auto left = as_left(draft, entry, images); !left) return left;
    for (const Image& image : images)
        if (const auto baseline = agreed_since(draft.world(), image, entry.at))
            return refuse_resting(draft.world(), *baseline, ref_of(image));
    const std::vector<Ref> written = written_by(images);
    const std::vector<Ref> made = made_by(images);
    for (const Ref ref : made)
        if (const auto user = first_reference(draft.world(), ref, written))
            return refuse_resting(draft.world(), *user, ref);
    if (const ThreadMessage* message = said_since(draft, made))
        return refuse(fmt::format("{} has written in the thread of {}, so it is not taken back.",
                                  message->by ? person_name(draft.world(), message->by) : "Somebody",
                                  called(draft.world(), message->record)),
                      "What people write in a thread is part of the record.",
                      "history " + label(draft.world(), message->record));
    return {};
}

}  // namespace plumb
