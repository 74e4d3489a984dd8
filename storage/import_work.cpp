// Collateral, promises, requests and moves from a file's rows.
#include "storage/import_tables.hpp"
#include "storage/past_approval.hpp"

#include <algorithm>

namespace plumb::storage {

namespace {

Instant start_of(ImportRow& row, ProductId product, Day day) {
    return zone_of(row.draft().context(), row.draft().world(), product).at(day, Seconds{0});
}

ChangeKind kind_of(const ChangeRequest& request) {
    if (!request.feature) return ChangeKind::add;
    return request.to ? ChangeKind::move : ChangeKind::modify;
}

void read_decision(ImportRow& row, ChangeRequest& request, std::optional<Day> raised) {
    request.decision = row.word<Decided>("decision");
    const auto stated = row.day("decided_at");
    const Day today = today_of(row.draft().context(), row.draft().world(), request.product);
    if (!request.decision) {
        request.opened_at = raised ? start_of(row, request.product, *raised) : row.draft().now();
        return;
    }
    const Day decided = stated.value_or(raised.value_or(today));
    request.decided_at = start_of(row, request.product, decided);
    request.opened_at = start_of(row, request.product, raised.value_or(decided));
    request.reason = row.text("note");
    switch (*request.decision) {
        case Decided::approved:
            request.status = ChangeStatus::approved;
            remember_approval(row.draft().world(), request, decided);
            break;
        case Decided::declined: request.status = ChangeStatus::declined; break;
        case Decided::deferred: request.status = ChangeStatus::deferred; break;
    }
}

void add_voices(ImportRow& row, ChangeId change, ProductId product,
                const std::vector<CustomerId>& customers) {
    for (const CustomerId customer : customers) {
        Evidence evidence;
        evidence.product = product;
        evidence.change = change;
        evidence.customer = customer;
        row.draft().add(std::move(evidence));
    }
}

}  // namespace

bool import_collateral(ImportRow& row, ProductId product) {
    for (const char* column : {"launch", "title", "due"}) row.required(column);
    Collateral item;
    item.product = product;
    item.event = row.event("launch", product);
    item.title = row.title();
    const bool known = item.event && row.index().has_collateral(item.event, item.title);
    if (known) row.is_known();
    item.due = row.day("due");
    item.owner = row.person("owner");
    item.claims = row.features("claims", product);
    item.status = row.word<CollateralStatus>("status").value_or(CollateralStatus::todo);
    if (known) return !row.sound();
    if (row.sound()) row.add(std::move(item));
    return true;
}

bool import_promise(ImportRow& row, ProductId product) {
    for (const char* column : {"title", "feature", "by"}) row.required(column);
    Promise promise;
    promise.product = product;
    promise.title = row.title();
    const bool known = row.index().has_promise(product, promise.title);
    if (known) row.is_known();
    promise.feature = row.feature("feature", product);
    promise.by = row.day("by");
    promise.status = row.word<PromiseStatus>("status").value_or(PromiseStatus::open);
    if (promise.status != PromiseStatus::open) promise.closed_at = row.draft().now();
    const std::string to = row.title("to");
    if (!row.sound() || known) return !row.sound();
    if (!to.empty()) promise.to = row.draft().customer(to);
    row.add(std::move(promise));
    return true;
}

bool import_change(ImportRow& row, ProductId product, ImportReport& report) {
    row.required("title");
    ChangeRequest request;
    request.product = product;
    request.title = row.title();
    const bool known = row.index().has_request(product, request.title);
    if (known) row.is_known();
    request.feature = row.feature("feature", product);
    request.release = row.release("release", product);
    request.to = row.release("to", product);
    request.change_kind = row.word<ChangeKind>("kind").value_or(kind_of(request));
    request.raised_by = row.person("raised_by");
    request.function = row.word<Function>("function");
    if (!request.function) request.function = function_of(row.draft().world(), request.raised_by);
    request.why = row.text("why");
    request.effort = row.effort("effort_days");
    request.imported = true;
    if (request.raised_by) request.watchers.push_back(request.raised_by);
    const auto customers = row.customers("customers");
    const auto raised = row.day("raised_at");
    read_decision(row, request, raised);
    request.waiting_since = request.opened_at;
    if (request.decided_at && *request.decided_at < request.opened_at)
        row.wrong("decided_at", "it lies before raised_at", "a day on or after " + iso(*raised));
    if (!row.sound() || known) return !row.sound();
    const bool open = !request.decision;
    const PersonId by = request.raised_by;
    const Instant at = request.opened_at;
    const ChangeId id = row.add(std::move(request));
    if (open && row.has("note")) report.thread.push_back({id, by, at, row.text("note")});
    add_voices(row, id, product, customers);
    return true;
}

bool import_move(ImportRow& row, ProductId product) {
    row.required("old_date");
    row.required("new_date");
    const bool of_event = row.has("title");
    const bool one_record = row.has("release") != of_event;
    if (!one_record)
        row.wrong("release", of_event ? "a title stands beside it" : "it is empty, and so is title",
                  "a release or the title of an event, one of the two");
    Move move;
    move.product = product;
    move.old_date = row.day("old_date");
    move.new_date = row.day("new_date");
    const auto changed = row.day("changed_at");
    move.on = changed.value_or(today_of(row.draft().context(), row.draft().world(), product));
    const auto is_known = [&](Ref record) {
        const std::vector<MoveId> moves = row.index().moves_of(record);
        return std::any_of(moves.begin(), moves.end(), [&](MoveId id) {
            const Move& held = *row.draft().find(id);
            return held.old_date == move.old_date && held.new_date == move.new_date &&
                   (held.on == move.on || !row.has("changed_at"));
        });
    };
    if (!one_record) return true;
    if (of_event) {
        // Of several of that title one has that move already: that one is meant.
        const std::vector<EventId> called = row.events_called(row.line("title"), product);
        if (std::any_of(called.begin(), called.end(), is_known)) return !row.sound();
        move.record = row.event("title", product);
    } else {
        move.record = row.release("release", product);
        if (is_known(move.record)) return !row.sound();
    }
    if (row.sound()) row.add(std::move(move));
    return true;
}

}  // namespace plumb::storage
