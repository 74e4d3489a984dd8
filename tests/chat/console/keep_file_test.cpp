#include "chat/console/keep_file.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace plumb::console {
namespace {

namespace files = std::filesystem;

/// A folder of its own, gone at the end.
struct Folder {
    Folder() {
        std::string name = (files::temp_directory_path() / "plumbline-files-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path = name;
    }
    ~Folder() { files::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string read(const std::string& name) const {
        std::ifstream in(path / name, std::ios::binary);
        return std::string{std::istreambuf_iterator<char>(in), {}};
    }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(path / name, std::ios::binary) << text;
    }
    std::size_t count() const {
        return static_cast<std::size_t>(
            std::distance(files::directory_iterator(path), files::directory_iterator()));
    }
    files::path path;
};

File named_file(std::string name, std::string bytes) {
    return {std::move(name), "text/plain", std::move(bytes), {}};
}

}  // namespace

TEST_CASE("a file is saved under its name, and its path said") {
    Folder folder;
    const std::string bytes("a\0b\n", 4);
    CHECK(keep_file(folder.path.string(), named_file("plan.png", bytes)) ==
          (folder.path / "plan.png").string());
    CHECK(folder.read("plan.png") == bytes);
}

TEST_CASE("what is there is never touched") {
    Folder folder;
    folder.write("plan.png", "somebody's own");
    CHECK(keep_file(folder.path.string(), named_file("plan.png", "made")) ==
          (folder.path / "plan-2.png").string());
    CHECK(folder.read("plan.png") == "somebody's own");
    CHECK(folder.read("plan-2.png") == "made");
    CHECK(keep_file(folder.path.string(), named_file("plan.png", "other")) ==
          (folder.path / "plan-3.png").string());
}

TEST_CASE("the same file again is the same file") {
    Folder folder;
    for (int i = 0; i < 3; ++i)
        CHECK(keep_file(folder.path.string(), named_file("plan.png", "made")) ==
              (folder.path / "plan.png").string());
    CHECK(folder.count() == 1);
}

TEST_CASE("a link is not followed, and a folder of that name is left alone") {
    Folder folder;
    folder.write("precious", "made");
    files::create_symlink(folder.path / "nowhere", folder.path / "dangling.txt");
    CHECK(keep_file(folder.path.string(), named_file("dangling.txt", "x")) ==
          (folder.path / "dangling-2.txt").string());
    CHECK_FALSE(files::exists(folder.path / "nowhere"));
    files::create_directory(folder.path / "plan.png");
    CHECK(keep_file(folder.path.string(), named_file("plan.png", "x")) ==
          (folder.path / "plan-2.png").string());
}

TEST_CASE("a name never leads out of the folder") {
    Folder folder;
    files::create_directory(folder.path / "in");
    const auto path = keep_file((folder.path / "in").string(), named_file("../../out.txt", "x"));
    CHECK(path == (folder.path / "in" / "out.txt").string());
}

TEST_CASE("a folder that is not there is said") {
    const auto path = keep_file("/nowhere/at/all", named_file("plan.png", "x"));
    REQUIRE_FALSE(path);
    CHECK(path.error().wrong == "plan.png could not be saved: No such file or directory");
}

}  // namespace plumb::console
