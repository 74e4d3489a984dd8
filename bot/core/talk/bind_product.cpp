// Which product a command is about (product.md section 4: "a channel is bound to one product").
#include "core/base/phrases.hpp"
#include "core/base/slug.hpp"
#include "core/base/spelling.hpp"
#include "core/base/utf8.hpp"
#include "core/command/lookup.hpp"
#include "core/talk/example.hpp"
#include "core/talk/reading.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

constexpr std::size_t kProductsShown = 8;
constexpr std::size_t kLongestKey = 40;

std::vector<std::string> keys_of_products(const World& world) {
    std::vector<std::string> keys;
    for (const Product& p : world.all<Product>()) keys.push_back(p.key);
    return keys;
}

/// A channel's name as a product's key: lower case, with dashes for what is neither letter nor digit, and as
/// much of it as a key may have.
std::string key_from(std::string_view channel) {
    std::string key = slug(lower(channel), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) & 0x80U);
    });
    std::string_view kept = key;
    while (kept.size() > kLongestKey || kept.ends_with('-')) kept = front_of(kept, code_points(kept) - 1);
    return std::string(kept);
}

tl::unexpected<Refusal> refuse_which(const Reading& reading) {
    const std::vector<std::string> keys = keys_of_products(reading.world());
    const Place& place = reading.context().place;
    if (keys.empty())
        return refuse("There is no product yet.", "Make the first one:", "product new atlas \"Atlas\"");
    const std::string example = fmt::format("{} product:{}", reading.typed, keys.front());
    if (place.direct || place.channel_name.empty())
        return refuse("Which product is meant?",
                      fmt::format("There are {}. Name one:", listed(keys, kProductsShown)), example);
    return refuse(fmt::format("#{} is bound to no product.", place.channel_name),
                  fmt::format("Bind it (product bind {}), or name the product ({}):", keys.front(),
                              listed(keys, kProductsShown)),
                  example);
}

/// The product that an unbound channel is named after, where no channel is bound to it yet (it came from a
/// file).
const Product* namesake(const Reading& reading) {
    const Place& place = reading.context().place;
    if (place.direct) return nullptr;
    const Product* product = product_by_key(reading.world(), key_from(place.channel_name));
    return product && product->channels.empty() ? product : nullptr;
}

/// The first record made in an unbound channel makes a product named after the channel, and binds it.
Result<void> make_product(Reading& reading) {
    const Place& place = reading.context().place;
    const std::string key = key_from(place.channel_name);
    if (const Product* held = namesake(reading)) {
        Product bound = *held;
        bound.channels.push_back(place.channel);
        reading.command.product = id_of(bound);
        reading.draft.put(std::move(bound));
        reading.draft.tell(reading.command.product,
                           Text(fmt::format("{} is bound to #{} now.", key, place.channel_name)));
        return {};
    }
    if (key.empty() || place.direct || product_by_key(reading.world(), key)) return refuse_which(reading);
    Product made;
    made.key = key;
    made.name = front_of(place.channel_name, kLongestTitle);
    made.tz = reading.context().default_tz;
    made.policy = reading.context().policy;
    made.profile_at = reading.context().now;
    made.channels.push_back(place.channel);
    reading.command.product = reading.draft.add(std::move(made));
    reading.draft.tell(reading.command.product,
                       Text(fmt::format("{} is a new product, bound to #{}.", key, place.channel_name)));
    return {};
}

/// `product:KEY`, where it is no key of the command's own.
Result<ProductId> named(Reading& reading) {
    const Given* given = reading.find("product");
    if (!given || given->key->type != KeyType::product || given->piece.items.empty()) return ProductId{};
    const auto product = product_called(reading.world(), given->piece.text);
    if (!product) {
        const std::string instead = suggestion_in(product.error()).value_or("atlas");
        return tl::make_unexpected(with_example(product.error(), with_value(reading, given->piece, instead)));
    }
    return *product;
}

}  // namespace

ProductId likely_product(const Reading& reading) {
    if (const Given* given = reading.find("product"))
        if (const auto product = product_called(reading.world(), given->piece.text)) return *product;
    const Place& place = reading.context().place;
    if (place.thread) return product_of(reading.world(), place.thread);
    const Product* bound = product_of_channel(reading.world(), place.channel);
    return bound ? id_of(*bound) : ProductId{};
}

Result<void> find_product(Reading& reading) {
    const auto asked = named(reading);
    if (!asked) return tl::make_unexpected(asked.error());
    const ProductId own = product_of(reading.world(), reading.command.subject);
    if (own && *asked && own != *asked)
        return refuse(
            fmt::format("{} belongs to {}, not to {}.", name(reading.world(), reading.command.subject),
                        reading.world().find(own)->key, reading.world().find(*asked)->key),
            "Its product follows from the record: leave product: out.",
            with_replaced(reading, reading.find("product")->piece, ""));
    reading.command.product = own ? own : *asked;
    const Place& place = reading.context().place;
    if (!reading.product() && place.thread)
        reading.command.product = product_of(reading.world(), place.thread);
    if (!reading.product())
        if (const Product* bound = product_of_channel(reading.world(), place.channel))
            reading.command.product = id_of(*bound);
    if (reading.product()) return {};
    const bool alone =
        reading.world().all<Product>().size() == 1 && (place.direct || place.channel_name.empty());
    if (alone) {
        reading.command.product = id_of(*reading.world().all<Product>().begin());
        return {};
    }
    if (reading.spec.makes_product) return make_product(reading);
    const bool about_nothing_of_a_product = reading.command.subject && !own;
    if (reading.spec.anywhere || about_nothing_of_a_product) return {};
    if (const Product* held = namesake(reading)) {
        reading.command.product = id_of(*held);
        return {};
    }
    return refuse_which(reading);
}

}  // namespace plumb
