// Makes the files that cards wish for, from the world and what the store keeps beside it.
#pragma once

#include "core/picture/scene.hpp"
#include "core/time/zone.hpp"
#include "ports/files.hpp"
#include "storage/export_json.hpp"

#include <functional>
#include <string>

namespace plumb::cli {

/// Where files come from. The functions may be called on any thread.
struct FileSources {
    const Zones* zones = nullptr;
    std::string default_tz = "UTC";
    /// The world as given, with its journal and threads.
    std::function<Result<storage::Archived>(const World&)> archived;
    /// A scene as PNG.
    std::function<Result<std::string>(const Scene&)> drawn;
};

/// Draws in a process of its own, and reads what is archived from the database by a connection of its own.
FileSources sources_beside(std::string database, const Zones& zones, std::string default_tz);

/// The work of making a file; may be done on another thread, at any time. It has all that it needs: only
/// setting it up asks the zones, which are for one thread.
using FileWork = std::function<Result<File>()>;
FileWork file_work(const FileWish& wish, const World& world, Instant at, const FileSources& sources);

/// Answers from within make(): for a console, whose reader waits for it anyway.
class FilesAtOnce : public FileMaker {
  public:
    explicit FilesAtOnce(FileSources sources) : sources_(std::move(sources)) {}

    void make(const FileWish& wish, const World& world, Instant at, Done done) override {
        done(file_work(wish, world, at, sources_)());
    }

  private:
    FileSources sources_;
};

}  // namespace plumb::cli
