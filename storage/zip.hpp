// Several files as one archive.
#pragma once

#include "storage/named_file.hpp"

#include <vector>

namespace plumb::storage {

/// A ZIP file (APPNOTE 6.3), stored without compression, names in UTF-8. The same files give the same bytes.
/// For what people are sent: well below the format's 4 GiB.
std::string zip_archive(const std::vector<NamedFile>& files);

}  // namespace plumb::storage
