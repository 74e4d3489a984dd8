// Rows of the journal, which keeps the words of the export, as sentences for people.
#pragma once

#include "core/records/write.hpp"

#include <optional>
#include <string>
#include <vector>

namespace plumb {

/// The record and what belongs to it and has no history of its own: evidence and assessments of a request,
/// what was heard at an event, the ledger of its moves. Of a merged request the evidence that went on with
/// the other, too, and of a customer what they said and were promised. Of a product that is its plan, which
/// `plan diff` leads back by the journal.
std::vector<Ref> with_parts(const World& world, Ref record);

/// Of the rows about a record and its parts, those that are its own: about evidence of a request as long as
/// that was on this request, with its coming and its going; about what a customer said or was promised only
/// that it became theirs.
std::vector<JournalRow> while_its_own(const std::vector<JournalRow>& rows, const World& world, Ref record);

/// `status from open to assessed`; nothing for what the bot notes down for itself (clocks, facts of the
/// moment).
std::optional<std::string> change_text(const JournalRow& row, Day today);

/// What one act changed of one record, as one text: `recorded: title “Login”, effort 10 days`; empty where
/// only notes of the bot's own changed. Rows of a part begin with its name: `evidence EV-2: …`.
std::string act_text(const World& world, Ref record, const std::vector<JournalRow>& rows, Day today);

}  // namespace plumb
