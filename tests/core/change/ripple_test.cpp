#include "core/change/ripple.hpp"
#include "tests/core/change/desk.hpp"

namespace plumb {

namespace {

std::string ripple(const Desk& desk, ChangeId id) {
    return words_of(desk.world, ripple_card(desk.world, desk.context(desk.ana), id));
}

std::string lines(const Desk& desk, const World& after) {
    Card card;
    card.lines = ripple_lines(desk.world, desk.context(desk.ana), after);
    return words_of(desk.world, card);
}

/// A launch of 1.0 with collateral and a promise that name its feature.
struct Launched : Desk {
    EventId launch = event("Spring launch", "2027-07-15", one, ben);
    CollateralId sheet = collateral("Data sheet", launch, login, dan);
    CollateralId poster = collateral("Poster", launch, {}, cleo);
    PromiseId promised = [this] {
        Promise promise;
        promise.product = product;
        promise.title = "Log in by summer";
        promise.feature = login;
        promise.by = on("2027-08-01");
        promise.owner = cleo;
        return put(world, std::move(promise));
    }();
};

}  // namespace

TEST_CASE("the ripple of a request names what it touches, whose that is and how long is left") {
    Launched desk;
    SECTION("an add: the events of its release with their collateral") {
        const std::string text = ripple(desk, desk.add_request());
        CHECK_THAT(text, Catch::Contains("LE-1 “Spring launch”, Thu 15 Jul, 96 working days left (ben)"));
        CHECK_THAT(text, Catch::Contains("C-2 “Poster” (cleo)"));
        CHECK_THAT(text, !Catch::Contains("P-1"));
        CHECK_THAT(text, Catch::Contains("F-2 “Single sign-on” is in 1.0."));
    }
    SECTION("a date: no collateral that nobody has taken or begun") {
        const CollateralId pricing = desk.collateral("Pricing", desk.launch, {});
        const ChangeId id =
            desk.opens(desk.cleo, "Later", {{"release", Ref{desk.one}}, {"date", on("2027-07-01")}});
        CHECK_THAT(ripple(desk, id),
                   Catch::Contains("C-2") && !Catch::Contains("C-3") && Catch::Contains("P-1"));
        desk.set(pricing, [](Collateral& c) { c.status = CollateralStatus::doing; });
        CHECK_THAT(ripple(desk, id), Catch::Contains("C-3 “Pricing” (no owner)"));
    }
    SECTION("a modify: what names the feature") {
        const ChangeId id = desk.opens(desk.cleo, "Log in faster", {{"feature", Ref{desk.login}}});
        const std::string text = ripple(desk, id);
        CHECK_THAT(text, Catch::Contains("LE-1") && Catch::Contains("C-1") &&
                             Catch::Contains("P-1 “Log in by summer”"));
        CHECK_THAT(text, !Catch::Contains("C-2"));
    }
    SECTION("not what is over") {
        desk.set(desk.launch, [](LaunchEvent& e) { e.status = EventStatus::cancelled; });
        desk.set(desk.promised, [](Promise& p) { p.status = PromiseStatus::kept; });
        const ChangeId id = desk.opens(desk.cleo, "Log in faster", {{"feature", Ref{desk.login}}});
        CHECK_THAT(ripple(desk, id), !Catch::Contains("Touches"));
    }
}

TEST_CASE("the ripple shows the warnings that would appear and go") {
    Launched desk;
    SECTION("appear") {
        const ChangeId id =
            desk.opens(desk.cleo, "Later", {{"release", Ref{desk.one}}, {"date", on("2027-07-20")}});
        const std::string text = ripple(desk, id);
        CHECK_THAT(text, Catch::Contains("Would bring ■") && Catch::Contains("LE-1"));
        CHECK_THAT(text, !Catch::Contains("Would mend"));
        CHECK(desk.at(desk.one).date == on("2027-06-30"));
    }
    SECTION("go") {
        desk.set(desk.one, [](Release& r) { r.date = on("2027-07-20"); });
        const ChangeId id =
            desk.opens(desk.cleo, "Sooner", {{"release", Ref{desk.one}}, {"date", on("2027-07-01")}});
        CHECK_THAT(ripple(desk, id), Catch::Contains("Would mend ■"));
    }
    SECTION("neither") {
        const ChangeId id = desk.opens(desk.cleo, "Log in faster", {{"feature", Ref{desk.login}}});
        CHECK_THAT(ripple(desk, id), Catch::Contains("It would bring no warning and mend none."));
    }
}

TEST_CASE("the ripple shows effort and the cost of switching") {
    Launched desk;
    desk.set(desk.login, [](Feature& f) {
        f.status = FeatureStatus::in_progress;
        f.effort = Effort{10, 10};
    });
    const ChangeId id = desk.opens(desk.cleo, "Log in faster", {{"feature", Ref{desk.login}}});
    REQUIRE(desk.say(desk.ana, "assess", id, {}, {{"effort", Effort{3, 5}}}));
    CHECK_THAT(
        ripple(desk, id),
        Catch::Contains("Effort 3–5 days") &&
            Catch::Contains("ana has 1 feature in progress (F-1: 10 days); a second costs about 2 days"));
}

TEST_CASE("a request that cannot be carried out any more has no ripple but says why") {
    Launched desk;
    const ChangeId id = desk.opens(desk.cleo, "Log in faster", {{"feature", Ref{desk.login}}});
    desk.set(desk.login, [](Feature& f) { f.status = FeatureStatus::dropped; });
    CHECK_THAT(ripple(desk, id),
               Catch::Contains("F-1 “Login” is dropped. It cannot be carried out as it stands."));
}

TEST_CASE("the ripple between two worlds") {
    Launched desk;
    World after = desk.world;
    SECTION("nothing differs") {
        CHECK(lines(desk, after) == "  — \n It would bring no warning and mend none.");
    }
    SECTION("a release moves behind its launch") {
        Release moved = desk.at(desk.one);
        moved.date = on("2027-07-20");
        after.all<Release>().put(moved);
        const std::string text = lines(desk, after);
        CHECK_THAT(text,
                   Catch::Contains("Would bring ■") && Catch::Contains("C-2") && Catch::Contains("P-1"));
    }
    SECTION("a feature is dropped") {
        Feature dropped = desk.at(desk.login);
        dropped.status = FeatureStatus::dropped;
        after.all<Feature>().put(dropped);
        const std::string text = lines(desk, after);
        CHECK_THAT(text, Catch::Contains("Would bring") && Catch::Contains("C-1") && Catch::Contains("P-1"));
    }
    SECTION("a feature moves: the events of both releases") {
        const EventId later = desk.event("Autumn launch", "2027-10-15", desk.two, desk.dan);
        after = desk.world;
        Feature moved = desk.at(desk.login);
        moved.release = desk.two;
        after.all<Feature>().put(moved);
        const std::string text = lines(desk, after);
        CHECK_THAT(text, Catch::Contains("LE-1") && Catch::Contains(to_string(Ref{later})));
    }
    SECTION("a record that was put as it was does not differ") {
        after.all<Release>().put(desk.at(desk.one));
        CHECK_THAT(lines(desk, after), !Catch::Contains("Touches"));
    }
}

}  // namespace plumb
