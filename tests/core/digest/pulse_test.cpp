#include "tests/core/digest/reader.hpp"

using namespace plumb;
using Lines = std::vector<std::string>;

namespace {

Lines pulse_of(const Reader& r, bool monthly = false) {
    Lines out;
    for (const Line& line : pulse(r.world, r.context, r.wish, monthly).lines)
        out.push_back(line.label + ": " + as_read(r.world, line.text));
    return out;
}

std::string line_of(const Reader& r, std::string_view label, bool monthly = false) {
    for (const std::string& line : pulse_of(r, monthly))
        if (line.rfind(label, 0) == 0) return line;
    return {};
}

}  // namespace

TEST_CASE("whoever volunteered is thanked, whoever was named is not") {
    Reader r;
    const auto event = r.event("Fair", EventType::tradeshow, 90);
    const auto other = r.event("Webinar", EventType::webinar, 90);
    r.journal(other, "created", "", "", 2, r.ana);
    r.journal(other, "owner", "", "person:ana", 2, r.ana);
    r.journal(event, "offers", "", "person:ben", 2, r.ben);
    r.journal(event, "owner", "person:ana", "person:ana, person:ben", 3, r.ana);
    r.journal(event, "owner", "person:ana, person:ben", "person:ana, person:ben, person:eve", 4, r.ana);
    r.journal(other, "offers", "", "person:eve", 4, r.eve);
    CHECK(line_of(r, "thanks") == "thanks: ben took LE-1 “Fair” and eve offered help with LE-2 “Webinar”");
    r.wish.since = noon(6);
    CHECK(line_of(r, "thanks").empty());
}

TEST_CASE("whoever offered before the last digest is thanked when they are confirmed") {
    Reader r;
    const auto event = r.event("Fair", EventType::tradeshow, 90);
    r.journal(event, "offers", "", "person:ben, person:eve", -2, r.ben);
    // The confirmation ends the offer; eve gave hers up.
    r.journal(event, "owner", "person:ana", "person:ana, person:ben", 3, r.ana);
    r.journal(event, "offers", "person:ben, person:eve", "person:eve", 3, r.ana);
    r.journal(event, "offers", "person:eve", "", 4, r.eve);
    CHECK(line_of(r, "thanks") == "thanks: ben took LE-1 “Fair”");
}

TEST_CASE("a kind of warning that was mended and is found again came back") {
    Reader r;
    const auto event = r.event("Fair", EventType::tradeshow, 90);
    const auto mend = [&](std::string rule, int opened, int resolved) {
        const auto id = r.warning(std::move(rule), event, Severity::info, opened);
        r.set(id, [&](Warning& w) {
            w.status = WarningStatus::resolved;
            w.resolved_at = noon(resolved);
        });
        return id;
    };
    mend("no-goal", -20, -10);
    r.warning("no-goal", event, Severity::info, 2);
    r.warning("unowned", event, Severity::info, 2);
    mend("no-slack", -20, 3);
    const auto reopened = r.warning("crowded", event, Severity::info, -20);
    r.journal(reopened, "status", "resolved", "open", 3);
    CHECK(line_of(r, "came back") == "came back: crowded and no-goal");
}

TEST_CASE("promises, overrides, horizons and assumptions are counted") {
    Reader r;
    r.promise("Maps", {}, 40);
    const auto kept = r.promise("Tiles", {}, 40);
    r.set(kept, [](Promise& p) { p.status = PromiseStatus::kept; });
    CHECK(line_of(r, "promises") == "promises: 1 open, 1 kept, 0 broken");
    const auto approved = r.request("Wish", ChangeKind::add);
    r.set(approved, [&](ChangeRequest& request) {
        request.status = ChangeStatus::approved;
        request.decision = Decided::approved;
        request.decided_at = noon(2);
        request.override_reason = "Contract signed";
        request.horizon = Horizon::year;
        request.function = Function::sales;
    });
    CHECK(line_of(r, "overrides") == "overrides: 1 decision (CR-1)");
    CHECK(line_of(r, "horizons") == "horizons: quarter 0, year 1 and beyond 0");
    CHECK(line_of(r, "balance") == "balance: sales raised 1 (1 approved and 1 overridden)");
    Assumption open;
    open.title = "EU customers accept hosting in the US";
    open.check_by = day(14);
    open.owner = r.ana;
    r.add(open);
    open.check_by = day(40);
    r.add(open);
    CHECK(line_of(r, "assumptions due") ==
          "assumptions due: A-1 “EU customers accept hosting in the US” by Mon 15 Mar (ana)");
}

TEST_CASE("the squeakiest wheel is named once a month") {
    Reader r;
    const auto event = r.event("Fair", EventType::tradeshow, 90);
    r.warning("overclaim", event, Severity::critical, 2);
    r.warning("collateral-late", event, Severity::warning, 3);
    r.warning("unheard", event, Severity::warning, 3);
    CHECK(line_of(r, "squeakiest wheel").empty());
    CHECK(line_of(r, "squeakiest wheel", true) ==
          "squeakiest wheel: materials and claims, 2 warnings; nothing last month");
    const auto named = [&](bool monthly) {
        DigestWish wish = r.wish;
        wish.monthly = monthly;
        const auto lines = below(r.world, channel_digest(r.world, r.context, wish).card, "Pulse");
        return std::any_of(lines.begin(), lines.end(),
                           [](const std::string& line) { return line.rfind("squeakiest", 0) == 0; });
    };
    CHECK(named(true));
    CHECK_FALSE(named(false));
}
