#include "core/talk/settled_since.hpp"

#include "core/change/state.hpp"
#include "core/change/watchers.hpp"
#include "core/command/record_text.hpp"
#include "core/command/undo_entry.hpp"

#include <fmt/core.h>

#include <set>

namespace plumb {

namespace {

using Image = UndoEntry::Image;

/// The request whose assessment the image is of.
ChangeId assessed_by(const Image& image) {
    const auto& side = image.before ? image.before : image.after;
    const auto* assessment = side ? std::get_if<Assessment>(&*side) : nullptr;
    return assessment ? assessment->change : ChangeId{};
}

/// What settling makes of a request.
void copy_state(ChangeRequest& to, const ChangeRequest& from) {
    to.status = from.status;
    to.assessed_at = from.assessed_at;
}

/// Settles the request anew. True when that made another state of it.
bool settled(Draft& draft, ChangeId id) {
    const ChangeRequest* held = draft.find(id);
    if (!held) return false;
    ChangeRequest request = *held;
    settle_anew(draft.world(), request);
    const bool turned = request.status != held->status;
    draft.put_quietly(std::move(request));
    return turned;
}

}  // namespace

std::vector<Image> settled_since(const World& world, std::vector<Image> images) {
    for (Image& image : images) {
        auto* left = image.after ? std::get_if<ChangeRequest>(&*image.after) : nullptr;
        const ChangeRequest* now = left ? world.find(id_of(*left)) : nullptr;
        if (!now || !waiting(*now) || !waiting(*left)) continue;
        copy_state(*left, *now);
    }
    return images;
}

void settle_restored(Draft& draft, std::vector<Image>& images) {
    std::set<ChangeId> restored;
    std::set<ChangeId> assessed;
    for (Image& image : images) {
        assessed.insert(assessed_by(image));
        auto* request = image.before ? std::get_if<ChangeRequest>(&*image.before) : nullptr;
        if (!request) continue;
        restored.insert(id_of(*request));
        settled(draft, id_of(*request));
        copy_state(*request, *draft.find(id_of(*request)));
    }
    for (const ChangeId id : assessed) {
        if (restored.contains(id) || !settled(draft, id)) continue;
        const ChangeRequest& request = *draft.find(id);
        tell_watchers(draft, request,
                      Text(fmt::format("{} is {} again.", called(draft.world(), id), word(request.status))));
        draft.show_card(id);
    }
}

}  // namespace plumb
