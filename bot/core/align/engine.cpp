#include "core/align/engine.hpp"

#include "core/align/rule.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdint>
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

/// Puts together whom findings concern: the owners of all a finding is about, then those whom the rule named,
/// each once.
class Concerned {
  public:
    explicit Concerned(const World& world)
        : world_(&world), last_(static_cast<std::size_t>(world.last(Kind::person)) + 1) {}

    void complete(Finding& finding) {
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

/// Worst severity first, then rule by name, then main subject, packed into one number.
std::uint64_t place(const Finding& finding, std::size_t rank) {
    constexpr int kSubjectBits = 40;
    constexpr int kNumberBits = 32;
    constexpr int kRankBits = 16;
    const Ref main = finding.subject.front();
    const auto mildness =
        static_cast<std::uint64_t>(Severity::critical) - static_cast<std::uint64_t>(finding.severity);
    return (mildness << (kSubjectBits + kRankBits)) | (static_cast<std::uint64_t>(rank) << kSubjectBits) |
           (static_cast<std::uint64_t>(main.kind) << kNumberBits) | static_cast<std::uint32_t>(main.n);
}

/// For each rule, in their order, how many come before it by name.
std::vector<std::size_t> ranked() {
    std::vector<std::size_t> ranks;
    for (const RuleSpec& rule : rules())
        ranks.push_back(static_cast<std::size_t>(std::count_if(
            rules().begin(), rules().end(), [&](const RuleSpec& other) { return other.name < rule.name; })));
    return ranks;
}

}  // namespace

Findings align(const World& world, ProductId product, Day today, const Zone& zone, Mends mends) {
    const Plan plan(world, product, today, zone, mends);
    Concerned concerned(world);
    Findings findings;
    std::vector<std::pair<std::uint64_t, std::size_t>> order;
    static const std::vector<std::size_t> ranks = ranked();
    for (std::size_t at = 0; at < rules().size(); ++at) {
        const RuleSpec& rule = rules()[at];
        if (!rule_on(world, product, rule)) continue;
        const std::size_t rank = ranks[at];
        rule.check(plan, Limits(world, product, rule), findings);
        for (std::size_t i = order.size(); i < findings.size(); ++i) {
            Finding& finding = findings[i];
            finding.rule = rule.name;
            add_named(world, finding);
            tidy_subject(finding.subject);
            concerned.complete(finding);
            order.emplace_back(place(finding, rank), i);
        }
    }
    std::sort(order.begin(), order.end());
    Findings sorted;
    sorted.reserve(findings.size());
    for (const auto& [key, i] : order) sorted.push_back(std::move(findings[i]));
    return sorted;
}

}  // namespace plumb
