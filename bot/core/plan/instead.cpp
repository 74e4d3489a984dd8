#include "core/plan/instead.hpp"

#include "core/change/open.hpp"

#include <fmt/core.h>

namespace plumb {

ChangeRequest request_for(ProductId product, ChangeKind kind, std::string title, std::string why) {
    ChangeRequest request;
    request.product = product;
    request.change_kind = kind;
    request.title = std::move(title);
    request.why = std::move(why);
    return request;
}

Result<void> request_instead(Draft& draft, ChangeRequest request, const std::string& what,
                             const std::string& later) {
    const bool asked = request.why.empty();
    const auto id = open_request(draft, std::move(request));
    if (!id) return tl::make_unexpected(id.error());
    const std::string cr = to_string(Ref{*id});
    Text line(fmt::format("{}: {} is in a confirmed baseline, so this is a request; the plan is as before.",
                          cr, what));
    if (!later.empty()) (line << " What it does not carry is set once it is approved: ").code(later);
    if (asked) (line << " Why? ").code(fmt::format("change set {} why:\"…\"", cr));
    draft.tell(*id, std::move(line));
    return {};
}

}  // namespace plumb
