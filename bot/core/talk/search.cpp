// `search "text"`: what the shell found for it, in words.
#include "core/base/phrases.hpp"
#include "core/command/paging.hpp"
#include "core/command/record_text.hpp"
#include "core/talk/talk_handlers.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

/// The record that people know it by, and what it is of that: evidence and assessments have no name of their
/// own.
struct Whole {
    Ref record;
    std::string part;
};

Whole whole_of(const World& world, const SearchHit& hit) {
    if (const Evidence* e = world.find(hit.record.as<EvidenceId>())) {
        const Ref about = exists(world, e->change) ? Ref{e->change} : Ref{e->event};
        if (exists(world, about)) return {about, "evidence " + to_string(hit.record)};
    }
    if (const Assessment* a = world.find(hit.record.as<AssessmentId>()); a && exists(world, a->change))
        return {a->change, fmt::format("assessment by {}", word(a->function))};
    if (hit.field == "thread") return {hit.record, "thread"};
    if (hit.field == "moved") return {hit.record, "moved"};
    return {hit.record, {}};
}

/// Where a text was found and what stands around it; nothing where that is the title, which is there already.
std::string hit_text(const World& world, const SearchHit& hit) {
    const Whole whole = whole_of(world, hit);
    std::string name = called(world, whole.record);
    const bool said = whole.part.empty() && hit.excerpt == title(world, whole.record);
    if (hit.excerpt.empty() || said) return name;
    return fmt::format("{} ({}{}{})", name, whole.part, whole.part.empty() ? "" : ": ", hit.excerpt);
}

}  // namespace

Result<void> show_hits(Draft& draft, const Command& command) {
    std::vector<std::string> rows;
    const bool one_product = command.has("product");
    for (const SearchHit& hit : draft.context().archive.hits) {
        if (!exists(draft.world(), hit.record)) continue;
        if (one_product && product_of(draft.world(), hit.record) != command.product) continue;
        rows.push_back(hit_text(draft.world(), hit));
    }
    if (rows.empty()) {
        draft.answer(plain_card(fmt::format("Nothing holds {}.", quoted(command.text)),
                                {Text("Titles, whys, evidence, threads and decisions were searched.")}));
        return {};
    }
    const bool more = draft.context().archive.hits.size() >= kMostHits;
    const Text title(fmt::format("{} for {}{}:", counted(static_cast<int>(rows.size()), "place"),
                                 quoted(command.text),
                                 more ? ", and more that a longer text tells apart" : ""));
    draft.answer(list_card(title, rows, page_asked(command), "search " + as_typed(command.text)));
    return {};
}

}  // namespace plumb
