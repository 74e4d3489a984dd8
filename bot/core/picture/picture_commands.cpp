#include "core/picture/picture_commands.hpp"
#include "core/base/spelling.hpp"

#include "core/command/asked.hpp"
#include "core/command/record_text.hpp"
#include "core/picture/timeline_text.hpp"

#include <fmt/core.h>

#include <array>

namespace plumb {

namespace {

/// Longer than any plan: beyond it dates are a slip of the hand, and no picture
/// shows a day in them.
constexpr Days kLongestSpan{36'525};

constexpr std::array kSpan{
    KeySpec{.name = "from", .type = KeyType::day, .clears = false, .example = "2027-03-01"},
    KeySpec{.name = "to", .type = KeyType::day, .clears = false, .example = "2027-06-30"}};

constexpr std::array kTable{
    CommandSpec{.noun = "timeline",
                .keys = kSpan,
                .handler = show_timeline,
                .example = "timeline from:2027-03-01 to:2027-06-30",
                .does = "a picture of releases, freezes, betas and events, "
                        "dates that disagree marked"},
    CommandSpec{.noun = "export",
                .subject = SubjectType::word_optional,
                .handler = export_file,
                .example = "export csv",
                .does = "everything of the product as a file (json or csv), for you alone"},
};

}  // namespace

std::span<const CommandSpec> picture_commands() { return kTable; }

Result<void> show_timeline(Draft& draft, const Command& command) {
    const auto product = product_asked(draft, command);
    if (!product) return tl::make_unexpected(product.error());
    const Day today = today_in(draft, *product);
    const TimelineSpan span{command.get<Day>("from"), command.get<Day>("to")};
    if (span.from && span.to && *span.to < *span.from)
        return refuse(fmt::format("{} is before {}.", spoken(*span.to, today), spoken(*span.from, today)),
                      "A timeline goes from the earlier day to the later one.",
                      fmt::format("timeline from:{} to:{}", iso(*span.to), iso(*span.from)));
    if (span.from && span.to && *span.to - *span.from > kLongestSpan)
        return refuse("A timeline shows a hundred years at most.", {},
                      "timeline from:2027-03-01 to:2027-06-30");
    const Zone& zone = zone_of(draft.context(), draft.world(), *product);
    const Timeline timeline = timeline_of(draft.world(), *product, today, zone, span);
    Card card = timeline_card(timeline);
    card.file = timeline_wish(draft.world(), *product, today, span);
    draft.answer(std::move(card));
    return {};
}

Result<void> export_file(Draft& draft, const Command& command) {
    const auto product = product_asked(draft, command);
    if (!product) return tl::make_unexpected(product.error());
    const bool csv = same_word(command.word, "csv");
    if (!csv && !command.word.empty() && !same_word(command.word, "json"))
        return refuse(fmt::format("{} is no form of an export.", quoted(command.word)),
                      "There are json and csv.", "export csv");
    const Product& of = *draft.find(*product);
    Card card =
        plain_card(fmt::format("Everything of {} as {}, for you alone.", name(draft.world(), *product),
                               csv ? "CSV tables in one archive" : "JSON"));
    FileWish wish;
    wish.what = csv ? FileWish::What::export_csv : FileWish::What::export_json;
    wish.product = *product;
    wish.name = fmt::format("{}-{}.{}", of.key, iso(today_in(draft, *product)), csv ? "zip" : "json");
    card.file = std::move(wish);
    draft.answer(std::move(card));
    return {};
}

}  // namespace plumb
