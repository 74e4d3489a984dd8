// Whether a list holds something.
#pragma once

#include <algorithm>

namespace plumb {

/// One of the items equals it.
template <class List, class Item>
bool is_among(const List& items, const Item& item) {
    return std::find(items.begin(), items.end(), item) != items.end();
}

}  // namespace plumb
