#include "core/align/life.hpp"

#include "core/align/identity.hpp"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <unordered_map>

namespace plumb {

namespace {

/// Found again within this time the same number reopens (rules.md, "Life of a warning").
constexpr std::chrono::hours kReopens{24};

bool rises(const Warning& warning, const Finding& finding) {
    return plumb::rises(warning.severity, warning.subject.size(), finding);
}

bool differs(const Warning& warning, const Finding& finding) {
    return warning.facts != finding.facts || warning.severity != finding.severity ||
           warning.subject != finding.subject || warning.concerns != finding.concerns;
}

void refresh(Warning& warning, const Finding& finding) {
    warning.facts = finding.facts;
    warning.severity = finding.severity;
    warning.subject = finding.subject;
    warning.concerns = finding.concerns;
    warning.highest = std::max(warning.highest, finding.severity);
}

/// Less severe, or less of it.
bool falls(const Warning& warning, const Finding& finding) {
    return finding.severity < warning.severity || finding.subject.size() < warning.subject.size();
}

/// While its warning is silent a rise waits for the moment at which it can be told, as a turn of the channel
/// that has come; until it falls back.
void keep_rise(Warning& warning, const Warning& known, const Finding& finding, Instant now) {
    if (known.told_in < 0) return;
    if (rises(known, finding) && finding.severity != Severity::info)
        warning.channel_at = now;
    else if (falls(known, finding))
        warning.channel_at.reset();
}

/// A mute ended with the day that begins: what the warning's message says is to be as it was before it.
bool unmuted_today(const World& world, const Warning& warning, Day today) {
    const auto& mutes = world.all<Mute>();
    return std::any_of(mutes.begin(), mutes.end(), [&](const Mute& mute) {
        const bool its = mute.product == warning.product && mute.rule == warning.rule;
        return its && mute.until == today && (!mute.subject || mute.subject == warning.subject.front());
    });
}

/// The warnings of a product by identity: the one that is not resolved, else the last that was.
class Known {
  public:
    Known(const World& world, ProductId product) {
        world.all<Warning>().each_naming(product, [&](const Warning& w) {
            if (w.product != product || w.subject.empty()) return;
            Held& held = by_identity_[{w.rule, w.subject.front()}];
            const bool live = w.status != WarningStatus::resolved;
            if (!held.warning || live || held.warning->status == WarningStatus::resolved) held.warning = &w;
        });
    }
    /// The warning that a finding belongs to; nullptr where it is new.
    const Warning* take(const Finding& finding) {
        const auto it = by_identity_.find(identity(finding));
        if (it == by_identity_.end()) return nullptr;
        it->second.found = true;
        return it->second.warning;
    }
    /// Those not resolved that nothing was found for, by number.
    std::vector<const Warning*> left() const {
        std::vector<const Warning*> out;
        for (const auto& [identity, held] : by_identity_)
            if (!held.found && held.warning->status != WarningStatus::resolved) out.push_back(held.warning);
        std::sort(out.begin(), out.end(),
                  [](const Warning* a, const Warning* b) { return a->meta.n < b->meta.n; });
        return out;
    }

  private:
    struct Held {
        const Warning* warning = nullptr;
        bool found = false;
    };
    std::unordered_map<Identity, Held, IdentityHash> by_identity_;
};

/// One evaluation's changes in the making.
class Life {
  public:
    Life(World& world, ProductId product, Instant now, Day today, PersonId actor)
        : world_(&world), product_(product), now_(now), today_(today), actor_(actor) {}

    void found(const Finding& finding, const Warning* known) {
        const bool quiet =
            mute_of(*world_, product_, finding.rule, finding.subject.front(), today_) != nullptr;
        const bool held = known && known->status != WarningStatus::resolved;
        if (held)
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
        // What somebody said of it while it was open is not what mended it.
        warning.by = {};
        warning.reason.clear();
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
        const bool rose = rises(known, finding);
        if (!rose && falls(known, finding) && known.told_in >= 0) warning.channel_at.reset();
        refresh(warning, finding);
        record(std::move(warning), rose ? Telling::Why::rose : Telling::Why::reopened);
    }

    void still_found(const Finding& finding, const Warning& known, bool quiet) {
        const bool waits = known.status == WarningStatus::snoozed || known.status == WarningStatus::accepted;
        const bool acknowledged = known.status == WarningStatus::acknowledged;
        const bool back = known.until && *known.until <= today_ && !acknowledged && !quiet;
        const bool silent = quiet || acknowledged || (waits && !back);
        const bool kept = !silent && known.told_in >= 0 && known.channel_at && *known.channel_at <= now_;
        if (!back && !kept && !differs(known, finding)) {
            if (!actor_ && speaks_otherwise_today(known, quiet))
                step.tellings.push_back({id_of(known), Telling::Why::refreshed});
            return;
        }
        Warning warning = known;
        refresh(warning, finding);
        if (silent) keep_rise(warning, known, finding, now_);
        if (kept || back) warning.channel_at.reset();
        if (back) {
            warning.status = WarningStatus::open;
            warning.until.reset();
            warning.by = {};
            warning.reason.clear();
        }
        Telling::Why why = Telling::Why::refreshed;
        if (!silent && back)
            why = Telling::Why::back;
        else if (!silent && (kept || rises(known, finding)))
            why = Telling::Why::rose;
        record(std::move(warning), why);
    }

    /// With the day that begins its mute ended; or, while it is muted, what somebody had answered for it.
    bool speaks_otherwise_today(const Warning& known, bool quiet) const {
        return quiet ? known.until == today_ : unmuted_today(*world_, known, today_);
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

bool rises(Severity was, std::size_t subjects, const Finding& finding) {
    if (finding.severity != was) return finding.severity > was;
    return finding.subject.size() > subjects;
}

const Mute* mute_of(const World& world, ProductId product, std::string_view rule, Ref main, Day today) {
    const Mute* found = nullptr;
    for (const Mute& mute : world.all<Mute>()) {
        if (mute.product != product || mute.rule != rule) continue;
        const bool ended = mute.until && *mute.until <= today;
        if (ended || (mute.subject && mute.subject != main)) continue;
        if (!found || (found->until && (!mute.until || *mute.until > *found->until))) found = &mute;
    }
    return found;
}

LifeStep live(World& world, ProductId product, const Findings& findings, Instant now, Day today,
              PersonId actor) {
    Known known(world, product);
    Life life(world, product, now, today, actor);
    for (const Finding& finding : findings) life.found(finding, known.take(finding));
    for (const Warning* warning : known.left()) life.gone(*warning);
    return std::move(life.step);
}

}  // namespace plumb
