#include "tests/core/talk/sample.hpp"

#include "core/records/field_text.hpp"

#include <catch2/catch.hpp>

namespace plumb::sample {

namespace {

Day day(std::string_view text) { return parse_iso_day(text).value(); }

template <class T>
void put(World& world, T record) {
    record.meta.n = world.next(T::kind);
    world.all<T>().put(std::move(record));
}

void put_person(World& world, std::string handle, std::optional<Function> function,
                std::vector<Role> roles = {}) {
    Person person;
    person.accounts = {"console/" + handle};
    person.handle = std::move(handle);
    person.function = function;
    person.roles = std::move(roles);
    put(world, std::move(person));
}

void put_release(World& world, ProductId product, std::string name, std::string_view date) {
    Release release;
    release.product = product;
    release.name = std::move(name);
    release.date = day(date);
    put(world, std::move(release));
}

void put_feature(World& world, ProductId product, std::string title, std::string key, ReleaseId release) {
    Feature feature;
    feature.product = product;
    feature.title = std::move(title);
    feature.key = std::move(key);
    feature.release = release;
    put(world, std::move(feature));
}

void put_event(World& world, ProductId product, std::string title, std::string_view on) {
    LaunchEvent event;
    event.product = product;
    event.title = std::move(title);
    event.on = event.to = day(on);
    put(world, std::move(event));
}

std::string shown(const World& world, const Value& value) {
    struct Show {
        const World& world;
        std::string operator()(std::monostate) const { return "-"; }
        std::string operator()(const std::string& s) const { return s; }
        std::string operator()(Day d) const { return iso(d); }
        std::string operator()(const Due& d) const {
            return iso(d.day) + (d.before ? "(T-" + std::to_string(*d.before) + ")" : "");
        }
        std::string operator()(std::int64_t n) const { return std::to_string(n); }
        std::string operator()(Effort e) const { return effort_text(e); }
        std::string operator()(bool b) const { return b ? "yes" : "no"; }
        std::string operator()(Ref r) const { return name(world, r); }
        std::string operator()(const std::vector<Ref>& refs) const {
            std::string out;
            for (const Ref r : refs) out += (out.empty() ? "" : ",") + name(world, r);
            return out;
        }
        std::string operator()(const std::vector<std::string>& words) const {
            std::string out;
            for (const std::string& w : words) out += (out.empty() ? "" : ",") + w;
            return out;
        }
    };
    return std::visit(Show{world}, value);
}

}  // namespace

const Zone* FewZones::find(std::string_view name) const {
    const auto found = zones_.find(name);
    return found == zones_.end() ? nullptr : &found->second;
}

World world() {
    World world;
    put_person(world, "you", Function::product, {Role::admin, Role::approver});
    put_person(world, "ana", Function::engineering);
    put_person(world, "ben", Function::marketing);
    put_person(world, "cleo", Function::sales);
    put_person(world, "eve", Function::product, {Role::approver});
    put_person(world, "guest", std::nullopt);
    Product atlas;
    atlas.key = "atlas";
    atlas.name = "Atlas";
    atlas.channels = {"console/#atlas"};
    put(world, atlas);
    Product borealis;
    borealis.key = "borealis";
    put(world, borealis);
    const ProductId a{1}, b{2};
    put_release(world, a, "1.0", "2027-06-30");
    put_release(world, a, "2.0", "2027-09-30");
    put_release(world, a, "Spring 27", "2027-12-01");
    put_release(world, b, "9.0", "2027-05-01");
    put_feature(world, a, "Login", "KEP-24", ReleaseId{1});
    put_feature(world, a, "Log in, twice", "", ReleaseId{2});
    put_feature(world, b, "Login", "", ReleaseId{4});
    ChangeRequest request;
    request.product = a;
    request.title = "Offline mode";
    request.raised_by = PersonId{4};
    put(world, request);
    put_event(world, a, "Spring launch", "2027-07-15");
    put_event(world, a, "Fair", "2027-09-15");
    put_event(world, b, "Borealis launch", "2027-06-01");
    Collateral item;
    item.product = a;
    item.event = EventId{1};
    item.title = "Data sheet";
    put(world, item);
    Promise promise;
    promise.product = a;
    promise.title = "Offline by Easter";
    put(world, promise);
    Assumption assumption;
    assumption.product = a;
    assumption.title = "EU customers accept hosting in the US";
    put(world, assumption);
    Warning warning;
    warning.product = a;
    warning.rule = "event-before-release";
    warning.subject = {EventId{1}};
    put(world, warning);
    Evidence heard;
    heard.product = a;
    heard.event = EventId{1};
    heard.summary = "Somebody wants it in green";
    put(world, heard);
    Customer acme;
    acme.name = "Acme";
    put(world, acme);
    return world;
}

Context context(const World& world, std::string_view handle) {
    static const FewZones zones;
    Context context;
    context.now = parse_instant("2027-03-03T09:00").value();
    context.zones = &zones;
    if (const Person* person = person_by_handle(world, handle)) context.actor = id_of(*person);
    context.place.account = "console";
    context.place.channel = "console/#atlas";
    context.place.channel_name = "atlas";
    return context;
}

std::string understood(std::string_view text, const Context& context, const World& world) {
    Draft draft(world, context);
    const auto command = understand(draft, text, commands());
    if (!command) return "refused: " + command.error().wrong;
    std::string out(command->spec->noun);
    if (!command->spec->verb.empty()) out += " " + std::string(command->spec->verb);
    if (command->product && command->product != ProductId{1})
        out += " in " + draft.find(command->product)->key;
    if (command->subject) out += " | " + name(draft.world(), command->subject);
    if (!command->word.empty()) out += " | " + command->word;
    if (!command->text.empty()) out += " | \"" + command->text + "\"";
    for (const auto& [key, value] : command->keys) out += " " + key + "=" + shown(draft.world(), value);
    return out;
}

std::string understood(std::string_view text) {
    const World w = world();
    return understood(text, context(w), w);
}

Refusal refusal(std::string_view text, const Context& context, const World& world) {
    Draft draft(world, context);
    const auto command = understand(draft, text, commands());
    INFO(text);
    REQUIRE_FALSE(command);
    return command.error();
}

Refusal refusal(std::string_view text) {
    const World w = world();
    return refusal(text, context(w), w);
}

}  // namespace plumb::sample
