// What a command must know from the store before it is decided.
#include "app/service.hpp"
#include "core/command/undo_entry.hpp"
#include "core/talk/grammar.hpp"
#include "core/talk/history_text.hpp"

#include <algorithm>
#include <iterator>

namespace plumb {

namespace {

/// What was said in the threads of the records that a command made.
std::vector<ThreadMessage> said_on(Store& store, const UndoEntry& entry) {
    std::vector<ThreadMessage> said;
    for (const UndoEntry::Image& image : entry.images) {
        if (image.before) continue;
        std::vector<ThreadMessage> thread = store.thread(ref_of(image));
        std::move(thread.begin(), thread.end(), std::back_inserter(said));
    }
    return said;
}

}  // namespace

void Service::look_up(Context& context, std::string_view text) {
    const Lookup lookup = needs_of(world_, context, text);
    switch (lookup.needs) {
        case Needs::nothing: break;
        case Needs::history:
            context.archive.history = store_.history(with_parts(world_, lookup.record));
            break;
        case Needs::thread: context.archive.thread = store_.thread(lookup.record); break;
        case Needs::search: context.archive.hits = store_.search(lookup.text, kMostHits); break;
        case Needs::recent: context.archive.journal = store_.journal_since(lookup.since); break;
        case Needs::undo:
            context.archive.undo = store_.undo_entry(context.actor, context.place.channel);
            if (const auto& entry = context.archive.undo; entry && context.now - entry->at <= kUndoWindow) {
                context.archive.thread = said_on(store_, *entry);
                context.archive.journal = store_.journal_since(entry->at);
            }
            break;
    }
}

}  // namespace plumb
