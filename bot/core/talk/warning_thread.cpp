#include "core/talk/warning_thread.hpp"

#include "core/command/lookup.hpp"

#include <set>

namespace plumb {

namespace {

void add_warnings(std::set<Ref>& found, const Text& text) {
    for (const Run& run : text.runs()) {
        if (run.kind != Run::Kind::strong) continue;
        const auto ref = typed_id(run.text);
        if (ref && ref->kind == Kind::warning) found.insert(*ref);
    }
}

}  // namespace

Ref lone_warning(std::string_view anchor, const Card& card) {
    if (!anchor.starts_with("warnings:") && !anchor.starts_with("private:")) return {};
    std::set<Ref> found;
    add_warnings(found, card.title);
    for (const Line& line : card.lines) add_warnings(found, line.text);
    return found.size() == 1 ? *found.begin() : Ref{};
}

}  // namespace plumb
