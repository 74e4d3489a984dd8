// A message's file on disk: the console has nowhere else to show it.
#pragma once

#include "core/base/result.hpp"
#include "ports/files.hpp"

#include <string>

namespace plumb::console {

/// Writes it into the folder and returns its path (the bare name where the folder is `.`). Never touches what
/// is there: a name that is taken by something else gets a number (`plan-2.png`), one that already holds
/// these bytes is left as it is.
Result<std::string> keep_file(const std::string& folder, const File& file);

}  // namespace plumb::console
