// `plumbline digest`: what a channel's or a person's digest would say; sends none.
#include "chat/console/draw.hpp"
#include "cli/asked.hpp"
#include "cli/database.hpp"
#include "cli/options.hpp"
#include "config/zones.hpp"
#include "core/base/spelling.hpp"
#include "core/digest/digest.hpp"
#include "core/digest/slots.hpp"
#include "core/talk/consequences.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <functional>
#include <memory>

namespace plumb::cli {

namespace {

struct DigestAsked : Asked {
    std::string channel;
    std::string person;
};

/// `atlas`, `#atlas` or the whole address, in whatever case; the channel must be bound, or have a schedule.
Result<std::string> channel_named(const World& world, const std::string& typed) {
    std::vector<std::string> known;
    for (const Product& product : world.all<Product>())
        known.insert(known.end(), product.channels.begin(), product.channels.end());
    for (const Schedule& schedule : world.all<Schedule>()) known.push_back(schedule.channel);
    const std::string bare = typed.rfind('#', 0) == 0 ? typed.substr(1) : typed;
    const auto called = [&](auto same) -> const std::string* {
        for (const std::string& address : known) {
            const std::string name = address.substr(address.rfind('/') + 1);
            if (same(address, typed) || same(name, bare) || same(name, "#" + bare)) return &address;
        }
        return nullptr;
    };
    // Two rooms may differ in case alone: what is typed exactly is meant exactly.
    if (const std::string* address = called(std::equal_to<>{})) return *address;
    if (const std::string* address = called(same_word)) return *address;
    std::sort(known.begin(), known.end());
    known.erase(std::unique(known.begin(), known.end()), known.end());
    std::string list;
    for (const std::string& address : known) list += (list.empty() ? "" : ", ") + address;
    return refuse("--channel " + typed + ": no product is bound to a channel of that name.",
                  list.empty() ? "No channel is bound." : "Known: " + list + ".");
}

/// `ana`, `@ana`, or `person:ana` as the export writes people.
Result<PersonId> person_named(const World& world, const std::string& typed) {
    std::string_view bare = typed;
    for (const std::string_view prefix :
         {kPrefixes[static_cast<std::size_t>(Kind::person)], std::string_view("@")})
        if (bare.starts_with(prefix)) bare.remove_prefix(prefix.size());
    if (const Person* person = person_by_handle(world, bare)) return id_of(*person);
    std::string known;
    for (const Person& person : world.all<Person>()) known += (known.empty() ? "" : ", ") + person.handle;
    return refuse("--person " + typed + ": nobody is called so.",
                  known.empty() ? "Nobody is on record." : "Known: " + known + ".");
}

ProductId product_of_schedule(const World& world, const std::string& channel) {
    if (const Product* bound = product_of_channel(world, channel)) return id_of(*bound);
    for (const Schedule* schedule : schedules_of(world, channel)) return schedule->product;
    return {};
}

/// What the weekly digest of a channel would say, as `digest now` does.
std::string channel_text(Store& store, const World& world, Context context, ProductId product,
                         const std::string& channel) {
    context.place.channel = channel;
    const Day today = today_of(context, world, product);
    const DigestWish wish{
        product, true, told_until(world, product, channel, context.now),
        today,   {},   first_of_month(context, world, weekly_of(world, product, channel), today)};
    context.archive.journal = store.journal_since(wish.since);
    return console::plain(channel_digest(world, context, wish).card, world) + "\n";
}

std::string personal_text(const World& world, const Context& context, PersonId person) {
    const Day day = zone_of(context, world, *world.find(person)).day_of(context.now);
    const auto card = personal_digest(world, context, person, day);
    return card ? console::plain(*card, world) + "\n"
                : "Nothing waits for " + person_name(world, person) + ".\n";
}

std::string all_channels(Store& store, const World& world, const Context& context) {
    std::string text;
    for (const Product& product : world.all<Product>())
        text += (text.empty() ? "" : "\n") +
                channel_text(store, world, context, id_of(product),
                             product.channels.empty() ? std::string{} : product.channels.front());
    return text.empty() ? "No product is on record.\n" : text;
}

/// A day alone is that day everywhere: the first moment of it that has come where the products are, and the
/// person asked for.
Instant moment_of(const DigestAsked& asked, Instant now, const World& world, const Context& context) {
    const auto day = parse_iso_day(asked.at);
    if (!day) return now;
    for (const Product& product : world.all<Product>())
        now = std::max(now, zone_of(context, world, id_of(product)).at(*day, Seconds{0}));
    const auto person = asked.person.empty() ? Result<PersonId>{} : person_named(world, asked.person);
    if (person && *person)
        now = std::max(now, zone_of(context, world, *world.find(*person)).at(*day, Seconds{0}));
    return now;
}

int run_digest(const DigestAsked& asked) {
    const auto now = asked_now(asked.at);
    if (!now) return usage_error(now.error().wrong + " " + now.error().expected);
    const auto store = open_to_read(asked.database, asked.config);
    if (!store) return failure(store.error());
    const auto zones = make_zones();
    Context context;
    context.zones = zones.get();
    const World loaded = (*store)->load();
    context.now = moment_of(asked, *now, loaded, context);
    // What the day brings about by then belongs to it, and is recorded by nobody.
    Draft draft(loaded, context);
    apply_effects(draft);
    evaluate(draft);
    const World& world = draft.world();
    std::string text;
    if (!asked.person.empty()) {
        const auto person = person_named(world, asked.person);
        if (!person) return usage_error(person.error().wrong + " " + person.error().expected);
        text = personal_text(world, context, *person);
    } else if (!asked.channel.empty()) {
        const auto channel = channel_named(world, asked.channel);
        if (!channel) return usage_error(channel.error().wrong + " " + channel.error().expected);
        text = channel_text(**store, world, context, product_of_schedule(world, *channel), *channel);
    } else {
        text = all_channels(**store, world, context);
    }
    const auto written = write_output({}, text);
    return written ? kDone : failure(written.error());
}

}  // namespace

void add_digest(CLI::App& program, Action& action) {
    CLI::App* command = program.add_subcommand("digest", "What a digest would say; sends none");
    auto asked = std::make_shared<DigestAsked>();
    add_database_options(*command, *asked);
    add_at_option(*command, *asked);
    CLI::Option* channel =
        command->add_option("--channel", asked->channel, "Of this channel")->type_name("NAME");
    command->add_option("--person", asked->person, "Of this person")->type_name("NAME")->excludes(channel);
    command->callback([asked, &action] { action = [asked] { return run_digest(*asked); }; });
}

}  // namespace plumb::cli
