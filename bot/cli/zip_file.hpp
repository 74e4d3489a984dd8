// Several files as one, in the form that every system opens (ZIP, stored without compression).
#pragma once

#include <string>
#include <string_view>

namespace plumb::cli {

class ZipFile {
  public:
    /// The name in UTF-8, without a folder; together less than 4 GB.
    void add(std::string_view name, std::string_view bytes);
    /// The archive of what was added. The same files give the same bytes: it carries no time.
    std::string bytes() const;

  private:
    std::string files_;
    std::string directory_;
    int count_ = 0;
};

}  // namespace plumb::cli
