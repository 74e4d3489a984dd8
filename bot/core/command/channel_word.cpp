#include "core/command/channel_word.hpp"

namespace plumb {

std::string channel_word(const Context& context, const std::string& address) {
    const Place& here = context.place;
    if (!here.direct && here.channel == address)
        return here.channel_name.empty() ? "this channel" : "#" + here.channel_name;
    const std::size_t slash = address.find('/');
    return slash == std::string::npos ? address : address.substr(slash + 1);
}

}  // namespace plumb
