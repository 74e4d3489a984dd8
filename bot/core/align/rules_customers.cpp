// Whom the plan listens to.
#include "core/align/report.hpp"
#include "core/align/rule.hpp"
#include "core/align/sentence.hpp"
#include "core/base/among.hpp"
#include "core/base/phrases.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>

namespace plumb {

namespace {

constexpr std::array kPerCustomer{Threshold{"min", 5, Unit::count}, Threshold{"single", 50, Unit::per_cent},
                                  Threshold{"share", 40, Unit::per_cent}};
constexpr std::array kNoCustomerVoice{Threshold{"notice", 60}, Threshold{"warn", 90}};
constexpr std::array kSecondHand{Threshold{"effort", 10, Unit::effort_days}};

// clang-format off
constexpr RuleSpec kCustomersRules[]{
    {"per-customer", "product",
     "of the last 10 approved `add`/`modify` requests with evidence (at least `min`), more than `single` per cent have "
     "exactly one customer behind them, or one customer is behind more than `share` per cent",
     "warning", kPerCustomer,
     "A14", "A product that changes for each customer has nobody who looks at the market.",
     rule::per_customer},
    {"no-customer-voice", "product",
     "a product with a release still to come has had no evidence recorded (nor been created) for `notice` days",
     "info; warning from `warn` days", kNoCustomerVoice,
     "A15", "Whoever hears nothing from customers builds what they guess.",
     rule::no_customer_voice},
    {"second-hand", "request",
     "an open request of effort `effort` or more has evidence, none of it direct",
     "info", kSecondHand,
     "A3, A4", "A voice loses something with each mouth it passes through.",
     rule::second_hand},
};
// clang-format on

/// "Of the last 10 approved" (rules.md, `per-customer`).
constexpr std::size_t kMixOf = 10;

/// The customers behind a request, each once.
std::vector<CustomerId> behind(const Plan& plan, ChangeId request) {
    std::vector<CustomerId> out;
    for (const Evidence* voice : plan.evidence_of(request))
        if (voice->customer && !is_among(out, voice->customer)) out.push_back(voice->customer);
    return out;
}

/// How the last approved requests spread over customers.
struct Mix {
    int requests = 0;
    int single = 0;
    std::map<CustomerId, int> of;
};

Mix mix_of_last(const Plan& plan) {
    Mix mix;
    for (const ChangeRequest* r : plan.approved()) {
        if (r->change_kind != ChangeKind::add && r->change_kind != ChangeKind::modify) continue;
        if (plan.evidence_of(id_of(*r)).empty()) continue;
        const auto customers = behind(plan, id_of(*r));
        ++mix.requests;
        if (customers.size() == 1) ++mix.single;
        for (const CustomerId customer : customers) ++mix.of[customer];
        if (static_cast<std::size_t>(mix.requests) == kMixOf) break;
    }
    return mix;
}

const ChangeRequest* newest_open(const Plan& plan) {
    const auto& all = plan.requests();
    const auto found = std::find_if(all.rbegin(), all.rend(), [](const auto* r) { return Plan::open(*r); });
    return found == all.rend() ? nullptr : *found;
}

/// Asks whoever presses it for a customer's own words; `command` is what they go to.
void offer_evidence(Report& report, const std::string& command, std::string_view customer,
                    std::string button) {
    report.mend(fmt::format("{} customer:{} quote:\"In their own words\"", command, typed_name(customer)),
                std::move(button), command,
                {{"customer", "Customer", {}, true}, {"quote", "In their own words", {}, true}});
}

/// Asks for the own words of whoever stands behind a request.
void offer_own_words(Report& report, const Plan& plan, const ChangeRequest& request) {
    const auto customers = behind(plan, id_of(request));
    const std::string customer =
        customers.empty() ? std::string("Acme") : name(plan.world(), customers.front());
    offer_evidence(report, fmt::format("change evidence {}", id_text(request)), customer,
                   "Add what they said themselves");
}

bool exceeds(int part, int whole, int per_cent) { return part * 100L > static_cast<long>(per_cent) * whole; }

std::string whole_per_cent(int part, int whole) { return fmt::format("{:.0f} %", 100.0 * part / whole); }

}  // namespace

std::span<const RuleSpec> customers_rules() { return kCustomersRules; }

namespace rule {

void per_customer(const Plan& plan, const Limits& limits, Findings& findings) {
    const Mix mix = mix_of_last(plan);
    if (mix.requests == 0 || mix.requests < limits["min"]) return;
    const auto first = std::max_element(mix.of.begin(), mix.of.end(),
                                        [](const auto& a, const auto& b) { return a.second < b.second; });
    const bool single = exceeds(mix.single, mix.requests, limits["single"]);
    const bool share = first != mix.of.end() && exceeds(first->second, mix.requests, limits["share"]);
    if (!single && !share) return;
    Report report(plan, id_of(plan.product()), Severity::warning);
    std::string sentence =
        fmt::format("Of the last {} with evidence, ", counted(mix.requests, "approved request"));
    if (single)
        sentence += fmt::format("{} ({}) {} exactly one customer behind {}, limit {} %", mix.single,
                                whole_per_cent(mix.single, mix.requests), mix.single == 1 ? "has" : "have",
                                mix.single == 1 ? "it" : "them", limits["single"]);
    if (share)
        sentence +=
            fmt::format("{}{} is behind {} ({}), limit {} %", single ? "; " : "", report.name(first->first),
                        first->second, whole_per_cent(first->second, mix.requests), limits["share"]);
    report.mend("change list sort:customers", "Requests by customers");
    findings.push_back(std::move(report).facts(sentence + "."));
}

void no_customer_voice(const Plan& plan, const Limits& limits, Findings& findings) {
    const auto& releases = plan.releases();
    if (std::none_of(releases.begin(), releases.end(),
                     [](const Release* r) { return Plan::still_to_come(*r); }))
        return;
    const Evidence* last = nullptr;
    for (const Evidence* voice : plan.evidence())
        if (!last || last->meta.created_at < voice->meta.created_at) last = voice;
    const Product& product = plan.product();
    const Day made = plan.day(product.meta.created_at);
    const Day since = last ? std::max(made, plan.day(last->meta.created_at)) : made;
    const int age = days_between(since, plan.today());
    if (age < limits["notice"]) return;
    const bool warn = age >= limits["warn"];
    Report report(plan, id_of(product), warn ? Severity::warning : Severity::info);
    if (const ChangeRequest* open = newest_open(plan)) {
        const std::string id = to_string(Ref{id_of(*open)});
        offer_evidence(report, fmt::format("change evidence {}", id), "Acme",
                       fmt::format("Record what a customer says of {}", id));
    } else {
        offer_evidence(report, "change new \"What customers ask for\"", "Acme",
                       "Record what a customer says");
    }
    const std::string name = report.name(id_of(product));
    findings.push_back(std::move(report).facts(
        last ? fmt::format("{} has heard from no customer for {}, since {}.", name, days_text(age),
                           plan.say(since))
             : fmt::format("{} has heard from no customer since it was made {}, {} ago.", name,
                           plan.say(since), days_text(age))));
}

void second_hand(const Plan& plan, const Limits& limits, Findings& findings) {
    const int effort = limits["effort"];
    for (const ChangeRequest* request : plan.requests()) {
        if (!Plan::open(*request)) continue;
        const auto voices = plan.evidence_of(id_of(*request));
        if (voices.empty()) continue;
        if (std::any_of(voices.begin(), voices.end(), [](const Evidence* v) { return v->direct; })) continue;
        const auto days = plan.effort_of(*request);
        if (!days || *days < effort) continue;
        Report report(plan, id_of(*request), Severity::info);
        if (report.wants_mends()) offer_own_words(report, plan, *request);
        const std::string called = report.name(id_of(*request));
        findings.push_back(std::move(report).facts(sentence(
            FMT_COMPILE("{} costs up to {:g} days and rests on {}, none of it direct."), called, *days,
            counted(static_cast<std::int64_t>(voices.size()), "piece of evidence", "pieces of evidence"))));
    }
}

}  // namespace rule

}  // namespace plumb
