#include "cli/demo_script.hpp"

#include <array>

namespace plumb::cli {

namespace {

constexpr std::array<std::string_view, 24> kCompany{
    R"(product new atlas "Atlas" tz:Europe/Berlin)",
    R"(@ana: me function:marketing)",
    R"(@ben: me function:engineering)",
    R"(@chris: me function:marketing)",
    R"(@cleo: me function:sales)",
    R"(@dan: me function:support)",
    R"(@eva: me function:product)",
    R"(role add @eva approver)",
    R"(release new 2.0 date:2027-03-12 freeze:2027-02-12 goal:"Field crews work without a network" metric:"200 crews by June" owners:@ana,@ben)",
    R"(release new 2.1 date:2027-06-25)",
    R"(feature new "Map tiles on the device" release:2.0 owner:@ben effort:10d)",
    R"(feature new "Sync engine" release:2.0 owner:@ben effort:12d)",
    R"(feature new "Night mode" release:2.0 owner:@ben effort:3d)",
    R"(feature new "Bulk export" release:2.1 owner:@ben effort:6d)",
    R"(feature start F-1)",
    R"(feature start F-2)",
    R"(launch new "Atlas 2.0 launch" on:2027-03-16 type:launch tier:2 release:2.0 audience:everyone owner:@ana goal:growth why:"Crews ask for it since autumn")",
    R"(launch new "Stand at the field service fair" on:2027-04-12 to:2027-04-15 type:tradeshow immovable release:2.0 owner:@chris prep:2d goal:awareness why:"Every crew lead is there")",
    R"(collateral new LE-1 "Data sheet" due:T-14 owner:@ana claims:F-1)",
    R"(@cleo: promise new "Maps on the device by Easter" to:"Stadtwerke" feature:F-1 by:2027-03-26)",
    R"(customer set "Stadtwerke" segment:utilities value:120000)",
    R"(plan baseline "Agreed in the January round")",
    R"(@ana: plan confirm)",
    R"(digest schedule weekly mon 09:00)"};

constexpr std::array<std::string_view, 1> kAsk{
    R"(@cleo: change new "Offline forms" release:2.0 why:"Crews lose the form in tunnels and retype it at night" customer:"Stadtwerke" source:call quote:"We type everything twice.")"};
constexpr std::array<std::string_view, 2> kHeard{
    R"(@ben: change assess CR-1 feasible:risky effort:8-12d risk:high "needs a local store; sync conflicts")",
    R"(@ana: change assess CR-1 value:high positioning:docs launch:none)"};
constexpr std::array<std::string_view, 1> kWhatIf{R"(whatif change approve CR-1 "Worth it" displaces:F-3)"};
constexpr std::array<std::string_view, 1> kDecide{
    R"(@eva: [Approve CR-1 reason:"Worth more than night mode" displaces:F-3])"};
constexpr std::array<std::string_view, 1> kSlip{
    R"(@ben: release move 2.0 to:2027-03-25 why:"Sync conflicts")"};
constexpr std::array<std::string_view, 3> kSlipDecided{
    R"(@ben: change assess CR-2 feasible:yes effort:1d)",
    R"(@ana: change assess CR-2 value:medium launch:move)",
    R"(@eva: change approve CR-2 "Better late than broken")"};
constexpr std::array<std::string_view, 1> kMend{R"(@ana: [Move event to Thu 25 Mar])"};
constexpr std::array<std::string_view, 2> kReady{R"(status)", R"(warnings)"};

// 09:00 in Berlin.
constexpr std::array<std::string_view, 2> kWeek{R"(@chris: launch take LE-1)", R"(:now 2027-01-25T08:00)"};

constexpr std::array<DemoStop, 9> kTour{
    DemoStop{"Cleo in sales brings what a customer said. The request says what hangs on it.", kAsk},
    DemoStop{"Both sides are heard: what it costs, and what it is worth.", kHeard},
    DemoStop{"Before anyone decides: what would it do to the plan? Nothing is recorded by asking.", kWhatIf},
    DemoStop{"Eva decides, with a button. The feature enters the release in the same moment.", kDecide},
    DemoStop{"Ben sees that 2.0 will be late. The plan was agreed by both sides, so moving it is a request.",
             kSlip},
    DemoStop{"It is granted. Now the launch announces what will not be there, and the channel hears of it at "
             "once.",
             kSlipDecided},
    DemoStop{"Ana mends it with the warning’s own button.", kMend},
    DemoStop{"Are we ready, and when? What is missing is named.", kReady},
    DemoStop{"Chris offers a hand. A week later, on Monday at nine, the weekly digest comes by itself.",
             kWeek}};

}  // namespace

std::span<const std::string_view> demo_company() { return kCompany; }

std::span<const DemoStop> demo_tour() { return kTour; }

}  // namespace plumb::cli
