#include "core/change/may_press.hpp"

#include "core/base/among.hpp"
#include "core/base/next_word.hpp"
#include "core/change/authority.hpp"
#include "core/change/state.hpp"

#include <array>

namespace plumb {

namespace {

constexpr std::array<std::string_view, 3> kDeciding{"approve", "decline", "defer"};

}  // namespace

Result<void> may_press(const World& world, const Context& context, std::string_view command) {
    const bool about_request = next_word(command) == "change";
    const std::string_view verb = next_word(command);
    const auto ref = parse_ref(next_word(command));
    if (!about_request || !is_among(kDeciding, verb) || !ref || ref->kind != Kind::change || !context.actor)
        return {};
    const ChangeRequest* request = world.find(ref->as<ChangeId>());
    if (!request) return {};
    if (auto ok = has_say(world, context.actor, *request, verb); !ok) return ok;
    return allow(world, context, *request, verb);
}

}  // namespace plumb
