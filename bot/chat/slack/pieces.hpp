// Pieces of text that fit: cut where a reader would cut.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::slack {

/// The text in pieces of at most `most` code points, cut at a line's end, else at a blank, else anywhere but
/// inside of a character or an entity (`&amp;`). Nothing is lost but the blank that was cut at.
std::vector<std::string> in_pieces(std::string_view text, std::size_t most);

/// At most `most` code points, ending in `…` where something was left out.
std::string shortened(std::string_view text, std::size_t most);

/// `AW-3` of `Accept the risk AW-3`; empty: the label of a button says nothing of whose it is.
std::string_view id_behind(std::string_view label);

}  // namespace plumb::slack
