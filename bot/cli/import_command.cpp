// `plumbline import`: tables, an export or a calendar, all of it or nothing.
#include "app/imported.hpp"
#include "cli/asked.hpp"
#include "cli/clocks.hpp"
#include "cli/database.hpp"
#include "cli/files.hpp"
#include "cli/options.hpp"
#include "config/zones.hpp"
#include "core/base/phrases.hpp"
#include "core/base/repeated.hpp"
#include "core/plan/product.hpp"
#include "ports/counters.hpp"
#include "storage/export_json.hpp"
#include "storage/import_csv.hpp"
#include "storage/import_ics.hpp"
#include "storage/open.hpp"

#include <CLI/CLI.hpp>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>

namespace plumb::cli {

namespace {

namespace files = std::filesystem;

/// Of a file that holds none of the one asked for.
constexpr std::size_t kProductsNamed = 10;

struct ImportAsked : Asked {
    std::string source;
    bool dry_run = false;
};

/// One transaction for all of it.
Result<void> record(Store& store, const World& after, Transaction& transaction) {
    keep_counters(transaction, after);
    if (auto begun = store.begin(); !begun) return begun;
    if (auto put = store.put(transaction); !put) {
        store.rollback();
        return put;
    }
    auto committed = store.commit();
    if (!committed) store.rollback();
    return committed;
}

Opened open_target(const ImportAsked& asked) {
    if (!asked.dry_run) return open_to_write(asked.database, asked.config);
    const auto path = database_path(asked.database, asked.config);
    std::error_code unknown;
    if (path && !files::exists(*path, unknown)) return open_to_write(storage::kInMemory, {});
    return open_to_read(asked.database, asked.config);
}

/// Nobody has recorded anything; a console that was merely opened leaves its speaker behind.
bool is_empty(const World& world) {
    for (std::size_t k = 0; k < kKinds; ++k)
        if (const Kind kind = static_cast<Kind>(k); kind != Kind::person && world.last(kind) > 0)
            return false;
    return true;
}

/// What is wrong with the time zones of an export; empty where all are there.
std::string unknown_zone(const World& world) {
    const auto zones = make_zones();
    std::string wrong;
    const auto check = [&](const char* collection, Ref record, const std::string& zone) {
        if (!wrong.empty() || zone.empty() || zones->find(zone)) return;
        wrong = std::string(collection) + ": " + label(world, record) + ": tz: there is no time zone " +
                plumb::quoted(zone) + ", expected one such as Europe/Berlin.";
    };
    for (const Product& product : world.all<Product>()) check("products", id_of(product), product.tz);
    for (const Person& person : world.all<Person>()) check("people", id_of(person), person.tz);
    for (const Schedule& schedule : world.all<Schedule>()) check("schedules", id_of(schedule), schedule.tz);
    return wrong;
}

int import_export(Store& store, const std::string& text, const ImportAsked& asked) {
    auto read = storage::read_export(text);
    if (read && !asked.product.empty()) {
        const auto product = asked_product(read->world, asked.product);
        if (!product) return usage_error(product.error());
        // As if that product alone had been exported.
        read = storage::read_export(storage::export_json(*read, {*product, {}}));
    }
    if (!read)
        return failure(asked.source + ": " + read.error().wrong +
                       (read.error().expected.empty() ? "" : " " + read.error().expected));
    if (const std::string wrong = unknown_zone(read->world); !wrong.empty())
        return failure(asked.source + ": " + wrong);
    const World world = store.load();
    if (!is_empty(world)) {
        const storage::Archived held{world, store.journal_since(Instant::min()), store.threads()};
        if (storage::export_json(held, {}) != storage::export_json(*read, {}))
            return failure(
                "The database holds something already. An export goes into an empty one: name a new "
                "file with --db.");
        std::cout << "Nothing new: everything is on record already.\n";
        return kDone;
    }
    Transaction transaction;
    transaction.at = SystemClock{}.now();
    transaction.journal = read->journal;
    transaction.thread = read->threads;
    const auto put_all = [&]<std::size_t... K>(std::index_sequence<K...>) {
        const auto put_kind = [&](const auto& table) {
            for (const auto& row : table) transaction.writes.push_back({AnyRecord{row}, false});
        };
        (put_kind(read->world.all<RecordOf<static_cast<Kind>(K)>>()), ...);
    };
    // Their numbers are the export's now; who has none there goes.
    for (const Person& person : world.all<Person>())
        if (!read->world.find(id_of(person))) transaction.writes.push_back({AnyRecord{person}, true});
    const std::size_t gone = transaction.writes.size();
    put_all(std::make_index_sequence<kKinds>{});
    std::cout << counted(static_cast<std::int64_t>(transaction.writes.size() - gone), "record") << " and "
              << counted(static_cast<std::int64_t>(transaction.journal.size()), "row of the journal",
                         "rows of the journal")
              << (asked.dry_run ? " would be" : "") << " taken in.\n";
    if (asked.dry_run) return kDone;
    if (const auto done = record(store, read->world, transaction); !done)
        return failure("Nothing was recorded: " + done.error().wrong);
    // One that was written by hand holds no warnings; our own holds what there was to find.
    if (read->world.last(Kind::warning) == 0) store.set_note(kImportedNote, asked.source);
    return kDone;
}

bool is_calendar(const std::vector<storage::NamedFile>& read) {
    if (read.size() != 1) return false;
    const auto& file = read.front();
    return file.name.ends_with(".ics") || file.text.starts_with("BEGIN:VCALENDAR");
}

bool is_export(const std::vector<storage::NamedFile>& read) {
    if (read.size() != 1) return false;
    const auto& file = read.front();
    return file.name.ends_with(".json") || file.text.starts_with("{");
}

/// `3 features`, one line a kind.
void count_new(const std::vector<Write>& writes, const World& before) {
    std::map<Kind, int> made;
    for (const Write& write : writes)
        if (const Ref ref = ref_of(write.record); !exists(before, ref)) ++made[ref.kind];
    constexpr std::array<const char*, kKinds> kNames{
        "products", "people",      "customers", "releases",   "features", "baselines",   "requests",
        "evidence", "assessments", "events",    "collateral", "promises", "assumptions", "warnings",
        "moves",    "rules",       "mutes",     "terms",      "schedules"};
    for (const auto& [kind, n] : made)
        std::cout << "  " << kNames[static_cast<std::size_t>(kind)] << ": " << n << "\n";
}

/// A bar on a terminal, nothing elsewhere; gone when the work is done.
class Bar {
  public:
    Bar() : shown_(::isatty(STDERR_FILENO) != 0) {}
    ~Bar() {
        if (shown_ && part_ >= 0) std::cerr << "\r\x1b[K" << std::flush;
    }
    Bar(const Bar&) = delete;
    Bar& operator=(const Bar&) = delete;

    void operator()(std::size_t done, std::size_t of) {
        constexpr int kWidth = 40;
        const int part = of == 0 ? kWidth : static_cast<int>(kWidth * done / of);
        if (!shown_ || part == part_) return;
        part_ = part;
        std::cerr << "\r[" << std::string(static_cast<std::size_t>(part), '#')
                  << std::string(static_cast<std::size_t>(kWidth - part), ' ') << "] " << done << " of " << of
                  << " rows" << std::flush;
    }

  private:
    bool shown_;
    int part_ = -1;
};

storage::ImportReport draft_rows(Draft& draft, const std::vector<storage::NamedFile>& read,
                                 const ImportAsked& asked) {
    const std::string only = bare_key(asked.product);
    if (is_calendar(read)) return storage::import_ics(draft, read.front(), only);
    Bar bar;
    return storage::import_csv(draft, read, only, [&](std::size_t done, std::size_t of) { bar(done, of); });
}

int import_rows(Store& store, const std::vector<storage::NamedFile>& read, const ImportAsked& asked) {
    const auto zones = make_zones();
    Context context;
    context.now = SystemClock{}.now();
    context.zones = zones.get();
    const World before = store.load();
    Draft draft(before, context);
    const auto report = draft_rows(draft, read, asked);
    if (!say_report(report, true))
        return failure(counted(static_cast<std::int64_t>(report.errors.size()), "thing is", "things are") +
                       " wrong; nothing was recorded.");
    if (report.rows == 0 && !report.passed_over.empty())
        return usage_error(
            "--product " + repeated(asked.product) + ": no row is of it. Known: " +
            listed(std::vector<std::string>(report.passed_over.begin(), report.passed_over.end()),
                   kProductsNamed) +
            ".");
    std::cout << counted(report.rows, "row") << " read, " << report.known << " on record already.\n";
    count_new(draft.writes(), before);
    if (asked.dry_run) {
        std::cout << "A dry run: nothing was recorded.\n";
        return kDone;
    }
    if (draft.writes().empty()) return kDone;
    Transaction transaction;
    transaction.at = context.now;
    transaction.writes = draft.writes();
    JournalRow stamp;
    stamp.at = context.now;
    stamp.command = "import " + files::path(asked.source).filename().string();
    transaction.journal = journal(before, draft.world(), transaction.writes, stamp);
    transaction.thread = report.thread;
    if (const auto done = record(store, draft.world(), transaction); !done)
        return failure("Nothing was recorded: " + done.error().wrong);
    store.set_note(kImportedNote, files::path(asked.source).filename().string());
    return kDone;
}

int run_import(const ImportAsked& asked) {
    std::error_code unknown;
    if (!files::exists(asked.source, unknown))
        return usage_error(asked.source + ": there is no such file or folder.");
    const auto read = read_files(asked.source);
    if (!read) return failure(read.error());
    // Of a folder only the tables are read; the names of its other files say nothing.
    const bool folder = files::is_directory(asked.source, unknown);
    const bool json = !folder && is_export(*read);
    const bool calendar = !folder && is_calendar(*read);
    if (!json && !calendar && !holds_tables(*read))
        return usage_error(asked.source +
                           ": expected a folder of CSV tables, one of them, an export as JSON or a calendar "
                           "(.ics).");
    if (!folder && !json && !calendar && !storage::is_table(read->front().name))
        return usage_error(asked.source +
                           ": its name says nothing of what is in it. Expected that of a table, such as "
                           "releases.csv or changes.csv.");
    // Rows may be of a product that is not there yet.
    if (!json && !asked.product.empty() && !is_product_key(bare_key(asked.product)))
        return usage_error(
            "--product " + repeated(asked.product) +
            ": this is no key of a product. Expected one word of letters, digits, - _ and dots.");
    const auto store = open_target(asked);
    if (!store) return failure(store.error());
    return json ? import_export(**store, read->front().text, asked) : import_rows(**store, *read, asked);
}

}  // namespace

void add_import(CLI::App& program, Action& action) {
    CLI::App* command = program.add_subcommand(
        "import", "Takes in CSV tables, an export or a calendar: all of it or nothing");
    auto asked = std::make_shared<ImportAsked>();
    add_database_options(*command, *asked);
    command->add_option("source", asked->source, "A folder of tables, one table, an export or a calendar")
        ->type_name("DIR|FILE")
        ->required();
    add_product_option(*command, *asked);
    command->add_flag("--dry-run", asked->dry_run, "Only say what would be recorded");
    command->callback([asked, &action] { action = [asked] { return run_import(*asked); }; });
}

}  // namespace plumb::cli
