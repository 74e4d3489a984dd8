// A channel with a release, a feature and an event, for tests of core/launch.
#pragma once

#include "core/launch/launch_commands.hpp"
#include "tests/core/command/bench.hpp"

namespace plumb {

inline std::span<const CommandSpec> all_launch_commands() {
    static const std::vector<CommandSpec> all = [] {
        std::vector<CommandSpec> joined;
        for (const auto table :
             {launch_commands(), collateral_commands(), promise_commands(), assumption_commands()})
            joined.insert(joined.end(), table.begin(), table.end());
        return joined;
    }();
    return all;
}

/// LE-1 is ben's fair on 15 July, for 1.0 of 30 June, which holds F-1; ana speaks.
struct Events : Bench {
    Events() : Bench(all_launch_commands()) {
        Release release;
        release.product = product;
        release.name = "1.0";
        release.date = on("2027-06-30");
        put(world, std::move(release));
        Feature feature;
        feature.product = product;
        feature.title = "Login";
        feature.release = ReleaseId{1};
        put(world, std::move(feature));
        must(Said("launch new")
                 .text("Summer fair")
                 .key("on", on("2027-07-15"))
                 .key("to", on("2027-07-17"))
                 .key("type", "tradeshow")
                 .key("release", Value{Ref{ReleaseId{1}}})
                 .key("owner", people({ben})));
    }
    static Value people(std::vector<Ref> refs) { return Value{std::move(refs)}; }
    const LaunchEvent& fair() const { return get(EventId{1}); }
    Said on_fair(std::string name) const { return Said(std::move(name)).about(EventId{1}); }
    /// The titles of an event's collateral, sorted.
    std::vector<std::string> needs(EventId event) const {
        std::vector<std::string> titles;
        for (const Collateral& c : world.all<Collateral>())
            if (c.event == event) titles.push_back(c.title);
        std::sort(titles.begin(), titles.end());
        return titles;
    }
    CollateralId called(const std::string& title) const {
        for (const Collateral& c : world.all<Collateral>())
            if (c.title == title) return id_of(c);
        return {};
    }
};

}  // namespace plumb
