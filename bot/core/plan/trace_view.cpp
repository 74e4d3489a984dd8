// `trace`: the chain as a card, layer by layer.
#include "core/align/plan.hpp"
#include "core/base/spelling.hpp"
#include "core/command/asked.hpp"
#include "core/command/card_lines.hpp"
#include "core/command/record_text.hpp"
#include "core/plan/trace.hpp"
#include "core/plan/views.hpp"

#include <fmt/core.h>

#include <array>

namespace plumb {

namespace {

constexpr std::size_t kRowsShown = 10;

struct Layer {
    Kind kind;
    std::string_view heading;
    /// What the end says where there is none of them.
    std::string_view none;
};

constexpr std::array kLayers{
    Layer{Kind::evidence, "Evidence", "evidence"}, Layer{Kind::change, "Requests", "request"},
    Layer{Kind::feature, "Features", "feature"},   Layer{Kind::release, "Releases", "release"},
    Layer{Kind::event, "Events", "event"},         Layer{Kind::collateral, "Collateral", "collateral"},
    Layer{Kind::promise, "Promises", "promise"},   Layer{Kind::assumption, "Assumptions", ""},
    Layer{Kind::customer, "Customers", ""},
};

std::string heard(const World& world, const Evidence& e) {
    const std::string who = e.customer ? name(world, e.customer) : std::string("somebody");
    const std::string words = e.quote.empty() ? e.summary : quoted(e.quote);
    return fmt::format("{} {} ({}{}){}", to_string(Ref{id_of(e)}), who, word(e.source),
                       e.direct ? ", direct" : "", words.empty() ? std::string{} : ": " + words);
}

std::string dated(const World& world, Ref record, std::optional<Day> day, std::string_view status,
                  Day today) {
    std::string row = called(world, record);
    if (day) row += " · " + spoken(*day, today);
    return row + fmt::format(" · {}", status);
}

std::string row_of(const World& world, Ref ref, Day today) {
    if (const Evidence* e = world.find(ref.as<EvidenceId>())) return heard(world, *e);
    if (const ChangeRequest* r = world.find(ref.as<ChangeId>()))
        return dated(world, ref, {}, word(r->status), today);
    if (const Feature* f = world.find(ref.as<FeatureId>()))
        return dated(world, ref, {}, word(f->status), today);
    if (const Release* r = world.find(ref.as<ReleaseId>()))
        return dated(world, ref, Plan::date_of(*r), word(r->status), today);
    if (const LaunchEvent* e = world.find(ref.as<EventId>()))
        return dated(world, ref, e->on, word(e->status), today);
    if (const Collateral* c = world.find(ref.as<CollateralId>()))
        return dated(world, ref, c->due, word(c->status), today);
    if (const Assumption* a = world.find(ref.as<AssumptionId>()))
        return dated(world, ref, a->check_by, word(a->status), today);
    const Promise* p = world.find(ref.as<PromiseId>());
    if (!p) return called(world, ref);
    std::string row = dated(world, ref, p->by, word(p->status), today);
    if (p->to) row += " · to " + name(world, p->to);
    return row;
}

}  // namespace

Result<void> view_trace(Draft& draft, const Command& command) {
    const World& world = draft.world();
    const Day today = today_in(draft, command.product);
    if (traced_from(world, command.subject).empty())
        return refuse(fmt::format("{} is not on the way from a customer’s voice to a promise.",
                                  called(world, command.subject)),
                      "trace takes a release, a request, a feature, an event or what hangs on them.");
    const std::vector<Ref> found = trace_of(world, command.subject);
    Card card = plain_card("What leads to " + called(world, command.subject) + ", and what follows from it");
    std::vector<std::string> none;
    for (const Layer& layer : kLayers) {
        std::vector<Ref> rows;
        for (const Ref ref : found)
            if (ref.kind == layer.kind) rows.push_back(ref);
        if (rows.empty()) {
            if (!layer.none.empty()) none.emplace_back(layer.none);
            continue;
        }
        card.lines.push_back({Line::Kind::heading, {}, layer.heading});
        for (std::size_t i = 0; i < std::min(rows.size(), kRowsShown); ++i) {
            Text text;
            const std::string row = row_of(world, rows[i], today);
            card.lines.push_back(
                {Line::Kind::item, {}, rows[i] == command.subject ? text.strong(row) : Text(row)});
        }
        if (rows.size() > kRowsShown) add_context(card, fmt::format("and {} more", rows.size() - kRowsShown));
    }
    if (!none.empty()) add_context(card, fmt::format("There is no {} on this way.", choice_of(none)));
    draft.answer(std::move(card));
    return {};
}

}  // namespace plumb
