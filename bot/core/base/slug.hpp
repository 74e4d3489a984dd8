// Names of any words as one word: product keys, handles.
#pragma once

#include <string>
#include <string_view>

namespace plumb {

/// The bytes that `keeps` takes, a dash for each run of others between them and none at either end.
template <class Keeps>
std::string slug(std::string_view text, Keeps keeps) {
    std::string out;
    for (const char c : text) {
        if (keeps(c))
            out += c;
        else if (!out.empty() && out.back() != '-')
            out += '-';
    }
    while (!out.empty() && out.back() == '-') out.pop_back();
    return out;
}

}  // namespace plumb
