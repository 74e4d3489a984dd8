// Records that an example can name: those that are there, and names that are free.
#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/change/loop_in.hpp"
#include "core/change/state.hpp"
#include "core/command/lookup.hpp"
#include "core/talk/example.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace plumb {

namespace {

/// Where examples look: the product that is known by then, else the likeliest; none: anywhere.
ProductId looked_in(const Reading& reading) {
    return reading.product() ? reading.product() : likely_product(reading);
}

template <class Wanted>
Ref newest(const Reading& reading, Kind kind, const Wanted& wanted) {
    const ProductId where = looked_in(reading);
    for (int n = reading.world().last(kind); n > 0; --n) {
        const Ref ref{kind, n};
        if (!exists(reading.world(), ref) || !wanted(ref)) continue;
        const ProductId product = product_of(reading.world(), ref);
        if (!where || product == where || !product) return ref;
    }
    return {};
}

/// Whether a verb is likely to be said of a request by the speaker.
bool suits(const ChangeRequest& request, std::string_view verb, PersonId speaker) {
    // Either could be said of any request; what waits is what is talked about.
    constexpr std::array<std::string_view, 2> kOfWaiting{"option", "evidence"};
    if (verb == "answer")
        return std::any_of(request.loop_ins.begin(), request.loop_ins.end(),
                           [&](const LoopIn& asked) { return asked.asked == speaker && pending(asked); });
    if (is_among(kOfWaiting, verb)) return waiting(request);
    if (!possible(request.status, verb)) return false;
    const bool own = request.raised_by && request.raised_by == speaker;
    if (verb == "withdraw") return own || !request.raised_by;
    if (verb == "approve") return !own && request.status == ChangeStatus::assessed;
    return !own || (verb != "decline" && verb != "defer");
}

/// The record that the value of a key names by its ID.
Ref named_under(const Reading& reading, std::string_view key) {
    const Given* given = reading.find(key);
    return given ? typed_id(given->piece.text).value_or(Ref{}) : Ref{};
}

}  // namespace

std::string newest_id(const Reading& reading, Kind kind) {
    // What was heard and is on no request yet is what can be put on one.
    const auto is_free = [&](const Ref& ref) { return !reading.world().find(ref.as<EvidenceId>())->change; };
    if (kind == Kind::evidence && reading.spec.verb == "attach")
        if (const Ref free = newest(reading, kind, is_free)) return to_string(free);
    const Ref ref = newest(reading, kind, [](const Ref&) { return true; });
    // Where other products have some, the next to come: theirs is not meant.
    const int next = reading.world().last(kind) + 1;
    return ref ? to_string(ref) : fmt::format("{}{}", kPrefixes[static_cast<std::size_t>(kind)], next);
}

std::string a_request_but(const Reading& reading, Ref but) {
    const auto goes_on = [&](const Ref& ref) {
        const ChangeStatus status = reading.world().find(ref.as<ChangeId>())->status;
        return ref != but && status != ChangeStatus::merged && status != ChangeStatus::withdrawn;
    };
    const Ref ref = newest(reading, Kind::change, goes_on);
    if (ref) return to_string(ref);
    if (newest_id(reading, Kind::change) != to_string(but)) return newest_id(reading, Kind::change);
    return to_string(Ref{Kind::change, reading.world().last(Kind::change) + 1});
}

std::string example_request(const Reading& reading) {
    const std::string_view verb = reading.spec.verb;
    if (verb == "merge") return a_request_but(reading, named_under(reading, "into"));
    const PersonId speaker = reading.context().actor;
    const auto request_of = [&](const Ref& ref) -> const ChangeRequest& {
        return *reading.world().find(ref.as<ChangeId>());
    };
    const auto fits = [&](const Ref& ref) { return suits(request_of(ref), verb, speaker); };
    const auto can_be = [&](const Ref& ref) { return possible(request_of(ref).status, verb); };
    if (const Ref ref = newest(reading, Kind::change, fits)) return to_string(ref);
    const Ref ref = newest(reading, Kind::change, can_be);
    return ref ? to_string(ref) : newest_id(reading, Kind::change);
}

std::string a_release(const Reading& reading) { return a_release_but(reading, {}); }

std::string a_release_but(const Reading& reading, ReleaseId but) {
    const ProductId product = looked_in(reading);
    std::string found;
    // What is out already is named where nothing else is.
    for (const bool shipped : {false, true})
        for (const Release& r : reading.world().all<Release>()) {
            if ((product && r.product != product) || r.status == ReleaseStatus::cancelled) continue;
            if ((r.status == ReleaseStatus::shipped) != shipped) continue;
            if (found.empty()) found = as_value(r.name);
            if (id_of(r) != but) return as_value(r.name);
        }
    return found.empty() ? "2.0" : found;
}

std::string a_customer_but(const Reading& reading, std::string_view but) {
    for (const Customer& c : reading.world().all<Customer>())
        if (!same_word(c.name, but)) return in_quotes(c.name);
    return same_word(but, "Acme") ? "\"Stadtwerke\"" : "\"Acme\"";
}

std::string free_release_name(const Reading& reading) {
    for (int major = 1;; ++major) {
        std::string name = fmt::format("{}.0", major);
        if (!release_by_name(reading.world(), looked_in(reading), name)) return name;
    }
}

std::string free_product_key(const Reading& reading) {
    constexpr std::array<std::string_view, 3> kKeys{"atlas", "nova", "orion"};
    const auto is_free = [&](std::string_view key) {
        for (const Product& product : reading.world().all<Product>())
            if (same_word(product.key, key)) return false;
        return true;
    };
    for (const std::string_view key : kKeys)
        if (is_free(key)) return std::string(key);
    for (int n = 2;; ++n)
        if (std::string key = fmt::format("product-{}", n); is_free(key)) return key;
}

}  // namespace plumb
