// A finding in the making: what its sentence names stands behind its main subject.
#pragma once

#include "core/align/finding.hpp"
#include "core/align/plan.hpp"

#include <span>
#include <string>
#include <string_view>

namespace plumb {

class Report {
  public:
    Report(const Plan& plan, Ref main, Severity severity);

    /// How the facts call a record: `LE-1 “Atlas 2.0 launch”`, `2.0`, `ana`. It becomes part of the subject.
    std::string name(Ref record);
    /// The same for several: `F-1 “Import”, F-2 “Export” and 3 more`; all of them become part of the subject.
    std::string names(std::span<const Ref> records);
    std::string names(std::span<const LaunchEvent* const> events);
    /// Part of the subject without being named.
    Report& about(Ref record);
    /// Somebody concerned who owns none of the subjects.
    Report& concern(PersonId person);
    /// Whether anybody will read what would mend it. Rules that find by the hundred ask first.
    bool wants_mends() const { return plan_->words_mends(); }
    /// A command that would mend it, complete, and the words of its button; left out where nobody reads it.
    Report& mend(std::string command, std::string button);
    /// The same where its button has to ask: `command` is an example then, `pressed` what the answers go to.
    Report& mend(std::string command, std::string button, std::string pressed, std::vector<Ask> asks);
    bool has_mend() const { return !finding_.mend.empty(); }
    /// One or two are offered (rules.md).
    bool takes_mend() const { return finding_.mend.size() < 2; }
    /// The one sentence; the finding is ready.
    Finding facts(std::string sentence) &&;

  private:
    const Plan* plan_;
    Finding finding_;
};

/// `LE-1`, as a command names it.
std::string id_text(Ref record);
template <class Record>
requires requires(const Record& record) { id_of(record); }
std::string id_text(const Record& record) { return id_text(Ref{id_of(record)}); }
/// A name as a command takes it: quoted where it has to be.
std::string typed_name(std::string_view name);

// The commands that most findings offer.

/// `launch move LE-1 on:2027-03-25`, "Move event to Thu 25 Mar".
void offer_event_move(Report& report, const Plan& plan, const LaunchEvent& event, Day to);
/// `release move 2.0 to:2027-03-16`, "Ask to move 2.0". Its freeze moves along where it would come later.
void offer_release_move(Report& report, const Release& release, Day to);

}  // namespace plumb
