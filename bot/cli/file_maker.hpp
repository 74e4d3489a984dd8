// Makes the files that cards wish for, from the world and what the store keeps beside it.
#pragma once

#include "core/time/zone.hpp"
#include "ports/files.hpp"
#include "storage/export_json.hpp"

#include <functional>
#include <string>

namespace plumb::cli {

struct FileSources {
    const Zones* zones = nullptr;
    std::string default_tz = "UTC";
    /// The world as given, with its journal and threads.
    std::function<Result<storage::Archived>(const World&)> archived;
};

Result<File> make_file(const FileWish& wish, const World& world, Instant at, const FileSources& sources);

/// Answers from within make(): for a console, whose reader waits for it anyway.
class FilesAtOnce : public FileMaker {
  public:
    explicit FilesAtOnce(FileSources sources) : sources_(std::move(sources)) {}

    void make(const FileWish& wish, const World& world, Instant at, Done done) override {
        done(make_file(wish, world, at, sources_));
    }

  private:
    FileSources sources_;
};

}  // namespace plumb::cli
