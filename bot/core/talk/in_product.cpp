#include "core/talk/in_product.hpp"

#include "core/command/lookup.hpp"
#include "core/talk/reading.hpp"
#include "core/talk/traces.hpp"
#include "core/talk/verbs.hpp"
#include "core/talk/whatif.hpp"

#include <fmt/core.h>

#include <optional>

namespace plumb {

namespace {

constexpr std::string_view kKey = "product";

/// Without the words in front of a command: the bot's name, `whatif`.
std::string_view command_in(std::string_view line) {
    return whatif_text(line).value_or(without_prefix(line).text);
}

const Piece* product_key(const Pieces& pieces) {
    for (const Piece& piece : pieces)
        if (piece.is_key() && piece.key == kKey) return &piece;
    return nullptr;
}

/// The record behind noun and verb, where it is named by its ID.
std::optional<Ref> record_named(const Pieces& pieces, const FoundCommand& found) {
    const SubjectType subject = found.spec->subject;
    const bool by_id =
        subject == SubjectType::id || subject == SubjectType::any || subject == SubjectType::any_optional;
    if (!by_id || pieces.size() <= found.words || !pieces[found.words].is_word()) return std::nullopt;
    return written_id(pieces[found.words].text);
}

/// What works without a product and is narrowed by one all the same.
bool is_narrowed(const CommandSpec& spec) { return spec.noun == "digest" || spec.noun == "warnings"; }

/// Whether a command that is given here and names no product is about another one than this.
bool is_about_another(const World& world, const Context& context, ProductId product, std::string_view line,
                      const Pieces& pieces, const FoundCommand& found) {
    // A record's product is its own, whether it is there or not.
    if (record_named(pieces, found)) return false;
    Draft scratch(world, context);
    Reading reading{scratch, *found.spec, line, pieces[found.words - 1].to, {}, {}, {}, {}};
    reading.command.spec = found.spec;
    const Pieces rest(pieces.begin() + static_cast<std::ptrdiff_t>(found.words), pieces.end());
    if (!take_keys(reading, rest) || !take_subject(reading) || !find_product(reading)) return true;
    if (!reading.product()) return is_narrowed(*found.spec);
    return reading.product() != product;
}

}  // namespace

ProductId product_named(const World& world, std::string_view line) {
    const auto pieces = pieces_of(command_in(line));
    if (!pieces) return {};
    if (const Piece* key = product_key(*pieces))
        return product_called(world, key->text).value_or(ProductId{});
    const auto found = command_named(commands(), *pieces);
    const auto ref = found ? record_named(*pieces, *found) : std::nullopt;
    return ref && exists(world, *ref) ? product_of(world, *ref) : ProductId{};
}

std::string in_product(const World& world, const Context& context, ProductId product, std::string_view line) {
    const Product* named = world.find(product);
    if (!named || product_here(world, context.place) == product) return std::string(line);
    const std::string_view command = command_in(line);
    const auto pieces = pieces_of(command);
    const auto found = pieces ? command_named(commands(), *pieces) : std::nullopt;
    if (!found || product_key(*pieces)) return std::string(line);
    if (found->spec->anywhere && !is_narrowed(*found->spec)) return std::string(line);
    if (!is_about_another(world, context, product, command, *pieces, *found)) return std::string(line);
    return fmt::format("{} {}:{}", line, kKey, named->key);
}

void keep_in_product(const World& world, const Context& context, ProductId product, Card& card) {
    const auto keep = [&](Text& text) {
        for (Run& run : text.runs())
            if (run.kind == Run::Kind::code) run.text = in_product(world, context, product, run.text);
    };
    keep(card.title);
    for (Line& line : card.lines) keep(line.text);
    for (Button& button : card.buttons) button.command = in_product(world, context, product, button.command);
}

}  // namespace plumb
