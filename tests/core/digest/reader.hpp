// Digests read as lines, for tests.
#pragma once

#include "core/digest/digest.hpp"
#include "tests/support/as_read.hpp"
#include "tests/support/world_builder.hpp"

#include <string>
#include <vector>

namespace plumb {

/// A product with a channel, on a Monday at nine: 8 March 2027. The last digest was a week before.
class Reader : public WorldBuilder {
  public:
    Reader() {
        ana = person("ana", Function::engineering);
        ben = person("ben", Function::marketing);
        eve = person("eve", Function::product);
        wish.product = product;
        wish.since = Instant{day(0)} + std::chrono::hours{9};
        wish.day = day(7);
        context.now = Instant{day(7)} + std::chrono::hours{9};
        // Records of the tests were made before that, where they do not say otherwise.
        now = noon(-30);
    }

    Digest weekly() const { return channel_digest(world, context, wish); }
    Digest daily() const {
        DigestWish every_day = wish;
        every_day.weekly = false;
        return channel_digest(world, context, every_day);
    }
    WarningId warning(std::string rule, Ref subject, Severity severity, int opened) {
        Warning made;
        made.rule = std::move(rule);
        made.subject = {subject};
        made.severity = severity;
        made.facts = "facts of " + made.rule;
        made.opened_at = noon(opened);
        return add(std::move(made));
    }
    void journal(Ref record, std::string field, std::string before, std::string after, int on,
                 PersonId by = {}) {
        JournalRow row;
        row.at = noon(on);
        row.by = by;
        row.record = record;
        row.field = std::move(field);
        row.before = std::move(before);
        row.after = std::move(after);
        context.archive.journal.push_back(std::move(row));
    }

    Context context;
    DigestWish wish;
    PersonId ana, ben, eve;
};

inline std::vector<std::string> headings(const Card& card) {
    std::vector<std::string> out;
    for (const Line& line : card.lines)
        if (line.kind == Line::Kind::heading) out.push_back(line.label);
    return out;
}

/// The lines below one heading, `label: text`.
inline std::vector<std::string> below(const World& world, const Card& card, std::string_view heading) {
    std::vector<std::string> out;
    bool here = false;
    for (const Line& line : card.lines) {
        if (line.kind == Line::Kind::heading)
            here = line.label == heading;
        else if (here)
            out.push_back((line.label.empty() ? "" : line.label + ": ") + as_read(world, line.text));
    }
    return out;
}

}  // namespace plumb
