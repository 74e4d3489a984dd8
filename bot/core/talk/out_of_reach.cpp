#include "core/talk/out_of_reach.hpp"

#include "core/records/forgotten.hpp"

#include <algorithm>
#include <string_view>

namespace plumb {

bool is_out_of_reach(const World& world, ProductId product, const Person& person) {
    constexpr std::string_view kConsole = "console/";
    const Product* const found = world.find(product);
    const bool a_name_alone =
        person.accounts.empty() && found &&
        std::none_of(found->channels.begin(), found->channels.end(),
                     [&](const std::string& channel) { return channel.starts_with(kConsole); });
    return is_forgotten(person) || a_name_alone;
}

}  // namespace plumb
