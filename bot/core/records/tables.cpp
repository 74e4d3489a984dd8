// What every source with a World would else compile for itself.
#include "core/records/world.hpp"

namespace plumb {

template class Table<Product>;
template class Table<Person>;
template class Table<Customer>;
template class Table<Release>;
template class Table<Feature>;
template class Table<Baseline>;
template class Table<ChangeRequest>;
template class Table<Evidence>;
template class Table<Assessment>;
template class Table<LaunchEvent>;
template class Table<Collateral>;
template class Table<Promise>;
template class Table<Assumption>;
template class Table<Warning>;
template class Table<Move>;
template class Table<RuleSetting>;
template class Table<Mute>;
template class Table<Term>;
template class Table<Schedule>;

World::World() = default;
World::World(const World& other) = default;
World::World(World&& other) noexcept = default;
World& World::operator=(const World& other) = default;
World& World::operator=(World&& other) noexcept = default;
World::~World() = default;

}  // namespace plumb
