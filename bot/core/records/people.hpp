// People and customers.
#pragma once

#include "core/records/named.hpp"

namespace plumb {

/// Hours in which a person hears nothing that can wait; seconds after local midnight, over midnight when from
/// > to.
struct QuietHours {
    int from = 0;
    int to = 0;

    bool operator==(const QuietHours&) const = default;
};
PLUMB_FIELDS(QuietHours, v("from", r.from); v("to", r.to);)

struct Person {
    static constexpr Kind kind = Kind::person;
    Meta meta;
    /// What the person is called here, unique, lower case (`ana`); `person:ana` in machine output.
    std::string handle;
    /// The name shown; the handle where empty.
    std::string name;
    std::optional<Function> function;
    std::string tz;
    PersonalDigest digest = PersonalDigest::off;
    std::optional<QuietHours> quiet;
    std::vector<Role> roles;
    /// `slack:T1/U1`, `matrix:@ana:example.org`, `console/ana`: who this is on each platform.
    std::vector<std::string> accounts;
    /// Local day of the last personal digest that was sent or found empty.
    std::optional<Day> digest_slot;
    /// A bot, a guest or somebody who left, as the platform says: can be named, and takes no part.
    bool outside = false;

    bool operator==(const Person&) const = default;
};
PLUMB_FIELDS(Person, v("handle", r.handle); v("name", r.name); v("function", r.function); v("tz", r.tz);
             v("digest", r.digest); v("quiet", r.quiet); v("roles", r.roles); v("accounts", r.accounts);
             v("digest_slot", r.digest_slot); v("outside", r.outside);)

/// Found by handle and by account.
inline std::vector<Ref> named_by(const Person& person) {
    std::vector<Ref> texts{text_ref(person.handle)};
    for (const std::string& account : person.accounts) texts.push_back(text_ref(account));
    return with(named_by<Person>(person), std::move(texts));
}

/// Somebody outside who stands behind evidence, requests and promises. Belongs to no product.
struct Customer {
    static constexpr Kind kind = Kind::customer;
    Meta meta;
    std::string name;
    std::string segment;
    /// Amount a year, in the installation's currency.
    std::optional<std::int64_t> value;

    bool operator==(const Customer&) const = default;
};
PLUMB_FIELDS(Customer, v("name", r.name); v("segment", r.segment); v("value", r.value);)

/// Found by name.
inline std::vector<Ref> named_by(const Customer& customer) {
    return with(named_by<Customer>(customer), {text_ref(customer.name)});
}

}  // namespace plumb
