// What people call the channels that a product or a schedule has.
#include "app/service.hpp"

namespace plumb {

namespace {

std::string name_note(const std::string& channel) { return "name:" + channel; }

}  // namespace

void Service::load_names() {
    const auto load = [this](const std::string& channel) {
        if (std::string name = store_.note(name_note(channel)); !name.empty())
            channel_names_[channel] = std::move(name);
    };
    for (const Product& product : world_.all<Product>())
        for (const std::string& channel : product.channels) load(channel);
    for (const Schedule& schedule : world_.all<Schedule>()) load(schedule.channel);
}

/// Where something is said, it says what that place is called; elsewhere the same name is to be told.
void Service::learn_name(const Place& place) {
    if (place.direct || place.channel.empty() || place.channel_name.empty()) return;
    std::string& known = channel_names_[place.channel];
    if (known == place.channel_name) return;
    known = place.channel_name;
    store_.set_note(name_note(place.channel), known);
}

}  // namespace plumb
