// When everything that comes by the clock comes next: kept up as records change, so that waiting costs
// nothing however many schedules there are.
#pragma once

#include "core/talk/day.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace plumb {

class Agenda {
  public:
    /// Reads it off the world: what falls due after `after`.
    void read(const World& world, const Context& context, Instant after);
    /// Takes in what a set of writes changed; `world` is the one after them.
    void take(const World& world, const Context& context, const std::vector<Write>& writes, Instant after);
    /// A thing was carried out, or dropped: when it comes next.
    void again(const World& world, const Context& context, const DueThing& thing, Instant after);

    std::optional<Instant> next() const;
    /// What falls due at the earliest moment, if that is not after `until`.
    std::vector<DueThing> first(Instant until) const;
    /// Everything up to and including `until`, in order; each thing once.
    std::vector<DueThing> all(Instant until) const;
    std::size_t size() const { return order_.size(); }

  private:
    /// By time first.
    struct Entry {
        Instant at{};
        DueThing::What what{};
        Ref of;

        auto operator<=>(const Entry&) const = default;
    };
    using Key = std::pair<DueThing::What, Ref>;

    void set(const Key& key, std::optional<Instant> at);

    std::set<Entry> order_;
    std::map<Key, Instant> times_;
    /// A product whose zone changes moves all that is told in it.
    std::map<Ref, std::string> zones_;
};

}  // namespace plumb
