// A value that came from outside, as a refusal of one line repeats it.
#pragma once

#include <string>
#include <string_view>

namespace plumb {

/// In curly quotes, cut to a length that leaves the sentence readable, line breaks as blanks, and without
/// anything that a terminal would act on.
std::string repeated(std::string_view text);

}  // namespace plumb
