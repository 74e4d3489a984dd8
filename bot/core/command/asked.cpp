#include "core/command/asked.hpp"

#include "core/base/among.hpp"
#include "core/command/record_text.hpp"
#include "core/records/limits.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

void note(std::vector<PersonId>& people, PersonId who) {
    if (who && !is_among(people, who)) people.push_back(who);
}

}  // namespace

Result<ProductId> product_asked(const Draft& draft, const Command& command) {
    if (draft.find(command.product)) return command.product;
    const auto& all = draft.world().all<Product>();
    if (all.begin() == all.end())
        return refuse("There is no product yet.", "Make the first one:", "product new atlas \"Atlas\"");
    return refuse("This channel is bound to no product.", "Bind it to one, or name one with product:KEY.",
                  "product bind " + all.begin()->key);
}

Day today_in(const Draft& draft, ProductId product) {
    return today_of(draft.context(), draft.world(), product);
}

void assign_people(std::vector<PersonId>& people, const Command& command, std::string_view key) {
    if (command.has(key)) {
        people.clear();
        if (const auto given = command.get<std::vector<Ref>>(key))
            for (const Ref ref : *given) note(people, ref.as<PersonId>());
    }
    if (const auto more = command.get<std::vector<Ref>>(std::string(key) + "+"))
        for (const Ref ref : *more) note(people, ref.as<PersonId>());
    if (const auto less = command.get<std::vector<Ref>>(std::string(key) + "-"))
        for (const Ref ref : *less) std::erase(people, ref.as<PersonId>());
}

Result<void> fits_list(std::size_t items, std::string_view key) {
    if (items <= kLongestList) return {};
    return refuse(fmt::format("{}: would hold {} items.", key, items),
                  fmt::format("At most {} are taken.", kLongestList));
}

std::string why_of(const Command& command) {
    return command.text.empty() ? command.text_of("why") : command.text;
}

std::string reason_of(const Command& command) {
    return command.text.empty() ? command.text_of("reason") : command.text;
}

std::string because(const std::string& why) { return why.empty() ? std::string{} : ": " + quoted(why); }

Result<void> same_product(const World& world, ProductId product, Ref record) {
    const ProductId other = product_of(world, record);
    if (!record || !other || other == product) return {};
    return refuse(
        fmt::format("{} belongs to {}, not to {}.", called(world, record), name(world, other),
                    name(world, product)),
        "What belongs together stays within one product. To see it:",
        record.kind == Kind::release
            ? fmt::format("release show {} product:{}", as_name(name(world, record)), world.find(other)->key)
            : "history " + to_string(record));
}

void answer_line(Draft& draft, Text line) { draft.answer(plain_card(std::move(line))); }

void answer_as_it_is(Draft& draft, Ref record) {
    answer_line(draft,
                fmt::format("Nothing changed: {} is as you say already.", name(draft.world(), record)));
}

}  // namespace plumb
