// A database in a folder of its own.
#pragma once

#include "storage/open.hpp"
#include "tests/storage/store_contract.hpp"

#include <filesystem>
#include <random>

namespace plumb::storage {

class TemporaryFolder {
  public:
    TemporaryFolder()
        : path_(std::filesystem::temp_directory_path() /
                ("plumbline-test-" + std::to_string(std::random_device{}()))) {
        std::filesystem::create_directories(path_);
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    std::string file(const std::string& name) const { return (path_ / name).string(); }

  private:
    std::filesystem::path path_;
};

class SqliteUnderTest : public StoreUnderTest {
  public:
    std::unique_ptr<Store> open() override {
        auto store = open_store({folder_.file("plan.db"), false, true});
        REQUIRE(store);
        return std::move(*store);
    }

  private:
    TemporaryFolder folder_;
};

}  // namespace plumb::storage
