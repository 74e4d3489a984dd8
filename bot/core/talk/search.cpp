// `search "text"`: what the shell found for it, in words.
#include "core/base/phrases.hpp"
#include "core/command/paging.hpp"
#include "core/command/record_text.hpp"
#include "core/talk/talk_handlers.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

/// Where a text was found and what stands around it; nothing where that is the title, which is there already.
std::string found_in(const World& world, const SearchHit& hit) {
    if (hit.excerpt.empty() || hit.excerpt == title(world, hit.record)) return {};
    return fmt::format(" ({}{})", hit.field == "thread" ? "thread: " : "", hit.excerpt);
}

}  // namespace

Result<void> show_hits(Draft& draft, const Command& command) {
    std::vector<std::string> rows;
    const bool one_product = command.has("product");
    for (const SearchHit& hit : draft.context().archive.hits) {
        if (!exists(draft.world(), hit.record)) continue;
        if (one_product && product_of(draft.world(), hit.record) != command.product) continue;
        rows.push_back(called(draft.world(), hit.record) + found_in(draft.world(), hit));
    }
    if (rows.empty()) {
        draft.answer(plain_card(fmt::format("Nothing holds {}.", quoted(command.text)),
                                {Text("Titles, whys, evidence, threads and decisions were searched.")}));
        return {};
    }
    const Text title(
        fmt::format("{} for {}:", counted(static_cast<int>(rows.size()), "place"), quoted(command.text)));
    draft.answer(list_card(title, rows, command.get<std::int64_t>("page").value_or(1),
                           "search " + as_typed(command.text)));
    return {};
}

}  // namespace plumb
