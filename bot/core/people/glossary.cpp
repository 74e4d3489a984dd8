// `glossary …`: the team's own words.
#include "core/base/spelling.hpp"
#include "core/command/paging.hpp"
#include "core/command/record_text.hpp"
#include "core/people/people_handlers.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

std::vector<const Term*> terms_of(const World& world, ProductId product) {
    std::vector<const Term*> terms;
    for (const Term& term : world.all<Term>())
        if (term.product == product) terms.push_back(&term);
    std::sort(terms.begin(), terms.end(),
              [](const Term* a, const Term* b) { return lower(a->term) < lower(b->term); });
    return terms;
}

const Term* term_called(const World& world, ProductId product, std::string_view name) {
    for (const Term& term : world.all<Term>())
        if (term.product == product && same_word(term.term, trimmed(name))) return &term;
    return nullptr;
}

}  // namespace

Result<void> glossary_show(Draft& draft, const Command& command) {
    const std::vector<const Term*> terms = terms_of(draft.world(), command.product);
    if (!command.word.empty()) {
        const Term* term = term_called(draft.world(), command.product, command.word);
        if (term) {
            draft.answer(plain_card(fmt::format("{}: {}", term->term, term->meaning)));
            return {};
        }
        std::vector<std::string_view> known;
        for (const Term* t : terms) known.push_back(t->term);
        const std::string wrong = fmt::format("The glossary has no “{}”.", command.word);
        if (const auto near = nearest(command.word, known))
            return refuse(wrong, fmt::format("Did you mean {}?", *near), "glossary " + as_typed(*near));
        return refuse(wrong,
                      "Say what it means:", fmt::format("glossary set {} \"…\"", as_typed(command.word)));
    }
    if (terms.empty()) {
        Card card = plain_card("The glossary is empty. Words that mean more than one thing belong into it:");
        card.lines.push_back(
            {Line::Kind::command, {}, Text{}.code("glossary set GA \"Open to every customer\"")});
        draft.answer(std::move(card));
        return {};
    }
    std::vector<std::string> rows;
    for (const Term* term : terms) rows.push_back(fmt::format("{}: {}", term->term, term->meaning));
    draft.answer(list_card(Text(fmt::format("The words of {}:", draft.find(command.product)->key)), rows,
                           page_asked(command), "glossary"));
    return {};
}

Result<void> glossary_set(Draft& draft, const Command& command) {
    const Term* held = term_called(draft.world(), command.product, command.word);
    if (command.text.empty()) {
        if (!held)
            return refuse(fmt::format("What does {} mean?", command.word), "Its meaning follows in quotes:",
                          fmt::format("glossary set {} \"Open to every customer\"", as_typed(command.word)));
        const std::string name = held->term;
        draft.erase<Term>(id_of(*held));
        draft.tell(command.product, Text(fmt::format("{} is out of the glossary.", name)));
        return {};
    }
    Term term = held ? *held : Term{};
    term.product = command.product;
    if (!held) term.term = command.word;
    term.meaning = command.text;
    draft.tell(command.product, Text(fmt::format("{}: {}", term.term, term.meaning)));
    if (held)
        draft.put(std::move(term));
    else
        draft.add(std::move(term));
    return {};
}

}  // namespace plumb
