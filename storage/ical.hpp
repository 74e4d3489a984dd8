// libical's objects with an owner. Private to storage/.
#pragma once

#include <libical/ical.h>

#include <memory>
#include <string>

namespace plumb::storage {

struct IcalFree {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using IcalComponent = std::unique_ptr<icalcomponent, IcalFree>;

/// Takes what an `…_r` function allocated.
inline std::string taken(char* text) {
    if (!text) return {};
    std::string out(text);
    icalmemory_free_buffer(text);
    return out;
}

}  // namespace plumb::storage
