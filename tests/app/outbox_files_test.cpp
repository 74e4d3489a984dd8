#include "app/outbox.hpp"
#include "storage/open.hpp"

#include <catch2/catch.hpp>
#include <utility>

namespace plumb {
namespace {

class FixedClock : public Clock {
  public:
    Instant now() const override { return Instant{}; }
};

/// Keeps what it was asked to make until a test answers.
class SlowFiles : public FileMaker {
  public:
    void make(const FileWish& wish, const World&, Instant, Done done) override {
        wishes.push_back(wish);
        waiting.push_back(std::move(done));
    }
    void answer(Result<File> file) {
        const Done done = std::move(waiting.front());
        waiting.erase(waiting.begin());
        done(std::move(file));
    }
    std::vector<FileWish> wishes;
    std::vector<Done> waiting;
};

class AtOnce : public FileMaker {
  public:
    void make(const FileWish& wish, const World&, Instant, Done done) override {
        ++made;
        done(File{wish.name, "text/plain", wish.text, {}});
    }
    int made = 0;
};

struct Sent {
    std::string text;
    std::string file;
    std::string bytes;
    std::string last_line;
};

class Recorder : public Chat {
  public:
    bool owns(std::string_view) const override { return true; }
    std::string direct_channel(const Person&) const override { return {}; }
    void send(const Delivery& delivery, std::function<void(SendOutcome)> done) override {
        const Card& card = delivery.row->message.card;
        sent.push_back({card.title.runs().front().text, delivery.file ? delivery.file->name : "",
                        delivery.file ? delivery.file->bytes : "",
                        card.lines.empty() ? "" : card.lines.back().text.runs().front().text});
        done(outcomes.empty() ? SendOutcome{SendOutcome::What::sent, "m", {}, {}} : outcomes.front());
        if (!outcomes.empty()) outcomes.erase(outcomes.begin());
    }
    bool ready() const override { return true; }
    std::vector<Sent> sent;
    std::vector<SendOutcome> outcomes;
};

struct Fixture {
    Fixture() {
        outbox.add(chat);
        outbox.see([this]() -> const World& { return world; });
    }
    /// Puts a message into the store and the outbox, as a commit does.
    void post(const std::string& channel, const std::string& title, bool with_file,
              Outgoing::How how = Outgoing::How::post) {
        Transaction transaction;
        OutboxRow row;
        row.message.how = how;
        row.message.channel = channel;
        row.message.card = plain_card(title);
        if (with_file) {
            FileWish wish;
            wish.name = title + ".txt";
            wish.text = "rows of " + title;
            row.message.card.file = wish;
        }
        transaction.outbox.push_back(row);
        REQUIRE(store->begin());
        REQUIRE(store->put(transaction));
        REQUIRE(store->commit());
        outbox.enqueue(transaction.outbox);
    }

    std::unique_ptr<Store> store = storage::open_store({}).value();
    FixedClock clock;
    World world;
    Recorder chat;
    Outbox outbox{*store, clock};
};

}  // namespace

TEST_CASE("a message goes out with the file its card wishes for") {
    Fixture f;
    AtOnce files;
    f.outbox.make_files_with(files);
    f.post("c", "list", true);
    f.post("c", "word", false);
    f.outbox.pump();
    REQUIRE(f.chat.sent.size() == 2);
    CHECK(f.chat.sent[0].file == "list.txt");
    CHECK(f.chat.sent[0].bytes == "rows of list");
    CHECK(f.chat.sent[1].file.empty());
    CHECK(f.outbox.idle());
}

TEST_CASE("a file in the making keeps its channel in order and holds up no other") {
    Fixture f;
    SlowFiles files;
    f.outbox.make_files_with(files);
    int woken = 0;
    f.outbox.on_wake([&] { ++woken; });
    f.post("a", "list", true);
    f.post("a", "after", false);
    f.post("b", "elsewhere", false);
    f.outbox.pump();
    REQUIRE(f.chat.sent.size() == 1);
    CHECK(f.chat.sent[0].text == "elsewhere");
    CHECK(files.wishes.size() == 1);
    f.outbox.pump();
    CHECK(files.wishes.size() == 1);

    woken = 0;
    files.answer(File{"list.txt", "text/plain", "made", {}});
    CHECK(woken == 1);
    f.outbox.pump();
    REQUIRE(f.chat.sent.size() == 3);
    CHECK(f.chat.sent[1].bytes == "made");
    CHECK(f.chat.sent[2].text == "after");
}

TEST_CASE("a file is made once, however often its message is tried") {
    Fixture f;
    AtOnce files;
    f.outbox.make_files_with(files);
    f.chat.outcomes = {{SendOutcome::What::later, {}, Instant{}, {}},
                       {SendOutcome::What::unknown, {}, Instant{}, {}}};
    f.post("c", "list", true);
    for (int i = 0; i < 3; ++i) f.outbox.pump();
    CHECK(f.chat.sent.size() == 3);
    CHECK(f.chat.sent[2].file == "list.txt");
    CHECK(files.made == 1);
    CHECK(f.outbox.idle());
}

TEST_CASE("a message whose file cannot be made goes without it and says why") {
    Fixture f;
    SlowFiles files;
    f.outbox.make_files_with(files);
    f.post("c", "list", true);
    f.outbox.pump();
    files.answer(refuse("the disk is full."));
    f.outbox.pump();
    REQUIRE(f.chat.sent.size() == 1);
    CHECK(f.chat.sent[0].file.empty());
    CHECK(f.chat.sent[0].last_line == "list.txt could not be made: the disk is full.");
}

TEST_CASE("without anybody who makes files messages go without") {
    Fixture f;
    f.post("c", "list", true);
    f.outbox.pump();
    REQUIRE(f.chat.sent.size() == 1);
    CHECK(f.chat.sent[0].file.empty());
}

TEST_CASE("a wish comes back from the store as it was") {
    Fixture f;
    Transaction transaction;
    OutboxRow row;
    row.message.channel = "c";
    row.message.card = plain_card("The plan");
    FileWish wish{FileWish::What::timeline, "atlas.png", ProductId{3}, {}, {}, {}};
    wish.from = parse_iso_day("2027-03-01");
    wish.to = parse_iso_day("2028-02-29");
    row.message.card.file = wish;
    transaction.outbox.push_back(row);
    REQUIRE(f.store->begin());
    REQUIRE(f.store->put(transaction));
    REQUIRE(f.store->commit());
    const auto rows = f.store->outbox();
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].message.card.file == wish);
}

}  // namespace plumb
