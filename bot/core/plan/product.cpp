#include "core/plan/product.hpp"

#include "core/base/among.hpp"
#include "core/base/slug.hpp"
#include "core/base/spelling.hpp"
#include "core/base/unseen.hpp"
#include "core/base/utf8.hpp"
#include "core/command/asked.hpp"
#include "core/command/paging.hpp"
#include "core/command/record_text.hpp"
#include "core/plan/plan_cards.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cctype>

namespace plumb {

namespace {

constexpr std::size_t kMaxKey = 80;

/// `There is none yet.`, `There are atlas and beta.`
std::string products_there_are(const World& world) {
    std::vector<std::string> keys;
    for (const Product& p : world.all<Product>()) keys.push_back(p.key);
    if (keys.empty()) return "There is none yet.";
    return fmt::format("There {} {}.", keys.size() == 1 ? "is" : "are", listed(keys));
}

bool bound(const Product& product, const std::string& channel) { return is_among(product.channels, channel); }

/// A direct message is a person's, not a product's.
bool bindable(const Place& place) { return !place.direct && !place.channel.empty(); }

/// Letters beyond ASCII are bytes with the high bit.
bool is_letter_or_digit(char c) { return std::isalnum(static_cast<unsigned char>(c)) || (c & 0x80) != 0; }

bool is_of_a_key(char c) { return is_letter_or_digit(c) || c == '-' || c == '_' || c == '.'; }

/// A key like the name that was typed, which no product has: `two-words`.
std::string free_key(const World& world, std::string_view name) {
    constexpr std::size_t kLongestLike = 40;
    std::string like = slug(name.size() > kLongestLike ? std::string_view{} : name, is_of_a_key);
    if (!is_product_key(like)) like = "product";
    std::string key = like;
    for (int n = 2; product_by_key(world, key); ++n) key = fmt::format("{}-{}", like, n);
    return key;
}

Product blank_product(const Draft& draft, std::string key) {
    Product product;
    product.key = std::move(key);
    product.tz = draft.context().default_tz;
    product.policy = draft.context().policy;
    product.profile_at = draft.now();
    return product;
}

}  // namespace

bool is_product_key(std::string_view text) {
    // What cannot be seen would make a second key of the same look.
    for (std::string_view rest = text; !rest.empty(); rest.remove_prefix(first_character(rest).bytes))
        if (is_nothing(first_character(rest).code)) return false;
    return text.size() <= kMaxKey && std::all_of(text.begin(), text.end(), is_of_a_key) &&
           std::any_of(text.begin(), text.end(), is_letter_or_digit);
}

Result<ProductId> product_meant(const Draft& draft, const Command& command) {
    if (command.word.empty()) return product_asked(draft, command);
    if (const Product* product = product_by_key(draft.world(), command.word)) return id_of(*product);
    const std::string wrong = fmt::format("There is no product {}.", command.word);
    std::vector<std::string_view> keys;
    for (const Product& product : draft.world().all<Product>()) keys.push_back(product.key);
    const auto near = nearest(command.word, keys);
    const std::size_t at = command.said.find(" " + command.word);
    if (near && at != std::string::npos) {
        std::string mended = command.said;
        mended.replace(at + 1, command.word.size(), *near);
        return refuse(wrong, fmt::format("Did you mean {}?", *near), std::move(mended));
    }
    return refuse(wrong, products_there_are(draft.world()), "product new " + command.word);
}

Result<void> product_new(Draft& draft, const Command& command) {
    if (!is_product_key(command.word))
        return refuse(
            fmt::format("“{}” is no key of a product.", command.word),
            "A key is one word of letters, digits, - _ and dots.",
            fmt::format("product new {} {}", free_key(draft.world(), command.word), as_typed(command.word)));
    if (const Product* same = product_by_key(draft.world(), command.word)) {
        const std::string wrong = fmt::format("There is a product {} already.", same->key);
        const bool taken = product_of_channel(draft.world(), draft.context().place.channel);
        if (taken) return refuse(wrong, "Take another key; what it is:", "product show " + same->key);
        return refuse(wrong, "Bind this channel to it, or take another key.", "product bind " + same->key);
    }
    Product product = blank_product(draft, command.word);
    product.name = command.text;
    if (command.has("tz")) product.tz = command.text_of("tz");
    if (const auto profile = named<Profile>(command.text_of("profile"))) product.profile = *profile;
    const Place& place = draft.context().place;
    const bool binds = bindable(place) && !product_of_channel(draft.world(), place.channel);
    if (binds) product.channels.push_back(place.channel);
    draft.show_card(draft.add(std::move(product)));
    return {};
}

Result<void> product_list(Draft& draft, const Command& command) {
    std::vector<std::string> rows;
    for (const Product& p : draft.world().all<Product>()) {
        std::string row = p.key;
        if (!p.name.empty()) row += " " + quoted(p.name);
        row +=
            fmt::format(" · {} · {}", p.tz, counted(static_cast<std::int64_t>(p.channels.size()), "channel"));
        rows.push_back(std::move(row));
    }
    if (rows.empty()) {
        draft.answer(
            plain_card("There is no product yet.", {Text("Make one: ").code("product new atlas \"Atlas\"")}));
        return {};
    }
    const std::string title = counted(static_cast<std::int64_t>(rows.size()), "product");
    draft.answer(list_card(title, rows, page_asked(command), "product list"));
    return {};
}

Result<void> product_show(Draft& draft, const Command& command) {
    const auto id = product_meant(draft, command);
    if (!id) return tl::make_unexpected(id.error());
    draft.answer(product_card(draft.world(), draft.context(), *id));
    return {};
}

Result<void> product_set(Draft& draft, const Command& command) {
    const auto id = product_meant(draft, command);
    if (!id) return tl::make_unexpected(id.error());
    const Product before = *draft.find(*id);
    Product product = before;
    if (command.keys.empty())
        return refuse("Nothing was given to set.", "It takes name:, tz: and profile:.",
                      "product set tz:Europe/Berlin");
    if (command.has("profile") && !has_role(draft.world(), draft.actor(), Role::admin))
        return refuse("The profile belongs to the policy, which an admin sets.", "Ask an admin to set it.",
                      "policy set profile:" + command.text_of("profile"));
    if (command.has("name")) product.name = command.text_of("name");
    if (command.has("tz")) product.tz = command.text_of("tz");
    if (command.has("profile")) {
        product.profile = named<Profile>(command.text_of("profile")).value_or(Profile::balanced);
        // Setting it to what it is confirms it: `profile-stale` counts from here.
        product.profile_at = draft.now();
    }
    if (product == before) {
        answer_as_it_is(draft, *id);
        return {};
    }
    std::string changes;
    if (command.has("profile")) changes = fmt::format("profile is {}", word(product.profile));
    for (const auto& [key, is] : {std::pair<std::string_view, std::string>{"name", product.name},
                                  std::pair<std::string_view, std::string>{"tz", product.tz}}) {
        if (!command.has(key)) continue;
        if (!changes.empty()) changes += ", ";
        changes += is.empty() ? fmt::format("{} is cleared", key) : fmt::format("{} is {}", key, is);
    }
    const std::string key = product.key;
    draft.put(std::move(product));
    draft.show_card(*id);
    draft.tell(*id, fmt::format("{}: {}.", key, changes));
    return {};
}

Result<void> product_bind(Draft& draft, const Command& command) {
    const Place& place = draft.context().place;
    if (!bindable(place))
        return refuse("A direct message is bound to no product.",
                      "Name the product in the command with product:KEY.", "status product:atlas");
    const Product* held = product_of_channel(draft.world(), place.channel);
    Product product;
    if (command.word.empty() && !held) {
        if (draft.world().all<Product>().size() != 1)
            return refuse("Say which product.", products_there_are(draft.world()),
                          draft.world().all<Product>().empty()
                              ? "product new atlas"
                              : "product bind " + draft.world().all<Product>().begin()->key);
        product = *draft.world().all<Product>().begin();
    } else if (command.word.empty()) {
        product = *held;
    } else {
        const auto id = product_meant(draft, command);
        if (!id) return tl::make_unexpected(id.error());
        product = *draft.find(*id);
    }
    if (held && id_of(*held) != id_of(product))
        return refuse(
            fmt::format("This channel is bound to {}, and a channel is bound to one product.", held->key),
            "Free it first.", "product unbind");
    const ProductId id = id_of(product);
    if (bound(product, place.channel)) {
        answer_line(draft, fmt::format("This channel is bound to {} already.", name(draft.world(), id)));
        return {};
    }
    product.channels.push_back(place.channel);
    draft.put(std::move(product));
    draft.tell(id, fmt::format("This channel is bound to {} now: what is recorded here belongs to it.",
                               name(draft.world(), id)));
    return {};
}

Result<void> product_unbind(Draft& draft, const Command&) {
    const Place& place = draft.context().place;
    const Product* held = product_of_channel(draft.world(), place.channel);
    if (!held) {
        answer_line(draft, "This channel is bound to no product.");
        return {};
    }
    Product product = *held;
    std::erase(product.channels, place.channel);
    const ProductId id = id_of(product);
    draft.put(std::move(product));
    draft.tell(id, fmt::format("This channel is bound to no product any more; {} keeps all its records.",
                               name(draft.world(), id)));
    return {};
}

}  // namespace plumb
