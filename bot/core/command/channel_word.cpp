#include "core/command/channel_word.hpp"

namespace plumb {

std::string channel_word(const Context& context, const std::string& address) {
    const Place& here = context.place;
    if (!here.direct && here.channel == address)
        return here.channel_name.empty() ? "this channel" : "#" + here.channel_name;
    if (context.channel_names)
        if (const auto known = context.channel_names->find(address); known != context.channel_names->end())
            return "#" + known->second;
    const std::size_t slash = address.find('/');
    return slash == std::string::npos ? address : address.substr(slash + 1);
}

}  // namespace plumb
