#include "chat/matrix/gap.hpp"

#include "chat/matrix/names.hpp"

#include <algorithm>

namespace plumb::matrix {

Gap::Gap(const JoinedRoom& room, std::string since, std::string last)
    : room_(room.id),
      since_(std::move(since)),
      last_(std::move(last)),
      backwards_(!room.before.empty()),
      from_(backwards_ ? room.before : since_) {
    for (const Event& event : room.timeline) seen_.insert(event.id);
    if (!room.timeline.empty()) first_of_timeline_ = room.timeline.front().id;
    over_ = from_.empty();
}

std::string Gap::next_page() const {
    if (over_) return {};
    std::string path = client_path({"rooms", room_, "messages"});
    path += std::string("?dir=") + (backwards_ ? "b" : "f") + "&from=" + percent_encoded(from_);
    // Forwards the end is where the timeline begins.
    if (backwards_ && !since_.empty()) path += "&to=" + percent_encoded(since_);
    return path + "&limit=" + std::to_string(kPageEvents);
}

void Gap::take(MessagePage page) {
    documents.push_back(page.document);
    for (Event& event : page.events) {
        const bool ends = backwards_ ? !last_.empty() && event.id == last_
                                     : !first_of_timeline_.empty() && event.id == first_of_timeline_;
        if (ends) {
            over_ = true;
            met_last_ = backwards_;
            return;
        }
        if (seen_.insert(event.id).second) found_.push_back(std::move(event));
    }
    ++pages_;
    cut_short_ = pages_ >= kMostPages;
    // A page of which nothing may be seen is empty, and more can come behind it.
    over_ = page.next.empty() || page.next == from_ || page.next == since_ || cut_short_;
    from_ = page.next;
}

void Gap::refused() {
    const bool other_end = backwards_ && found_.empty() && !since_.empty();
    over_ = !other_end;
    if (!other_end) return;
    backwards_ = false;
    from_ = since_;
}

std::vector<Event> Gap::events() const {
    std::vector<Event> in_order = found_;
    if (backwards_) std::reverse(in_order.begin(), in_order.end());
    return in_order;
}

}  // namespace plumb::matrix
