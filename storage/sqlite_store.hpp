// The Store port on SQLite. Private to storage/: others get it from open_store.
#pragma once

#include "ports/store.hpp"
#include "storage/lock.hpp"
#include "storage/outcomes.hpp"
#include "storage/rows.hpp"
#include "storage/search.hpp"
#include "storage/statements.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <memory>
#include <string>

namespace plumb::storage {

class SqliteStore final : public Store {
  public:
    /// `lock` outlives the database handle: members are destroyed from the last to the first.
    /// `retention` as in OpenOptions.
    SqliteStore(Lock lock, std::unique_ptr<SQLite::Database> database, int retention);
    SqliteStore(const SqliteStore&) = delete;
    SqliteStore& operator=(const SqliteStore&) = delete;
    ~SqliteStore() override;

    World load() override;
    Result<void> begin() override;
    Result<void> put(Transaction& transaction) override;
    Result<void> commit() override;
    void rollback() override;
    bool seen(const std::vector<std::string>& keys) override;
    std::vector<JournalRow> history(const std::vector<Ref>& records) override;
    std::vector<JournalRow> journal_since(Instant since) override;
    std::vector<ThreadMessage> thread(Ref record) override;
    std::vector<ThreadMessage> threads() override;
    std::vector<SearchHit> search(std::string_view text, int limit) override;
    std::optional<UndoEntry> undo_entry(PersonId actor, std::string_view channel) override;
    std::vector<OutboxRow> outbox() override;
    void tried(std::int64_t id) override;
    void untried(std::int64_t id) override;
    void sent(std::int64_t id, std::string_view message_id) override;
    void dropped(std::int64_t id, std::string_view why) override;
    void settle() override;
    std::optional<Post> post(std::string_view anchor, std::string_view channel) override;
    std::string message_id(std::string_view anchor, std::string_view channel) override;
    std::vector<std::string> channels(std::string_view anchor) override;
    std::optional<Post> post_by_message(std::string_view channel, std::string_view message_id) override;
    Ref record_of_thread(std::string_view channel, std::string_view message_id) override;
    int bury(const DeadLetter& letter) override;
    std::string note(std::string_view key) override;
    void set_note(std::string_view key, std::string_view value) override;

  private:
    /// Does what reads much of the database; throws an error that names it where it is damaged.
    template <class Read>
    auto whole(Read read) {
        try {
            return read();
        } catch (const std::exception& error) {
            rethrow(error);
        }
    }
    [[noreturn]] void rethrow(const std::exception& error) const;
    /// `texts`: how many the index held before the event.
    void roll_back_event(std::size_t texts);
    void put_records(const Transaction& transaction);
    void put_messages(Transaction& transaction);
    void put_readdressed(const Transaction& transaction);
    void put_undo(const Transaction& transaction);
    void put_counters(const Transaction& transaction);
    /// Once a day: what is older than the retention goes.
    void sweep(Instant now);

    Lock lock_;
    std::unique_ptr<SQLite::Database> database_;
    Statements statements_;
    Rows rows_;
    Search search_;
    Outcomes outcomes_;
    std::array<int, kKinds> written_last_{};
    int written_last_message_ = -1;
    bool open_ = false;
    int retention_;
    Day swept_{};
};

}  // namespace plumb::storage
