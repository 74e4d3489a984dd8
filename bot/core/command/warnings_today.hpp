// What warnings say today, wherever they are shown.
#pragma once

#include "core/align/finding.hpp"
#include "core/command/context.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace plumb {

/// The mute that keeps a warning silent today; nullptr: none does.
const Mute* mute_of(const World& world, const Warning& warning, Day today);

/// `muted until Mon 3 May: “Agreed with sales”`; empty for what is not open and muted.
std::string muted_text(const World& world, const Warning& warning, Day today);

/// Open ones before those answered for, then the worst, then the first.
bool comes_first(const Warning& a, const Warning& b);

/// The warning of that ID, else the first of the open ones about the record that is named, or of the rule;
/// nullptr: there is none.
const Warning* warning_about(const World& world, ProductId product, std::string_view named);

/// Facts name distances, and between midnight and the morning's evaluation those on record are of the day
/// before: the rules are asked again then.
class FactsToday {
  public:
    /// `evaluated`: when the facts on record are of, where that is earlier than the moment they are told for.
    FactsToday(const World& world, const Context& context, std::optional<Instant> evaluated = {})
        : world_(&world), context_(&context), evaluated_(evaluated.value_or(context.now)) {}

    std::string of(const Warning& warning);

  private:
    using Asked = std::pair<ProductId, std::string>;

    const World* world_;
    const Context* context_;
    Instant evaluated_;
    std::map<Asked, Findings> found_;
};

}  // namespace plumb
