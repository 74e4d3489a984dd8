// Where something is said, and by whom.
#include "core/talk/decide.hpp"
#include "tests/core/talk/story.hpp"

#include <catch2/catch.hpp>

using namespace plumb;

namespace {

std::string in_thread(Ref record, std::string_view text) {
    const World world = sample::world();
    Context context = sample::context(world);
    context.place.thread = record;
    return sample::understood(text, context, world);
}

std::string by(std::string_view who, std::string_view text) {
    const World world = sample::world();
    return sample::understood(text, sample::context(world, who), world);
}

Context in_channel(const World& world, std::string name) {
    Context context = sample::context(world);
    context.place.channel = "console/#" + name;
    context.place.channel_name = std::move(name);
    return context;
}

Context directly(const World& world) {
    Context context = in_channel(world, "");
    context.place.direct = true;
    return context;
}

}  // namespace

TEST_CASE("in a record's thread its ID may be left out", "[grammar][place]") {
    const Ref request{Kind::change, 1};
    CHECK(in_thread(request, "change approve \"Good\"") == "change approve | CR-1 | \"Good\"");
    CHECK(in_thread(request, "change approve CR-1") == "change approve | CR-1");
    CHECK(in_thread(request, "change loop-in @ben \"Why?\"") == "change loop-in | CR-1 | \"Why?\" who=ben");
    CHECK(in_thread(request, "change loop-in @ben: \"Why?\"") == "change loop-in | CR-1 | \"Why?\" who=ben");
    CHECK(in_thread(request, "change defer until:fri too early") ==
          "change defer | CR-1 | \"too early\" until=2027-03-05");
    CHECK(in_thread(request, "history") == "history | CR-1");
    CHECK(in_thread(request, "trace") == "trace | CR-1");
    CHECK(in_thread(request, "status") == "status | CR-1");
    CHECK(in_thread(request, "trace 2.0") == "trace | 2.0");
    CHECK(in_thread(request, "launch show LE-3") == "launch show in borealis | LE-3");
    CHECK(in_thread(request, "launch show") == "refused: launch show needs a launch event (LE-n).");
    CHECK(in_thread(request, "change approve LE-1") == "refused: LE-1 is a launch event.");
    CHECK(in_thread(request, "change approve CR-99") == "refused: There is no CR-99.");
    const Ref event{Kind::event, 1};
    CHECK(in_thread(event, "collateral new \"Docs\" due:T-14") ==
          "collateral new | LE-1 | \"Docs\" due=2027-07-01(T-14)");
    CHECK(in_thread(event, "launch signoff inside") == "launch signoff | LE-1 side=inside");
    CHECK(in_thread(event, "launch move on:2027-07-20 hall is free") ==
          "launch move | LE-1 | \"hall is free\" on=2027-07-20");
    const Ref release{Kind::release, 2};
    CHECK(in_thread(release, "release move to:2027-10-01 it is late") ==
          "release move | 2.0 | \"it is late\" to=2027-10-01");
    CHECK(in_thread(release, "release show 1.0") == "release show | 1.0");
    CHECK(in_thread(Ref{Kind::event, 3}, "release show 9.0") == "release show in borealis | 9.0");
    CHECK(in_thread(Ref{Kind::change, 77}, "change approve") ==
          "refused: change approve needs a request (CR-n).");
}

TEST_CASE("which product is meant", "[grammar][place]") {
    const World world = sample::world();
    const auto in = [&](const Context& context, std::string_view text) {
        return sample::understood(text, context, world);
    };
    CHECK(in(sample::context(world), "change list product:borealis") ==
          "change list in borealis product=borealis");
    CHECK(in(sample::context(world), "change list product:Borealis") ==
          "change list in borealis product=borealis");
    CHECK(in(sample::context(world), "change list product:boralis") ==
          "refused: There is no product “boralis”.");
    // Bound to nothing: what makes a record makes the product, what asks is refused.
    CHECK(in(in_channel(world, "Fjord Team"), "change new \"x\"") == "change new in fjord-team | \"x\"");
    const Refusal unbound = sample::refusal("change list", in_channel(world, "fjord"), world);
    CHECK(unbound.wrong == "#fjord is bound to no product.");
    CHECK(unbound.expected == "Bind it (product bind atlas), or name the product (atlas and borealis):");
    CHECK(unbound.example == "change list product:atlas");
    // A channel called like a product works on that one.
    CHECK(in(in_channel(world, "borealis"), "change new \"x\"") == "change new in borealis | \"x\"");
    CHECK(in(in_channel(world, "fjord"), "change show CR-1") == "change show | CR-1");
    CHECK(in(in_channel(world, "fjord"), "me function:sales") == "me function=sales");
    CHECK(in(in_channel(world, "fjord"), "customer list") == "customer list");
    // In a direct message the only product is meant; of several one must be named.
    CHECK(sample::refusal("change list", directly(world), world).wrong == "Which product is meant?");
    CHECK(in(directly(world), "change list product:atlas") == "change list product=Atlas");
    CHECK(in(directly(world), "release show 1.0") == "release show | 1.0");
    World twice = world;
    Release same = *world.find(ReleaseId{1});
    same.product = ProductId{2};
    same.meta.n = twice.next(Kind::release);
    twice.all<Release>().put(same);
    CHECK(sample::refusal("release show 1.0", directly(twice), twice).wrong ==
          "“1.0” is a release of atlas and of borealis.");
    CHECK(sample::refusal("release show 1.0", directly(twice), twice).example ==
          "release show 1.0 product:atlas");
    CHECK(sample::understood("release show 1.0 product:borealis", directly(twice), twice) ==
          "release show in borealis | 1.0 product=borealis");
    World one;
    Product only;
    only.meta.n = one.next(Kind::product);
    only.key = "atlas";
    one.all<Product>().put(only);
    CHECK(sample::understood("change list", directly(one), one) == "change list");
    CHECK(sample::understood("change new \"x\"", directly(one), one) == "change new | \"x\"");
    const World none;
    CHECK(sample::understood("change list", directly(none), none) == "refused: There is no product yet.");
    CHECK(sample::understood("change new \"x\"", directly(none), none) ==
          "refused: There is no product yet.");
}

TEST_CASE("a product that a first record makes", "[grammar][place]") {
    const World world = sample::world();
    const Context context = in_channel(world, "Fjord Team");
    Draft draft(world, context);
    const auto command = understand(draft, "change new \"x\"", sample::commands());
    REQUIRE(command);
    const Product* made = draft.find(command->product);
    REQUIRE(made);
    CHECK(made->key == "fjord-team");
    CHECK(made->name == "Fjord Team");
    CHECK(made->channels == std::vector<std::string>{"console/#Fjord Team"});
    CHECK(made->profile_at == context.now);
}

TEST_CASE("a channel's long name makes a product whose key is the beginning of it", "[grammar][place]") {
    const World world = sample::world();
    const std::vector<std::pair<std::string, std::string>> names{
        {std::string(80, 'a'), std::string(40, 'a')},
        {"the-forty-first-letter-of-this-one-is-a-x", "the-forty-first-letter-of-this-one-is-a"},
        {"製品発表とマーケティング計画", "製品発表とマーケティング計"}};
    for (const auto& [name, key] : names) {
        const Context context = in_channel(world, name);
        Draft draft(world, context);
        const auto command = understand(draft, "change new \"x\"", sample::commands());
        REQUIRE(command);
        const Product* made = draft.find(command->product);
        REQUIRE(made);
        CHECK(made->key == key);
        CHECK(made->name == name);
    }
}

TEST_CASE("a product begins with what the installation has agreed on, however it is made",
          "[grammar][place]") {
    const World world = sample::world();
    for (const char* text : {"change new \"Offline mode\"", "product new zenith"}) {
        Context context = in_channel(world, "zenith");
        context.policy.assess = {Function::sales};
        const Decision made = decide(world, context, text);
        const Product* product = product_by_key(made.after, "zenith");
        REQUIRE(product);
        CHECK(product->policy == context.policy);
        // The first card already says whom it waits for.
        const std::string card = sample::spelled(made.after, made.out.front().card);
        CHECK((text[0] == 'p' || card.find("Needs sales to assess it") != std::string::npos ||
               card.find("sales to assess it") != std::string::npos));
    }
}

TEST_CASE("a command is refused to whom its role or function is missing", "[grammar][may]") {
    CHECK(by("eve", "change approve CR-1") == "change approve | CR-1");
    CHECK(by("ana", "change approve CR-1") ==
          "refused: change approve needs the role approver, which you do not have.");
    CHECK(by("eve", "role add @ana approver") ==
          "refused: role add needs the role admin, which you do not have.");
    CHECK(by("you", "role add @ana approver") == "role add | ana | \"approver\"");
    CHECK(by("guest", "launch signoff LE-1 inside") ==
          "refused: launch signoff is for people with a function, and you have set none yet.");
    CHECK(by("guest", "warning ack AW-1") ==
          "refused: warning ack is for people with a function, and you have set none yet.");
    CHECK(by("guest", "change new \"x\"") == "change new | \"x\"");
    CHECK(by("guest", "release move 1.0 to:fri") ==
          "refused: release move is for people with a function, and you have set none yet.");
    CHECK(by("ana", "release move 1.0 to:fri") == "release move | 1.0 to=2027-03-05");
    const World world = sample::world();
    const Refusal refusal = sample::refusal("change approve CR-1", sample::context(world, "ben"), world);
    CHECK(refusal.expected == "you and eve can.");
}

TEST_CASE("a policy says who changes the plan and who decides", "[grammar][may]") {
    World world = sample::world();
    Product atlas = *world.find(ProductId{1});
    atlas.policy.plan = {Function::engineering};
    atlas.policy.decide = Role::admin;
    world.all<Product>().put(atlas);
    const auto as = [&](std::string_view who, std::string_view text) {
        return sample::understood(text, sample::context(world, who), world);
    };
    CHECK(as("ana", "release move 1.0 to:fri") == "release move | 1.0 to=2027-03-05");
    const Refusal refusal = sample::refusal("release move 1.0 to:fri", sample::context(world, "ben"), world);
    CHECK(refusal.wrong == "The plan of atlas is changed by engineering, and you speak for marketing.");
    CHECK(refusal.expected == "ana can; a request can be raised by anybody:");
    CHECK(as("ben", refusal.example).substr(0, 10) == "change new");
    CHECK(as("eve", "change approve CR-1").substr(0, 8) == "refused:");
    CHECK(as("you", "change approve CR-1") == "change approve | CR-1");
    // Another product has its own policy.
    CHECK(as("ben", "feature done F-3") == "feature done in borealis | F-3");
}

TEST_CASE("days are the speaker's", "[grammar][place]") {
    World world = sample::world();
    Person ana = *world.find(PersonId{2});
    ana.tz = "Asia/Tokyo";
    world.all<Person>().put(ana);
    Context context = sample::context(world, "ana");
    context.now = parse_instant("2027-03-03T20:00").value();
    CHECK(sample::understood("release move 1.0 to:tomorrow", context, world) ==
          "release move | 1.0 to=2027-03-05");
    context.actor = PersonId{3};
    CHECK(sample::understood("release move 1.0 to:tomorrow", context, world) ==
          "release move | 1.0 to=2027-03-04");
}

TEST_CASE("what must be looked up first", "[grammar]") {
    const World world = sample::world();
    Context context = sample::context(world);
    const auto needs = [&](std::string_view text) {
        return needs_of(world, context, text, sample::commands());
    };
    CHECK(needs("history CR-1") == Lookup{Needs::history, Ref{Kind::change, 1}, {}});
    CHECK(needs("plumb history release:1.0") == Lookup{Needs::history, Ref{Kind::release, 1}, {}});
    CHECK(needs("search \"tunnel forms\"") == Lookup{Needs::search, {}, "tunnel forms"});
    CHECK(needs("search tunnel forms") == Lookup{Needs::search, {}, "tunnel forms"});
    CHECK(needs("undo") == Lookup{Needs::undo, {}, {}});
    CHECK(needs("change list") == Lookup{});
    CHECK(needs("nonsense") == Lookup{});
    CHECK(needs("search \"unclosed") == Lookup{});
    context.place.thread = Ref{Kind::event, 1};
    CHECK(needs("history") == Lookup{Needs::history, Ref{Kind::event, 1}, {}});
}

TEST_CASE("what is a command in a thread, and what is talk", "[grammar][place]") {
    Place thread;
    thread.thread = Ref{Kind::change, 1};
    const auto command = [&](std::string_view text) { return is_command(text, thread, sample::commands()); };
    for (const std::string text : {"plumb whatever",
                                   "/plumb",
                                   "!plumb x",
                                   "change approve",
                                   "Change Approve CR-1 \"x",
                                   "launch ls",
                                   "change ok",
                                   "history",
                                   "Undo",
                                   "me",
                                   "trace",
                                   "status",
                                   "help",
                                   "warnings",
                                   "me function:sales",
                                   "history CR-1",
                                   "trace cr-1",
                                   "warnings state:open",
                                   "change new Don't 'open",
                                   "warning list"}) {
        INFO(text);
        CHECK(command(text));
    }
    for (const std::string text : {"",
                                   "Yes, since last winter they all do",
                                   "change is hard",
                                   "change",
                                   "launch day is on Friday",
                                   "release notes",
                                   "status quo is fine",
                                   "me too",
                                   "help me with this",
                                   "undo that",
                                   "history repeats",
                                   "search",
                                   "mute",
                                   "why: because",
                                   "\"change approve\"",
                                   "plumbing is late",
                                   "policy says no",
                                   "whatif release move 2.0",
                                   "we change approve",
                                   "me: I agree",
                                   "status is \"done"}) {
        INFO(text);
        CHECK_FALSE(command(text));
    }
    Place channel;
    CHECK(is_command("anything", channel, sample::commands()));
}
