#include "storage/forget.hpp"

#include "core/base/spelling.hpp"
#include "core/records/forgotten.hpp"
#include "core/records/write.hpp"
#include "storage/fields_json.hpp"
#include "storage/lock.hpp"
#include "storage/migrate.hpp"
#include "storage/open.hpp"
#include "storage/rows.hpp"
#include "storage/said_in_threads.hpp"
#include "storage/scrub.hpp"
#include "storage/search.hpp"

#include <filesystem>

namespace plumb::storage {

namespace {

/// Fields that others are found by: they are not text about people.
bool is_key(Kind kind, std::string_view field) {
    switch (kind) {
        case Kind::product: return true;
        case Kind::customer:
        case Kind::release: return field == "name";
        case Kind::feature: return field == "key";
        case Kind::rule_setting:
        case Kind::schedule: return true;
        case Kind::mute:
        case Kind::warning: return field == "rule";
        case Kind::term: return field == "term";
        case Kind::person: return field != "name";
        default: return false;
    }
}

template <class T>
void scrub_value(T& value, const Scrub& scrub) {
    if constexpr (std::is_same_v<T, std::string>) {
        value = scrub(value);
    } else if constexpr (IsOptional<T>) {
        if (value) scrub_value(*value, scrub);
    } else if constexpr (IsVector<T>) {
        for (auto& item : value) scrub_value(item, scrub);
    } else if constexpr (Described<T>) {
        each_field(value, [&](std::string_view, auto& part) { scrub_value(part, scrub); });
    }
}

class Forgetting {
  public:
    explicit Forgetting(SQLite::Database& database)
        : database_(database), statements_(database), rows_(database), search_(statements_) {
        rows_.load(world_);
    }

    Result<Forgotten> run(const std::string& typed) {
        const auto who = person_meant(world_, typed);
        if (!who) return tl::make_unexpected(who.error());
        const Person person = *world_.find(*who);
        out_.handle = forgotten_handle(person.meta.n);
        const Scrub scrub(person.handle, person.name, person.accounts, out_.handle);
        SaidInThreads said(database_, world_, *who);
        SQLite::Transaction transaction(database_);
        records(person, scrub, said);
        said.leave_journal();
        messages(*who, scrub);
        journal(scrub);
        passing(*who, scrub);
        database_.exec("INSERT INTO found (found) VALUES ('rebuild')");
        transaction.commit();
        return out_;
    }

  private:
    void records(const Person& person, const Scrub& scrub, SaidInThreads& said) {
        const auto every = [&]<std::size_t... K>(std::index_sequence<K...>) {
            (scrub_kind<RecordOf<static_cast<Kind>(K)>>(scrub, said), ...);
        };
        every(std::make_index_sequence<kKinds>{});
        Person nobody;
        nobody.meta = person.meta;
        nobody.handle = out_.handle;
        nobody.function = person.function;
        put(AnyRecord{std::move(nobody)});
    }

    template <Record T>
    void scrub_kind(const Scrub& scrub, SaidInThreads& said) {
        for (const T& held : world_.all<T>()) {
            T record = held;
            if constexpr (std::is_same_v<T, ChangeRequest>) said.take_answers(record);
            each_field(record, [&](std::string_view key, auto& field) {
                if (!is_key(T::kind, key)) scrub_value(field, scrub);
            });
            if (!(record == held)) put(AnyRecord{std::move(record)});
        }
    }

    void put(const AnyRecord& record) {
        rows_.put(record);
        search_.keep(record, false);
        ++out_.records;
    }

    void messages(PersonId who, const Scrub& scrub) {
        Use gone(statements_["SELECT id FROM thread_message WHERE by = ?"]);
        gone->bind(1, who.n);
        while (gone->executeStep()) {
            search_.drop_message(gone->getColumn(0).getInt64());
            ++out_.messages;
        }
        Use erase(statements_["DELETE FROM thread_message WHERE by = ?"]);
        erase->bind(1, who.n);
        erase->exec();
        rewrite("thread_message", "text", "id", scrub);
        search_.write();
        rewrite("found", "text", "rowid", scrub);
    }

    void journal(const Scrub& scrub) {
        for (const char* column : {"place", "before", "after", "command"})
            rewrite("journal", column, "id", scrub);
    }

    /// What is only there for a while: what names the person goes, the rest is rewritten.
    void passing(PersonId who, const Scrub& scrub) {
        Use spent(statements_["DELETE FROM undo WHERE actor = ?"]);
        spent->bind(1, who.n);
        spent->exec();
        for (const char* column : {"channel", "command", "images"}) drop("undo", column, scrub);
        drop("post", "channel", scrub);
        drop("post", "anchor", scrub);
        rewrite("post", "card", "anchor || '\n' || channel", scrub);
        drop("outbox", "channel", scrub);
        drop("outbox", "reply_to", scrub);
        rewrite("outbox", "message", "id", scrub);
        drop("inbox", "key", scrub);
        rewrite("dead_letter", "payload", "n", scrub);
        rewrite("dead_letter", "error", "n", scrub);
        drop("note", "key", scrub);
        rewrite("note", "value", "key", scrub);
    }

    void rewrite(const std::string& table, const std::string& column, const std::string& key,
                 const Scrub& scrub) {
        SQLite::Statement read(database_,
                               "SELECT CAST(" + key + " AS TEXT), \"" + column + "\" FROM " + table);
        SQLite::Statement write(
            database_, "UPDATE " + table + " SET \"" + column + "\" = ? WHERE CAST(" + key + " AS TEXT) = ?");
        std::vector<std::pair<std::string, std::string>> changed;
        while (read.executeStep()) {
            const std::string text = read.getColumn(1).getString();
            if (std::string cleared = scrub(text); cleared != text)
                changed.emplace_back(read.getColumn(0).getString(), std::move(cleared));
        }
        for (const auto& [id, text] : changed) {
            write.reset();
            write.bind(1, text);
            write.bind(2, id);
            write.exec();
        }
    }

    void drop(const std::string& table, const std::string& column, const Scrub& scrub) {
        SQLite::Statement read(database_, "SELECT DISTINCT \"" + column + "\" FROM " + table);
        SQLite::Statement erase(database_, "DELETE FROM " + table + " WHERE \"" + column + "\" = ?");
        std::vector<std::string> naming;
        while (read.executeStep())
            if (std::string text = read.getColumn(0).getString(); scrub.names(text))
                naming.push_back(std::move(text));
        for (const std::string& text : naming) {
            erase.reset();
            erase.bind(1, text);
            erase.exec();
        }
    }

    SQLite::Database& database_;
    Statements statements_;
    Rows rows_;
    Search search_;
    World world_;
    Forgotten out_;
};

}  // namespace

Result<PersonId> person_meant(const World& world, const std::string& typed) {
    std::string_view word = typed;
    const std::string_view prefix = kPrefixes[static_cast<std::size_t>(Kind::person)];
    if (word.starts_with(prefix)) word.remove_prefix(prefix.size());
    if (const Person* person = person_by_account(world, word)) return id_of(*person);
    if (word.starts_with('@')) word.remove_prefix(1);
    if (const Person* person = person_by_handle(world, word)) return id_of(*person);
    std::vector<std::string> called;
    PersonId found;
    for (const Person& person : world.all<Person>())
        if (!person.name.empty() && same_word(person.name, word)) {
            called.push_back(person.handle);
            found = id_of(person);
        }
    if (called.size() == 1) return found;
    if (called.empty())
        return refuse("Nobody is called " + typed + ".", "A handle, such as ana, or an account.",
                      "plumbline forget ana");
    return refuse(typed + " may be " + choice_of(called) + ".", "Name one of them.",
                  "plumbline forget " + called.front());
}

Result<Forgotten> forget(const std::string& path, const std::string& person) {
    std::error_code unknown;
    if (!std::filesystem::exists(path, unknown))
        return refuse("There is no database at " + path + ".", "Name one with --db, or set PLUMBLINE_DB.");
    auto lock = Lock::take(path);
    if (!lock) return tl::make_unexpected(lock.error());
    try {
        SQLite::Database database(path, SQLite::OPEN_READWRITE);
        if (is_foreign(database)) return no_database_of_ours(path);
        database.exec("PRAGMA foreign_keys = ON");
        database.exec("PRAGMA secure_delete = ON");
        if (const auto ready = migrate(database, path); !ready) return tl::make_unexpected(ready.error());
        Result<Forgotten> done = Forgetting(database).run(person);
        if (!done) return done;
        // The pages that held it are written anew, and so is the log.
        database.exec("VACUUM");
        database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
        return done;
    } catch (const std::exception& error) {
        if (const auto damage = damage_of(path, error)) return tl::make_unexpected(*damage);
        return refuse("Nobody was forgotten: " + std::string(error.what()) + ".",
                      "The database is as it was.");
    }
}

}  // namespace plumb::storage
