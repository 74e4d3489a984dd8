// Files that go with a message: what makes them, outside of the core and off the one thread.
#pragma once

#include "core/base/card.hpp"
#include "core/base/result.hpp"
#include "core/records/world.hpp"

#include <functional>
#include <string>

namespace plumb {

/// A file as a chat sends it.
struct File {
    /// `atlas-timeline-2027-03-01.png`: a bare name, no folder in it.
    std::string name;
    /// `image/png`, `text/plain`, `application/json`, `application/zip`.
    std::string mime;
    std::string bytes;
    /// What a picture shows, in words, for people who do not see it; empty for other files.
    std::string alt;

    bool operator==(const File&) const = default;
};

class FileMaker {
  public:
    using Done = std::function<void(Result<File>)>;

    virtual ~FileMaker() = default;
    /// Makes what a card wishes for, as it was on `at`. `done` is called once, on the thread that called
    /// make() and possibly from within it; the work itself may be done elsewhere on a copy of the world.
    virtual void make(const FileWish& wish, const World& world, Instant at, Done done) = 0;
};

}  // namespace plumb
