// Records by what people call them: IDs in any case, names, keys, titles.
#pragma once

#include "core/base/result.hpp"
#include "core/records/world.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumb {

/// `a request (CR-n)`, `a release`: a kind with what it is written as.
std::string kind_with_id(Kind kind);
/// `a request`, `a launch event`.
std::string_view kind_phrase(Kind kind);

/// An ID as typed: any case, any dash (`cr-12`, `CR–12`), and without one where a number follows (`CR12`).
/// Nothing when it is of another form; the record need not exist.
std::optional<Ref> typed_id(std::string_view text);

/// The record of a numbered kind: by its ID, else by its title or a feature's key within the product.
/// Refused: an ID of another kind, which is named; one that nothing has; a title that two records have, or
/// that is only near to one.
Result<Ref> record_called(const World& world, ProductId product, Kind kind, std::string_view text);

/// Calls `visit` with each record of a kind that goes by a name or a title, of that product where one is
/// given.
void each_named(const World& world, ProductId product, Kind kind,
                const std::function<void(Ref record, const std::string& name)>& visit);

/// A product's release by name, `release:NAME` too; refused with the nearest or all names. Cancelled ones are
/// found as well.
Result<ReleaseId> release_called(const World& world, ProductId product, std::string_view text);

/// A record of any kind: an ID, `release:NAME`, `person:ana`, `customer:Acme`, `product:atlas`, `baseline:2`,
/// `@ana`, or a release's bare name.
Result<Ref> anything_called(const World& world, ProductId product, std::string_view text);

/// `@ana` and `person:ana` of somebody who is known.
Result<PersonId> known_person(const World& world, std::string_view text);

/// A customer that is on record, by name.
Result<CustomerId> customer_called(const World& world, std::string_view text);

/// A product by its key or name.
Result<ProductId> product_called(const World& world, std::string_view text);

/// The name or ID that such a refusal suggests (“Did you mean 2.0?”, “Did you mean F-1 “Login”?”), to be put
/// in its place.
std::optional<std::string> suggestion_in(const Refusal& refusal);
/// The first of the records that have the title, where such a refusal names several.
std::optional<std::string> first_of_several(const Refusal& refusal);

/// The refusal of whoever can be named and takes no part (Person::outside); nothing for everybody else.
std::optional<Refusal> takes_no_part(const World& world, PersonId who);
/// Handles of everybody who has the role, by number.
std::vector<std::string> holders(const World& world, Role role);

}  // namespace plumb
