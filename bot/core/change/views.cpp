// `change list`, `change show`, `change ripple`.
#include "core/base/among.hpp"
#include "core/change/handlers.hpp"
#include "core/change/parts.hpp"
#include "core/change/request_card.hpp"
#include "core/change/ripple.hpp"
#include "core/change/state.hpp"
#include "core/command/paging.hpp"
#include "core/command/record_text.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb::change_command {

namespace {

template <Named E>
bool among(const Command& command, std::string_view key, E value) {
    if (const auto one = command.get<std::string>(key)) return *one == word(value);
    const auto wanted = command.get<std::vector<std::string>>(key);
    return !wanted || is_among(*wanted, word(value));
}

/// The release it names, or the one that holds its feature.
bool about(const World& world, const ChangeRequest& request, ReleaseId release) {
    const Feature* feature = world.find(request.feature);
    return request.release == release || request.to == release || request.left_release == release ||
           (feature && feature->release == release);
}

bool wanted(const World& world, const Command& command, const ChangeRequest& request) {
    if (request.product != command.product) return false;
    if (!among(command, "state", request.status) || !among(command, "kind", request.change_kind))
        return false;
    if (command.has("function") && !(request.function && among(command, "function", *request.function)))
        return false;
    if (const auto by = command.id<PersonId>("by"); by && request.raised_by != by) return false;
    const auto release = command.id<ReleaseId>("release");
    return !release || about(world, request, release);
}

/// What a list is sorted by, greatest first; the number decides among equals.
struct Row {
    const ChangeRequest* request = nullptr;
    Reach reach;
    /// Required functions that have not assessed it.
    std::vector<std::string> missing;
    std::int64_t rank = 0;
};

/// What waits for somebody stands first, then what sleeps, then what is over.
std::int64_t standing_rank(const ChangeRequest& request) {
    if (waiting(request)) return 2;
    return request.status == ChangeStatus::deferred ? 1 : 0;
}

std::int64_t rank_of(const Row& row, std::string_view sort) {
    if (sort == "customers") return static_cast<std::int64_t>(row.reach.customers.size());
    if (sort == "value") return row.reach.value.value_or(0);
    if (sort == "support") return static_cast<std::int64_t>(row.reach.supporters.size());
    if (sort == "severity") return static_cast<std::int64_t>(row.request->severity);
    if (sort == "age") return -row.request->opened_at.time_since_epoch().count();
    return standing_rank(*row.request);
}

Row row_of(const World& world, const ChangeRequest& request, std::string_view sort) {
    Row row;
    row.request = &request;
    row.reach = reach_of(world, request);
    for (const Function function : missing_functions(world, request))
        row.missing.emplace_back(word(function));
    row.rank = rank_of(row, sort);
    return row;
}

std::string row_text(const World& world, Day today, const Zone& zone, const Row& row, std::string_view sort) {
    const ChangeRequest& request = *row.request;
    std::string text = fmt::format("{}: {}, {}", called(world, id_of(request)), word(request.change_kind),
                                   word(request.status));
    if (request.severity == Urgency::urgent) text += ", urgent";
    if (!row.reach.customers.empty() || sort == "customers")
        text += ", " + counted(static_cast<std::int64_t>(row.reach.customers.size()), "customer");
    if (row.reach.value) text += fmt::format(", {} a year", grouped(*row.reach.value));
    if (!row.reach.supporters.empty() || sort == "support")
        text += ", " + counted(static_cast<std::int64_t>(row.reach.supporters.size()), "supporter");
    if (waiting(request)) {
        const int waited = working_days_after(zone.day_of(request.waiting_since), today);
        text += row.missing.empty() ? ", waits for a decision" : ", waits for " + listed(row.missing);
        if (waited > 0) text += " for " + counted(waited, "working day");
    }
    return text;
}

/// The command again, without its page.
std::string again(const Command& command) {
    std::string text = "change list";
    for (const std::string_view key : {"state", "kind", "function"}) {
        const auto words = command.get<std::vector<std::string>>(key);
        if (!words) continue;
        text += fmt::format(" {}:", key);
        for (std::size_t i = 0; i < words->size(); ++i) text += (i ? "," : "") + (*words)[i];
    }
    return text;
}

std::string again(const World& world, const Command& command) {
    std::string text = again(command);
    if (const auto release = command.id<ReleaseId>("release"))
        text += " release:" + as_typed(name(world, release));
    if (const auto by = command.id<PersonId>("by")) text += " by:@" + world.find(by)->handle;
    if (const std::string sort = command.text_of("sort"); !sort.empty()) text += " sort:" + sort;
    return text;
}

/// All that is said of a request that waits is live; the others stand in the whole alone.
const World& seen_of(const Draft& draft, ChangeId id) {
    return exists(draft.seen(), id) ? draft.seen() : draft.world();
}

}  // namespace

Result<void> list(Draft& draft, const Command& command) {
    const World& world = draft.world();
    const std::string sort = command.text_of("sort");
    std::vector<Row> rows;
    for (const ChangeRequest& request : world.all<ChangeRequest>()) {
        if (!wanted(world, command, request)) continue;
        rows.push_back(row_of(world, request, sort));
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.rank > b.rank; });
    const Zone& zone = zone_of(draft.context(), world, command.product);
    const Day today = zone.day_of(draft.now());
    std::vector<std::string> texts;
    for (const Row& row : rows) texts.push_back(row_text(world, today, zone, row, sort));
    const std::string typed = again(world, command);
    if (texts.empty()) {
        const bool filtered = typed != "change list";
        Text none(filtered ? "No request is like that. All of them: " : "No requests yet. The first one: ");
        none.code(filtered ? "change list"
                           : "change new \"Offline mode\" why:\"Crews lose the form in tunnels\"");
        draft.answer(plain_card(std::move(none)));
        return {};
    }
    std::string title = counted(static_cast<std::int64_t>(texts.size()), "request");
    if (!sort.empty()) title += " by " + sort;
    draft.answer(list_card(Text(title), texts, page_asked(command), typed));
    return {};
}

Result<void> show(Draft& draft, const Command& command) {
    const auto id = command.subject.as<ChangeId>();
    draft.answer(request_details(seen_of(draft, id), draft.context(), id));
    return {};
}

Result<void> ripple(Draft& draft, const Command& command) {
    const auto id = command.subject.as<ChangeId>();
    draft.answer(ripple_card(seen_of(draft, id), draft.context(), id));
    return {};
}

}  // namespace plumb::change_command
