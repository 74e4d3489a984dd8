// Makes files on a thread of its own, one after the other, so that nobody waits for them.
#pragma once

#include "cli/file_maker.hpp"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace plumb::cli {

/// make() and its answers belong to one thread, which `post` reaches from any other. The thread that works is
/// started by the first file and ended by the destructor, which waits for the file in hand and drops the
/// others unanswered: their messages stay in the outbox.
class FilesElsewhere : public FileMaker {
  public:
    using Post = std::function<void(std::function<void()>)>;

    FilesElsewhere(FileSources sources, Post post) : sources_(std::move(sources)), post_(std::move(post)) {}
    FilesElsewhere(const FilesElsewhere&) = delete;
    FilesElsewhere& operator=(const FilesElsewhere&) = delete;
    ~FilesElsewhere() override;

    void make(const FileWish& wish, const World& world, Instant at, Done done) override;

  private:
    struct Job {
        FileWork work;
        Done done;
    };
    void run();
    bool take(Job& job);

    FileSources sources_;
    Post post_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> jobs_;
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace plumb::cli
