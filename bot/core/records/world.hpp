// World: the current state of an installation as a value. Cheap to copy; a copy that is changed leaves the
// original alone.
#pragma once

#include "core/records/any_record.hpp"
#include "core/records/table.hpp"

#include <string>
#include <string_view>
#include <tuple>

namespace plumb {

// Compiled once, in tables.cpp: every source that sees a World would else have them all.
extern template class Table<Product>;
extern template class Table<Person>;
extern template class Table<Customer>;
extern template class Table<Release>;
extern template class Table<Feature>;
extern template class Table<Baseline>;
extern template class Table<ChangeRequest>;
extern template class Table<Evidence>;
extern template class Table<Assessment>;
extern template class Table<LaunchEvent>;
extern template class Table<Collateral>;
extern template class Table<Promise>;
extern template class Table<Assumption>;
extern template class Table<Warning>;
extern template class Table<Move>;
extern template class Table<RuleSetting>;
extern template class Table<Mute>;
extern template class Table<Term>;
extern template class Table<Schedule>;

class World {
  public:
    World();
    World(const World& other);
    World(World&& other) noexcept;
    World& operator=(const World& other);
    World& operator=(World&& other) noexcept;
    ~World();

    template <Record T>
    const Table<T>& all() const {
        return std::get<Table<T>>(tables_);
    }
    template <Record T>
    Table<T>& all() {
        return std::get<Table<T>>(tables_);
    }

    /// nullptr where there is none.
    template <Kind K>
    const RecordOf<K>* find(Id<K> id) const {
        return all<RecordOf<K>>().find(id);
    }

    /// The next number of a kind: one more than was ever given. Reserves it.
    int next(Kind kind) { return ++last_[static_cast<std::size_t>(kind)]; }
    int last(Kind kind) const { return last_[static_cast<std::size_t>(kind)]; }
    void set_last(Kind kind, int n) { last_[static_cast<std::size_t>(kind)] = n; }

    /// Numbers of posted messages that hold warnings (Warning::told_in).
    int next_message() { return ++last_message_; }
    int last_message() const { return last_message_; }
    void set_last_message(int n) { last_message_ = n; }

  private:
    template <class Variant>
    struct TablesOf;
    template <class... T>
    struct TablesOf<std::variant<T...>> {
        using type = std::tuple<Table<T>...>;
    };
    typename TablesOf<RecordVariant>::type tables_;
    std::array<int, kKinds> last_{};
    int last_message_ = 0;
};

/// `CR-3`, `release:1.30`, `person:ana`, `product:atlas`, `customer:Acme`, `baseline:2`: how machine output
/// writes a record. A record that is not there is written by number.
std::string label(const World& world, Ref ref);
/// How people read it: `CR-3`, `1.30`, `ana`, `Atlas`.
std::string name(const World& world, Ref ref);
/// The title of a record; its name where it has none; empty when it is not there.
std::string title(const World& world, Ref ref);
/// The product a record belongs to; none for people and customers.
ProductId product_of(const World& world, Ref ref);
bool exists(const World& world, Ref ref);
/// Who owns a record; empty for kinds without owners.
std::vector<PersonId> owners_of(const World& world, Ref ref);

const Product* product_by_key(const World& world, std::string_view key);
/// The product that a channel address is bound to.
const Product* product_of_channel(const World& world, std::string_view channel);
/// Exact name first, else the only one that matches when case is dropped.
const Release* release_by_name(const World& world, ProductId product, std::string_view name);
const Person* person_by_handle(const World& world, std::string_view handle);
const Person* person_by_account(const World& world, std::string_view account);
/// Spaces at the ends and case do not matter.
const Customer* customer_by_name(const World& world, std::string_view name);
/// The name a person is shown by.
std::string person_name(const World& world, PersonId id);
bool has_role(const World& world, PersonId person, Role role);
std::optional<Function> function_of(const World& world, PersonId person);

}  // namespace plumb
