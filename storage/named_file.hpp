// A file as its name and its text.
#pragma once

#include <string>

namespace plumb::storage {

struct NamedFile {
    /// Without its folder, `releases.csv`.
    std::string name;
    std::string text;
};

}  // namespace plumb::storage
