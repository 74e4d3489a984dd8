// World: the current state of an installation as a value. Cheap to copy; a copy that is changed leaves the
// original alone.
#pragma once

#include "core/records/change.hpp"
#include "core/records/launch.hpp"
#include "core/records/people.hpp"
#include "core/records/plan.hpp"
#include "core/records/product.hpp"
#include "core/records/table.hpp"
#include "core/records/warning.hpp"

#include <string>
#include <string_view>
#include <tuple>
#include <variant>

namespace plumb {

/// Every kind of record, in the order of Kind.
using AnyRecord = std::variant<Product, Person, Customer, Release, Feature, Baseline, ChangeRequest, Evidence,
                               Assessment, LaunchEvent, Collateral, Promise, Assumption, Warning, Move,
                               RuleSetting, Mute, Term, Schedule>;
static_assert(std::variant_size_v<AnyRecord> == kKinds);

template <Kind K>
using RecordOf = std::variant_alternative_t<static_cast<std::size_t>(K), AnyRecord>;

class World {
  public:
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
    typename TablesOf<AnyRecord>::type tables_;
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
