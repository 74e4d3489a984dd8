#include "core/align/engine.hpp"

#include "core/align/rule.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <utility>

namespace plumb {

namespace {

/// The kind whose ID ends in these letters before the dash, of those that findings are about: other numbers
/// in a title (`AW-4`, `EV-2`) are words like any other.
std::optional<Kind> kind_before(std::string_view text) {
    std::size_t from = text.size();
    while (from > 0 &&
           (std::isalnum(static_cast<unsigned char>(text[from - 1])) != 0 || text[from - 1] == '-'))
        --from;
    text.remove_prefix(from);
    for (const Kind kind :
         {Kind::change, Kind::event, Kind::feature, Kind::collateral, Kind::promise, Kind::assumption}) {
        const std::string_view prefix = kPrefixes[static_cast<std::size_t>(kind)];
        if (text == prefix.substr(0, prefix.size() - 1)) return kind;
    }
    return std::nullopt;
}

/// Puts every record behind the subject that the facts call by its ID, be it in somebody's title.
void add_named(const World& world, Finding& finding) {
    const std::string_view facts = finding.facts;
    for (std::size_t dash = facts.find('-'); dash != std::string_view::npos;
         dash = facts.find('-', dash + 1)) {
        const auto kind = kind_before(facts.substr(0, dash));
        if (!kind) continue;
        int n = 0;
        const char* const last = facts.data() + facts.size();
        const auto [end, error] = std::from_chars(facts.data() + dash + 1, last, n);
        const bool goes_on =
            end != last && (std::isalnum(static_cast<unsigned char>(*end)) != 0 || *end == '-');
        if (error == std::errc{} && n > 0 && !goes_on && exists(world, Ref{*kind, n}))
            finding.subject.emplace_back(*kind, n);
    }
}

/// Main subject first, the others by kind and number, each once: findings must not depend on the order of
/// records.
void tidy_subject(std::vector<Ref>& subject) {
    if (subject.size() == 1) return;
    const Ref main = subject.front();
    std::sort(subject.begin() + 1, subject.end());
    subject.erase(std::unique(subject.begin() + 1, subject.end()), subject.end());
    subject.erase(std::remove(subject.begin() + 1, subject.end(), main), subject.end());
}

/// Calls `use` with everybody who owns a record; a person is their own.
template <class Use>
void for_owners(const World& world, Ref record, Use use) {
    const auto one = [&](const auto* found) {
        if (found && found->owner) use(found->owner);
    };
    const auto many = [&](const auto* found) {
        if (!found) return;
        for (const PersonId owner : found->owners) use(owner);
    };
    switch (record.kind) {
        case Kind::person: return use(record.as<PersonId>());
        case Kind::release: return many(world.find(record.as<ReleaseId>()));
        case Kind::event: return many(world.find(record.as<EventId>()));
        case Kind::feature: return one(world.find(record.as<FeatureId>()));
        case Kind::collateral: return one(world.find(record.as<CollateralId>()));
        case Kind::promise: return one(world.find(record.as<PromiseId>()));
        case Kind::assumption: return one(world.find(record.as<AssumptionId>()));
        case Kind::change: {
            const ChangeRequest* request = world.find(record.as<ChangeId>());
            if (request && request->raised_by) use(request->raised_by);
            return;
        }
        default: return;
    }
}

/// Puts behind a finding's subject what else its facts name, and together whom it concerns: the owners of all
/// it is about, then those whom the rule named, each once.
class Completed {
  public:
    explicit Completed(const World& world)
        : world_(&world), last_(static_cast<std::size_t>(world.last(Kind::person)) + 1) {}

    void complete(Finding& finding) {
        add_named(*world_, finding);
        tidy_subject(finding.subject);
        ++round_;
        people_.clear();
        const auto add = [&](PersonId who) {
            const auto n = static_cast<std::size_t>(who.n);
            if (n >= last_.size()) last_.resize(n + 1);
            if (std::exchange(last_[n], round_) != round_) people_.push_back(who);
        };
        for (const Ref record : finding.subject) for_owners(*world_, record, add);
        for (const PersonId who : finding.concerns) add(who);
        finding.concerns.assign(people_.begin(), people_.end());
    }

  private:
    const World* world_;
    /// By person, the last finding that concerned them.
    std::vector<int> last_;
    int round_ = 0;
    std::vector<PersonId> people_;
};

/// The rules by name.
std::vector<const RuleSpec*> named_rules() {
    std::vector<const RuleSpec*> named;
    for (const RuleSpec& rule : rules()) named.push_back(&rule);
    std::sort(named.begin(), named.end(),
              [](const RuleSpec* a, const RuleSpec* b) { return a->name < b->name; });
    return named;
}

/// Findings in the order in which they are told: worst severity first, then rule by name, then main subject.
/// They come rule by rule, by name, and mostly by subject: little is left to sort.
class Told {
  public:
    /// Adds what a rule found, the findings from `first` on.
    void add(const Findings& findings, std::size_t first) {
        const auto subject = [&](std::size_t i) { return findings[i].subject.front(); };
        std::array<std::size_t, kSeverities> began{};
        for (std::size_t s = 0; s < kSeverities; ++s) began[s] = at_[s].size();
        for (std::size_t i = first; i < findings.size(); ++i)
            at_[static_cast<std::size_t>(findings[i].severity)].push_back(i);
        for (std::size_t s = 0; s < kSeverities; ++s)
            std::stable_sort(at_[s].begin() + static_cast<std::ptrdiff_t>(began[s]), at_[s].end(),
                             [&](std::size_t a, std::size_t b) { return subject(a) < subject(b); });
    }
    Findings told(Findings&& findings) const {
        Findings out;
        out.reserve(findings.size());
        for (auto same = at_.rbegin(); same != at_.rend(); ++same)
            for (const std::size_t i : *same) out.push_back(std::move(findings[i]));
        return out;
    }

  private:
    static constexpr std::size_t kSeverities = static_cast<std::size_t>(Severity::critical) + 1;
    /// By severity, where those findings stand.
    std::array<std::vector<std::size_t>, kSeverities> at_;
};

}  // namespace

bool told_before(const Finding& a, const Finding& b) {
    if (a.severity != b.severity) return a.severity > b.severity;
    if (a.rule != b.rule) return a.rule < b.rule;
    return a.subject.front() < b.subject.front();
}

Findings found(const Plan& plan) {
    const World& world = plan.world();
    const ProductId product = id_of(plan.product());
    Findings findings;
    Told told;
    static const std::vector<const RuleSpec*> by_name = named_rules();
    for (const RuleSpec* rule : by_name) {
        if (!rule_on(world, product, *rule)) continue;
        const std::size_t first = findings.size();
        rule->check(plan, Limits(world, product, *rule), findings);
        for (std::size_t i = first; i < findings.size(); ++i) findings[i].rule = rule->name;
        told.add(findings, first);
    }
    return told.told(std::move(findings));
}

void complete(const World& world, Finding& finding) { Completed(world).complete(finding); }

Findings align(const World& world, ProductId product, Day today, const Zone& zone, Mends mends) {
    Findings findings = found(Plan(world, product, today, zone, mends));
    Completed completed(world);
    for (Finding& finding : findings) completed.complete(finding);
    return findings;
}

}  // namespace plumb
