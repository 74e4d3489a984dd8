#include "core/align/engine.hpp"

#include "core/align/rule.hpp"

#include <algorithm>
#include <cctype>

namespace plumb {

namespace {

/// Kinds that findings are about: other numbers in a title (`AW-4`, `EV-2`) are words like any other.
bool is_subject(Kind kind) {
    switch (kind) {
        case Kind::feature:
        case Kind::change:
        case Kind::event:
        case Kind::collateral:
        case Kind::promise:
        case Kind::assumption: return true;
        default: return false;
    }
}

/// Puts every record behind the subject that the facts call by its ID, be it in somebody's title.
void add_named(const World& world, Finding& finding) {
    const std::string_view facts = finding.facts;
    const auto is_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-'; };
    for (std::size_t dash = facts.find('-'); dash != std::string_view::npos;
         dash = facts.find('-', dash + 1)) {
        std::size_t from = dash;
        while (from > 0 && is_word(facts[from - 1])) --from;
        std::size_t to = dash;
        while (to < facts.size() && is_word(facts[to])) ++to;
        const auto ref = parse_ref(facts.substr(from, to - from));
        if (ref && is_subject(ref->kind) && exists(world, *ref)) finding.subject.push_back(*ref);
    }
}

/// Main subject first, the others by kind and number, each once: findings must not depend on the order of
/// records.
void tidy_subject(std::vector<Ref>& subject) {
    const Ref main = subject.front();
    std::sort(subject.begin() + 1, subject.end());
    subject.erase(std::unique(subject.begin() + 1, subject.end()), subject.end());
    subject.erase(std::remove(subject.begin() + 1, subject.end(), main), subject.end());
}

/// Those it names, then the owners of all it is about, each once.
void add_owners(const World& world, Finding& finding) {
    std::vector<PersonId> people;
    const auto add = [&](PersonId who) {
        if (std::find(people.begin(), people.end(), who) == people.end()) people.push_back(who);
    };
    for (const Ref record : finding.subject) {
        if (record.kind == Kind::person) add(record.as<PersonId>());
        for (const PersonId owner : owners_of(world, record)) add(owner);
    }
    for (const PersonId who : finding.concerns) add(who);
    finding.concerns = std::move(people);
}

bool before(const Finding& a, const Finding& b) {
    if (a.severity != b.severity) return a.severity > b.severity;
    if (a.rule != b.rule) return a.rule < b.rule;
    return a.subject.front() < b.subject.front();
}

}  // namespace

Findings align(const World& world, ProductId product, Day today, const Zone& zone) {
    const Plan plan(world, product, today, zone);
    Findings findings;
    for (const RuleSpec& rule : rules()) {
        if (!rule_on(world, product, rule)) continue;
        const std::size_t first = findings.size();
        rule.check(plan, Limits(world, product, rule), findings);
        for (std::size_t i = first; i < findings.size(); ++i) {
            findings[i].rule = rule.name;
            add_named(world, findings[i]);
            tidy_subject(findings[i].subject);
            add_owners(world, findings[i]);
        }
    }
    std::sort(findings.begin(), findings.end(), before);
    return findings;
}

}  // namespace plumb
