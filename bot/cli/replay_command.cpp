// `plumbline replay`: what would have been said, day by day, on a history in tables.
#include "cli/asked.hpp"
#include "cli/files.hpp"
#include "cli/options.hpp"
#include "config/zones.hpp"
#include "storage/replay.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <memory>

namespace plumb::cli {

namespace {

struct ReplayAsked {
    std::string folder;
    std::string from;
    std::string to;
    std::string format = "text";
};

Result<std::optional<Day>> asked_day(const std::string& option, const std::string& text) {
    if (text.empty()) return std::optional<Day>{};
    if (const auto day = parse_iso_day(text)) {
        if (auto held = held_day(option, *day); !held) return tl::make_unexpected(held.error());
        return day;
    }
    return refuse(option + " " + text + ": this is no day.", "Expected YYYY-MM-DD, such as 2027-03-01.");
}

int run_replay(const ReplayAsked& asked) {
    const auto from = asked_day("--from", asked.from);
    if (!from) return usage_error(from.error().wrong + " " + from.error().expected);
    const auto to = asked_day("--to", asked.to);
    if (!to) return usage_error(to.error().wrong + " " + to.error().expected);
    if (*from && *to && **to < **from)
        return usage_error("--to " + asked.to + " lies before --from, expected a day on or after " +
                           asked.from);
    std::error_code unknown;
    if (!std::filesystem::is_directory(asked.folder, unknown))
        return usage_error(asked.folder + ": expected a folder of CSV tables.");
    const auto read = read_files(asked.folder);
    if (!read) return failure(read.error());
    if (std::none_of(read->begin(), read->end(), [](const auto& f) { return storage::is_table(f.name); }))
        return usage_error(asked.folder + ": expected a folder of CSV tables, such as releases.csv.");
    const auto zones = make_zones();
    Context context;
    // That day in every zone: local times of 1900 lie from 11:27 behind to 12:20 ahead.
    context.now = Instant{storage::unstated_day()} + std::chrono::hours{11} + std::chrono::minutes{30};
    context.zones = zones.get();
    Draft draft(World{}, context);
    const auto report = storage::import_csv(draft, *read, {});
    if (!say_report(report, false)) return failure("Nothing was replayed: the tables hold what is wrong.");
    const auto openings = storage::replay(draft.world(), report.unstated, {*from, *to}, *zones);
    const auto written = write_output(
        {}, asked.format == "json" ? storage::openings_json(openings) : storage::openings_text(openings));
    return written ? kDone : failure(written.error());
}

}  // namespace

void add_replay(CLI::App& program, Action& action) {
    CLI::App* command = program.add_subcommand(
        "replay", "What would have been said, day by day, on the history in a folder of tables");
    auto asked = std::make_shared<ReplayAsked>();
    command->add_option("folder", asked->folder, "Tables as import takes them")->type_name("DIR")->required();
    command->add_option("--from", asked->from, "Begin on this day")->type_name("DAY");
    command->add_option("--to", asked->to, "End on this day")->type_name("DAY");
    command->add_option("--format", asked->format, "text or json")->check(CLI::IsMember({"text", "json"}));
    command->callback([asked, &action] { action = [asked] { return run_replay(*asked); }; });
}

}  // namespace plumb::cli
