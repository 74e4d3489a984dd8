#include "cli/files_elsewhere.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <stdexcept>

namespace plumb::cli {
namespace {

constexpr std::chrono::seconds kPatience{20};

class NoZones : public Zones {
  public:
    const Zone* find(std::string_view) const override { return nullptr; }
};

/// What was posted from the other thread, run here.
class Loop {
  public:
    FilesElsewhere::Post post() {
        return [this](std::function<void()> work) {
            const std::lock_guard lock(mutex_);
            posted_.push_back(std::move(work));
            changed_.notify_one();
        };
    }
    /// Waits for the next one and runs it; false when none comes.
    bool run_one() {
        std::unique_lock lock(mutex_);
        if (!changed_.wait_for(lock, kPatience, [this] { return !posted_.empty(); })) return false;
        const auto work = std::move(posted_.front());
        posted_.pop_front();
        lock.unlock();
        work();
        return true;
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> posted_;
};

FileWish rows(const std::string& name) {
    FileWish wish;
    wish.name = name;
    wish.text = "text of " + name;
    return wish;
}

FileWish json_of_all() {
    FileWish wish;
    wish.what = FileWish::What::export_json;
    wish.name = "all.json";
    return wish;
}

}  // namespace

TEST_CASE("files are made in order on another thread, and answered on this one") {
    NoZones zones;
    Loop loop;
    std::thread::id worker;
    FileSources sources;
    sources.zones = &zones;
    sources.archived = [&](const World& world) -> Result<storage::Archived> {
        worker = std::this_thread::get_id();
        return storage::Archived{world, {}, {}};
    };
    FilesElsewhere files(sources, loop.post());
    std::vector<std::string> made;
    std::thread::id answered;
    const auto done = [&](const Result<File>& file) {
        answered = std::this_thread::get_id();
        made.push_back(file ? file->name + ": " + file->bytes.substr(0, 9) : file.error().wrong);
    };
    files.make(rows("a.txt"), {}, {}, done);
    files.make(json_of_all(), {}, {}, done);
    files.make(rows("b.txt"), {}, {}, done);
    CHECK(made.empty());
    for (int i = 0; i < 3; ++i) REQUIRE(loop.run_one());
    CHECK(made == std::vector<std::string>{"a.txt: text of a", "all.json: {\n  \"plum", "b.txt: text of b"});
    CHECK(answered == std::this_thread::get_id());
    CHECK(worker != std::this_thread::get_id());
}

TEST_CASE("what goes wrong on the other thread is an answer") {
    NoZones zones;
    Loop loop;
    FileSources sources;
    sources.zones = &zones;
    sources.archived = [](const World&) -> Result<storage::Archived> { throw std::runtime_error("no disk"); };
    FilesElsewhere files(sources, loop.post());
    std::string wrong;
    files.make(json_of_all(), {}, {},
               [&](const Result<File>& file) { wrong = file ? "" : file.error().wrong; });
    REQUIRE(loop.run_one());
    CHECK(wrong == "something went wrong: no disk.");
}

TEST_CASE("ending waits for the file in hand") {
    NoZones zones;
    Loop loop;
    std::mutex mutex;
    std::condition_variable begun;
    bool in_hand = false;
    bool finished = false;
    FileSources sources;
    sources.zones = &zones;
    sources.archived = [&](const World& world) -> Result<storage::Archived> {
        const std::lock_guard lock(mutex);
        in_hand = true;
        begun.notify_all();
        finished = true;
        return storage::Archived{world, {}, {}};
    };
    int answers = 0;
    {
        FilesElsewhere files(sources, loop.post());
        files.make(json_of_all(), {}, {}, [&](const Result<File>&) { ++answers; });
        std::unique_lock lock(mutex);
        REQUIRE(begun.wait_for(lock, kPatience, [&] { return in_hand; }));
    }
    CHECK(finished);
    CHECK(answers == 0);
    REQUIRE(loop.run_one());
    CHECK(answers == 1);
}

TEST_CASE("one that was never asked has no thread to end") {
    NoZones zones;
    Loop loop;
    FileSources sources;
    sources.zones = &zones;
    const FilesElsewhere files(sources, loop.post());
}

}  // namespace plumb::cli
