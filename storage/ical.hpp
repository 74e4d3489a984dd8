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

/// A text as it stands in a property whose type libical does not know, and back (RFC 5545, 3.3.11).
inline std::string as_ical_text(const std::string& text) {
    std::string out(2 * text.size() + 1, '\0');
    icalvalue_encode_ical_string(text.c_str(), out.data(), static_cast<int>(out.size()));
    out.resize(out.find('\0'));
    return out;
}
inline std::string from_ical_text(const std::string& text) {
    std::string out(text.size() + 1, '\0');
    icalvalue_decode_ical_string(text.c_str(), out.data(), static_cast<int>(out.size()));
    out.resize(out.find('\0'));
    return out;
}

}  // namespace plumb::storage
