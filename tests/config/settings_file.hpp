// A configuration in a file that goes away with the test.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

namespace plumb::config {

class SettingsFile {
  public:
    explicit SettingsFile(const std::string& text, const std::string& name = "plumbline.toml",
                          const std::string& folder = {})
        : folder_(folder.empty() ? make_folder() : folder),
          own_(folder.empty()),
          path_(folder_ + "/" + name) {
        std::ofstream(path_, std::ios::binary) << text;
    }
    SettingsFile(const SettingsFile&) = delete;
    SettingsFile& operator=(const SettingsFile&) = delete;
    ~SettingsFile() {
        std::error_code ignored;
        if (own_) std::filesystem::remove_all(folder_, ignored);
    }

    const std::string& path() const { return path_; }
    const std::string& folder() const { return folder_; }

  private:
    static std::string make_folder() {
        std::string name = (std::filesystem::temp_directory_path() / "plumb-settings-XXXXXX").string();
        if (!::mkdtemp(name.data())) throw std::runtime_error("no folder for a test");
        return name;
    }

    std::string folder_;
    bool own_ = false;
    std::string path_;
};

}  // namespace plumb::config
