#include "core/talk/cards.hpp"

#include "core/change/request_card.hpp"
#include "core/launch/launch_cards.hpp"
#include "core/plan/plan_cards.hpp"

namespace plumb {

namespace {

constexpr std::string_view kCardAnchor = "card:";

}  // namespace

std::string card_anchor(Ref record) { return std::string(kCardAnchor) + to_string(record); }

std::string source_anchor(Ref request) { return "source:" + to_string(request); }

bool is_card_anchor(std::string_view anchor) { return anchor.starts_with(kCardAnchor); }

Card card_of(const World& world, const Context& context, Ref record) {
    if (!exists(world, record)) return {};
    switch (record.kind) {
        case Kind::product: return product_card(world, context, record.as<ProductId>());
        case Kind::release: return release_card(world, context, record.as<ReleaseId>());
        case Kind::baseline: return baseline_card(world, context, record.as<BaselineId>());
        case Kind::feature: return feature_card(world, context, record.as<FeatureId>());
        case Kind::change: return request_card(world, context, record.as<ChangeId>());
        case Kind::event: return event_card(world, context, record.as<EventId>());
        case Kind::collateral: return collateral_card(world, context, record.as<CollateralId>());
        case Kind::promise: return promise_card(world, context, record.as<PromiseId>());
        case Kind::assumption: return assumption_card(world, context, record.as<AssumptionId>());
        default: return {};
    }
}

}  // namespace plumb
