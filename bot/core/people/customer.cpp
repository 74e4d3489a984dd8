// `customer …`: who stands behind evidence, requests and promises.
#include "core/base/spelling.hpp"
#include "core/command/assign.hpp"
#include "core/command/card_lines.hpp"
#include "core/command/lookup.hpp"
#include "core/command/paging.hpp"
#include "core/command/record_text.hpp"
#include "core/people/people_handlers.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <set>

namespace plumb {

namespace {

constexpr std::size_t kQuotesShown = 3;
constexpr std::size_t kBackedShown = 5;

/// What a customer stands behind.
struct Standing {
    std::vector<const Evidence*> voices;
    std::set<Ref> requests;
    std::vector<Ref> promises;
};

Standing standing_of(const World& world, CustomerId id) {
    Standing standing;
    world.all<Evidence>().each_naming(id, [&](const Evidence& voice) {
        standing.voices.push_back(&voice);
        if (voice.change) standing.requests.insert(voice.change);
    });
    world.all<Promise>().each_naming(
        id, [&](const Promise& promise) { standing.promises.emplace_back(id_of(promise)); });
    return standing;
}

std::string called_each(const World& world, const std::vector<Ref>& records) {
    std::vector<std::string> names;
    for (const Ref record : records) names.push_back(called(world, record));
    return listed(names, kBackedShown);
}

std::string what_it_is(const Customer& customer) {
    std::vector<std::string> words;
    if (!customer.segment.empty()) words.push_back(customer.segment);
    if (customer.value) words.push_back(grouped(*customer.value) + " a year");
    return words.empty() ? "no segment or value yet" : listed(words);
}

std::string row_of(const World& world, const Customer& customer) {
    const Standing standing = standing_of(world, id_of(customer));
    return fmt::format("{}: {}; {}, {}", customer.name, what_it_is(customer),
                       counted(static_cast<int>(standing.requests.size()), "request"),
                       counted(static_cast<int>(standing.promises.size()), "promise"));
}

/// Refused where another customer has the name. `held`: the one who is to have it, where that was on record
/// before.
Result<void> free_name(const World& world, std::string_view name, CustomerId own, const Customer* held) {
    const Customer* taken = customer_by_name(world, name);
    if (!taken || id_of(*taken) == own) return {};
    const std::string wrong = fmt::format("There is a customer {} already.", taken->name);
    if (!held) return refuse(wrong, "To see it:", fmt::format("customer show {}", as_typed(taken->name)));
    return refuse(wrong, "To make one of two:",
                  fmt::format("customer merge {} into:{}", as_typed(held->name), as_typed(taken->name)));
}

/// Moves what the one stands behind to the other; how much that was.
template <class T, class Same, class Change>
int move_all(Draft& draft, Same same, Change change) {
    std::vector<T> moved;
    for (const T& record : draft.world().template all<T>())
        if (same(record)) moved.push_back(record);
    for (T& record : moved) {
        change(record);
        draft.put(std::move(record));
    }
    return static_cast<int>(moved.size());
}

/// The same merge between these two.
std::string merge_of(std::string_view from, std::string_view into) {
    return fmt::format("customer merge {} into:{}", as_typed(from), as_typed(into));
}

}  // namespace

Result<void> customer_set(Draft& draft, const Command& command) {
    const Customer* held = customer_by_name(draft.world(), command.word);
    const CustomerId id = held ? id_of(*held) : draft.customer(command.word);
    const Customer before = *draft.find(id);
    Customer customer = before;
    assign_all(customer, command);
    if (customer.name.empty())
        return refuse(fmt::format("{} keeps a name.", before.name), "Give the new one:",
                      fmt::format("customer set {} name:\"Acme\"", as_typed(before.name)));
    if (auto free = free_name(draft.world(), customer.name, id, held ? &before : nullptr); !free) return free;
    if (held && customer == before) {
        draft.answer(plain_card(fmt::format("{}: {}.", before.name, what_it_is(before))));
        return {};
    }
    const std::string renamed =
        customer.name == before.name ? std::string{} : fmt::format(", until now {}", before.name);
    draft.tell(id, Text(fmt::format("{} is {}{}: {}.", customer.name, held ? "a customer" : "a new customer",
                                    renamed, what_it_is(customer))));
    draft.put(std::move(customer));
    return {};
}

Result<void> customer_list(Draft& draft, const Command& command) {
    std::vector<const Customer*> customers;
    for (const Customer& c : draft.world().all<Customer>()) customers.push_back(&c);
    const bool by_value = command.text_of("sort") == "value";
    std::stable_sort(customers.begin(), customers.end(), [by_value](const Customer* a, const Customer* b) {
        if (by_value) return a->value.value_or(-1) > b->value.value_or(-1);
        return lower(a->name) < lower(b->name);
    });
    std::vector<std::string> rows;
    for (const Customer* c : customers) rows.push_back(row_of(draft.world(), *c));
    if (rows.empty()) {
        Card card = plain_card("No customers yet. One comes into being when first named:");
        card.lines.push_back(
            {Line::Kind::command, {}, Text{}.code("customer set \"Acme\" segment:enterprise value:50000")});
        draft.answer(std::move(card));
        return {};
    }
    const Text title(fmt::format("{}:", counted(static_cast<int>(rows.size()), "customer")));
    const std::string again = by_value ? "customer list sort:value" : "customer list";
    draft.answer(list_card(title, rows, page_asked(command), again));
    return {};
}

Result<void> customer_show(Draft& draft, const Command& command) {
    const auto id = customer_called(draft.world(), command.word);
    if (!id) {
        Refusal refusal = id.error();
        if (const auto near = suggestion_in(refusal); near && refusal.example.empty())
            refusal.example = "customer show " + as_name(*near);
        return tl::make_unexpected(std::move(refusal));
    }
    const Customer& customer = *draft.find(*id);
    const Standing standing = standing_of(draft.world(), *id);
    Card card;
    card.title = Text(customer.name);
    card.state = what_it_is(customer);
    const std::vector<Ref> requests(standing.requests.begin(), standing.requests.end());
    add_field(card, "Stands behind", called_each(draft.world(), requests));
    add_field(card, "Promised", called_each(draft.world(), standing.promises));
    for (std::size_t i = standing.voices.size(); i-- > 0 && standing.voices.size() - i <= kQuotesShown;) {
        const Evidence& voice = *standing.voices[i];
        const std::string& words = voice.quote.empty() ? voice.summary : voice.quote;
        if (!words.empty()) card.lines.push_back({Line::Kind::quote, {}, Text(words)});
    }
    if (standing.voices.empty() && standing.promises.empty())
        add_context(card, "Nothing was heard from them yet.");
    draft.answer(std::move(card));
    return {};
}

Result<void> customer_merge(Draft& draft, const Command& command) {
    auto from = customer_called(draft.world(), command.word);
    if (!from) {
        if (const auto near = suggestion_in(from.error()))
            from.error().example = merge_of(*near, command.text_of("into"));
        return tl::make_unexpected(std::move(from.error()));
    }
    auto into = customer_called(draft.world(), command.text_of("into"));
    if (!into) {
        if (const auto near = suggestion_in(into.error()))
            into.error().example = merge_of(command.word, *near);
        return tl::make_unexpected(std::move(into.error()));
    }
    const Customer gone = *draft.find(*from);
    Customer kept = *draft.find(*into);
    if (*from == *into)
        return refuse(fmt::format("{} is that customer already.", kept.name), "Name two.", "customer list");
    if (kept.segment.empty()) kept.segment = gone.segment;
    if (!kept.value) kept.value = gone.value;
    const int voices = move_all<Evidence>(
        draft, [&](const Evidence& e) { return e.customer == *from; },
        [&](Evidence& e) { e.customer = *into; });
    const int promises = move_all<Promise>(
        draft, [&](const Promise& p) { return p.to == *from; }, [&](Promise& p) { p.to = *into; });
    const std::string name = kept.name;
    draft.put(std::move(kept));
    draft.erase<Customer>(*from);
    draft.tell(*into, Text(fmt::format("{} is {} now: {} of evidence and {} moved along.", gone.name, name,
                                       counted(voices, "piece"), counted(promises, "promise"))));
    return {};
}

}  // namespace plumb
