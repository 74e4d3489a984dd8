// `search "text"`: what the shell found for it, in words.
#include "core/base/phrases.hpp"
#include "core/command/paging.hpp"
#include "core/command/record_text.hpp"
#include "core/talk/talk_handlers.hpp"

#include <fmt/core.h>

namespace plumb {

Result<void> show_hits(Draft& draft, const Command& command) {
    std::vector<std::string> rows;
    const bool one_product = command.has("product");
    for (const SearchHit& hit : draft.context().archive.hits) {
        if (!exists(draft.world(), hit.record)) continue;
        if (one_product && product_of(draft.world(), hit.record) != command.product) continue;
        const std::string where =
            hit.field == "title" ? std::string{} : fmt::format(" ({}: {})", hit.field, hit.excerpt);
        rows.push_back(called(draft.world(), hit.record) + where);
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
