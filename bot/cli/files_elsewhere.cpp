#include "cli/files_elsewhere.hpp"

#include <exception>
#include <memory>

namespace plumb::cli {

namespace {

Result<File> made(const FileWork& work) try { return work(); } catch (const std::exception& error) {
    return refuse(std::string("something went wrong: ") + error.what() + ".");
}

}  // namespace

FilesElsewhere::~FilesElsewhere() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    changed_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void FilesElsewhere::make(const FileWish& wish, const World& world, Instant at, Done done) {
    Job job{file_work(wish, world, at, sources_), std::move(done)};
    {
        const std::lock_guard lock(mutex_);
        jobs_.push_back(std::move(job));
    }
    if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
    changed_.notify_one();
}

bool FilesElsewhere::take(Job& job) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return ending_ || !jobs_.empty(); });
    if (ending_) return false;
    job = std::move(jobs_.front());
    jobs_.pop_front();
    return true;
}

void FilesElsewhere::run() {
    for (Job job; take(job);) {
        const auto file = std::make_shared<Result<File>>(made(job.work));
        job.work = nullptr;
        post_([done = std::move(job.done), file] { done(std::move(*file)); });
    }
}

}  // namespace plumb::cli
