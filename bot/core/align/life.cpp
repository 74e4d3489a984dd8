#include "core/align/life.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <string>

namespace plumb {

namespace {

/// Found again within this time the same number reopens (rules.md, "Life of a warning").
constexpr std::chrono::hours kReopens{24};

/// What a finding is: its rule and its main subject.
using Identity = std::pair<std::string_view, Ref>;

bool muted(const World& world, ProductId product, const Finding& finding, Day today) {
    for (const Mute& mute : world.all<Mute>()) {
        if (mute.product != product || mute.rule != finding.rule) continue;
        const bool ended = mute.until && *mute.until <= today;
        if (!ended && (!mute.subject || mute.subject == finding.subject.front())) return true;
    }
    return false;
}

/// Gives a warning what was found; says whether that is a rise, and whether anything differs.
struct Refreshed {
    bool rose = false;
    bool changed = false;
};

Refreshed refresh(Warning& warning, const Finding& finding) {
    Refreshed result;
    result.rose = finding.severity > warning.severity || finding.subject.size() > warning.subject.size();
    result.changed = warning.facts != finding.facts || warning.severity != finding.severity ||
                     warning.subject != finding.subject || warning.concerns != finding.concerns;
    warning.facts = finding.facts;
    warning.severity = finding.severity;
    warning.subject = finding.subject;
    warning.concerns = finding.concerns;
    warning.highest = std::max(warning.highest, finding.severity);
    return result;
}

/// The warnings of a product by identity: the one that is not resolved, else the last that was.
class Known {
  public:
    Known(const World& world, ProductId product) {
        for (const Warning& w : world.all<Warning>()) {
            if (w.product != product || w.subject.empty()) continue;
            const Warning*& held = by_identity_[{w.rule, w.subject.front()}];
            const bool live = w.status != WarningStatus::resolved;
            if (!held || live || held->status == WarningStatus::resolved) held = &w;
        }
    }
    const Warning* of(const Finding& finding) const {
        const auto it = by_identity_.find({finding.rule, finding.subject.front()});
        return it == by_identity_.end() ? nullptr : it->second;
    }
    const std::map<Identity, const Warning*>& all() const { return by_identity_; }

  private:
    std::map<Identity, const Warning*> by_identity_;
};

/// One evaluation's changes in the making.
class Life {
  public:
    Life(World& world, ProductId product, Instant now, Day today, PersonId actor)
        : world_(&world), product_(product), now_(now), today_(today), actor_(actor) {}

    void found(const Finding& finding, const Warning* known) {
        const bool quiet = muted(*world_, product_, finding, today_);
        if (known && known->status != WarningStatus::resolved)
            still_found(finding, *known, quiet);
        else if (quiet)
            return;
        else if (known && known->resolved_at && now_ - *known->resolved_at <= kReopens)
            reopen(finding, *known);
        else
            open(finding);
    }

    void gone(const Warning& known) {
        Warning warning = known;
        warning.status = WarningStatus::resolved;
        warning.resolved_at = now_;
        warning.until.reset();
        record(std::move(warning), Telling::Why::resolved);
    }

    LifeStep step;

  private:
    void open(const Finding& finding) {
        Warning warning;
        warning.meta.n = world_->next(Kind::warning);
        warning.meta.created_at = now_;
        warning.meta.created_by = actor_;
        warning.product = product_;
        warning.rule = finding.rule;
        warning.opened_at = now_;
        refresh(warning, finding);
        record(std::move(warning), Telling::Why::opened);
    }

    void reopen(const Finding& finding, const Warning& known) {
        Warning warning = known;
        warning.status = WarningStatus::open;
        warning.resolved_at.reset();
        warning.by = {};
        warning.reason.clear();
        ++warning.reopened;
        const bool rose = refresh(warning, finding).rose;
        record(std::move(warning), rose ? Telling::Why::rose : Telling::Why::reopened);
    }

    void still_found(const Finding& finding, const Warning& known, bool quiet) {
        Warning warning = known;
        const Refreshed fresh = refresh(warning, finding);
        const bool waits = known.status == WarningStatus::snoozed || known.status == WarningStatus::accepted;
        const bool back =
            known.until && *known.until <= today_ && known.status != WarningStatus::acknowledged;
        if (back) {
            warning.status = WarningStatus::open;
            warning.until.reset();
        }
        const bool silent = quiet || known.status == WarningStatus::acknowledged || (waits && !back);
        if (back && !silent)
            record(std::move(warning), Telling::Why::back);
        else if (fresh.rose && !silent)
            record(std::move(warning), Telling::Why::rose);
        else if (fresh.changed || back)
            record(std::move(warning), Telling::Why::refreshed);
    }

    void record(Warning warning, Telling::Why why) {
        warning.meta.updated_at = now_;
        step.tellings.push_back({id_of(warning), why});
        step.writes.push_back({AnyRecord{std::move(warning)}, false});
    }

    World* world_;
    ProductId product_;
    Instant now_;
    Day today_;
    PersonId actor_;
};

}  // namespace

LifeStep live(World& world, ProductId product, const Findings& findings, Instant now, Day today,
              PersonId actor) {
    const Known known(world, product);
    Life life(world, product, now, today, actor);
    std::map<Identity, bool> seen;
    for (const Finding& finding : findings) {
        seen[{finding.rule, finding.subject.front()}] = true;
        life.found(finding, known.of(finding));
    }
    for (const auto& [identity, warning] : known.all())
        if (warning->status != WarningStatus::resolved && !seen.contains(identity)) life.gone(*warning);
    return std::move(life.step);
}

}  // namespace plumb
