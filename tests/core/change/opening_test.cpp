#include "core/change/similar.hpp"

#include "tests/core/change/desk.hpp"

namespace plumb {

namespace {

Keys with(std::string_view key, Value value) { return {{std::string(key), std::move(value)}}; }

}  // namespace

TEST_CASE("a request is opened with its requester, function, clocks and first watcher") {
    Desk desk;
    const ChangeId id = desk.opens(desk.cleo, "Single sign-on",
                                   {{"kind", text_value("add")},
                                    {"release", Ref{desk.one}},
                                    {"why", text_value("Acme cannot roll out without it")},
                                    {"severity", text_value("urgent")},
                                    {"if-declined", text_value("They leave")}});
    REQUIRE(id);
    const ChangeRequest& request = desk.at(id);
    CHECK(request.title == "Single sign-on");
    CHECK(request.change_kind == ChangeKind::add);
    CHECK(request.status == ChangeStatus::open);
    CHECK(request.severity == Urgency::urgent);
    CHECK(request.if_declined == "They leave");
    CHECK(request.raised_by == desk.cleo);
    CHECK(request.function == Function::sales);
    CHECK(request.opened_at == desk.now);
    CHECK(request.waiting_since == desk.now);
    CHECK_FALSE(request.assessed_at);
    CHECK(request.watchers == std::vector{desk.cleo});
    CHECK(desk.cards == std::vector<Ref>{id});
    CHECK(desk.world.all<Feature>().size() == 1);
}

TEST_CASE("the kind of a request is inferred, and an explicit one wins") {
    Desk desk;
    const auto kind = [&](Keys keys) {
        return desk.at(desk.opens(desk.cleo, "A change", std::move(keys))).change_kind;
    };
    CHECK(kind({}) == ChangeKind::add);
    CHECK(kind({{"release", Ref{desk.one}}}) == ChangeKind::add);
    CHECK(kind({{"feature", Ref{desk.login}}}) == ChangeKind::modify);
    CHECK(kind({{"feature", Ref{desk.login}}, {"to", Ref{desk.two}}}) == ChangeKind::move);
    CHECK(kind({{"release", Ref{desk.one}}, {"date", on("2027-07-10")}}) == ChangeKind::date);
    CHECK(kind({{"kind", text_value("drop")}, {"feature", Ref{desk.login}}}) == ChangeKind::drop);
    CHECK(kind({{"kind", text_value("modify")}, {"feature", Ref{desk.login}}, {"to", Ref{desk.two}}}) ==
          ChangeKind::modify);
    // The backlog is no target: what leaves for it is asked to be dropped, as `feature move` has it.
    CHECK(kind({{"feature", Ref{desk.login}}, {"to", Value{}}}) == ChangeKind::drop);
}

TEST_CASE("a request that does not say what its kind needs is refused, and shown with it") {
    Desk desk;
    const auto refused = [&](Keys keys) {
        return desk.refused(desk.cleo, "new", {}, "Login", std::move(keys));
    };

    SECTION("move needs a feature and where to") {
        const std::string text = refused(with("kind", text_value("move")));
        CHECK_THAT(text, Catch::Contains("needs feature: and to:"));
        CHECK_THAT(text, Catch::Contains("change new \"Login\" kind:move feature:F-1 to:2.0"));
        CHECK_THAT(refused({{"kind", text_value("move")}, {"feature", Ref{desk.login}}}),
                   Catch::Contains("needs to:"));
    }
    SECTION("date needs a release and a date") {
        CHECK_THAT(refused(with("kind", text_value("date"))), Catch::Contains("needs release: and date:"));
        CHECK_THAT(refused({{"kind", text_value("date")}, {"date", on("2027-07-10")}}),
                   Catch::Contains("needs release:"));
    }
    SECTION("drop and modify need a feature") {
        CHECK_THAT(refused(with("kind", text_value("drop"))), Catch::Contains("needs feature:"));
        CHECK_THAT(refused(with("kind", text_value("modify"))), Catch::Contains("needs feature:"));
    }
    SECTION("a key that fits no kind that could be inferred") {
        CHECK_THAT(refused(with("to", Ref{desk.two})), Catch::Contains("no feature is named"));
        CHECK_THAT(refused({{"feature", Ref{desk.login}}, {"date", on("2027-07-10")}}),
                   Catch::Contains("where a release moves"));
        CHECK_THAT(refused(with("date", on("2027-07-10"))), Catch::Contains("where a release moves"));
    }
    SECTION("without a title") {
        CHECK_THAT(desk.refused(desk.cleo, "new", {}), Catch::Contains("needs a title"));
    }
    CHECK(desk.world.all<ChangeRequest>().empty());
}

TEST_CASE("a request for what is so already, or is over, is refused") {
    Desk desk;
    const auto refused = [&](Keys keys) {
        return desk.refused(desk.cleo, "new", {}, "A change", std::move(keys));
    };
    CHECK_THAT(refused({{"feature", Ref{desk.login}}, {"to", Ref{desk.one}}}),
               Catch::Contains("in 1.0 already"));
    CHECK_THAT(refused({{"release", Ref{desk.one}}, {"date", on("2027-06-30")}}), Catch::Contains("due on"));
    CHECK_THAT(
        refused({{"kind", text_value("add")}, {"feature", Ref{desk.login}}, {"release", Ref{desk.two}}}),
        Catch::Contains("not in the backlog"));
    const FeatureId report = desk.feature("Report", {});
    CHECK_THAT(refused({{"feature", Ref{report}}, {"to", Value{}}}),
               Catch::Contains("in the backlog already"));
    desk.set(desk.two, [](Release& r) { r.status = ReleaseStatus::shipped; });
    CHECK_THAT(refused({{"release", Ref{desk.two}}}), Catch::Contains("2.0 is shipped"));
    desk.set(desk.two, [](Release& r) { r.status = ReleaseStatus::cancelled; });
    CHECK_THAT(refused({{"feature", Ref{desk.login}}, {"to", Ref{desk.two}}}),
               Catch::Contains("2.0 is cancelled"));
    desk.set(desk.login, [](Feature& f) { f.status = FeatureStatus::dropped; });
    CHECK_THAT(refused({{"feature", Ref{desk.login}}}), Catch::Contains("is dropped"));
    CHECK_THAT(refused({{"feature", Ref{desk.login}}}),
               Catch::Contains("change new \"A change\" kind:add feature:F-1"));
}

TEST_CASE("a request stays within its product") {
    Desk desk;
    Product other;
    other.key = "hermes";
    other.name = "Hermes";
    const ProductId hermes = put(desk.world, std::move(other));
    Feature foreign;
    foreign.product = hermes;
    foreign.title = "Relay";
    const FeatureId relay = put(desk.world, std::move(foreign));
    CHECK_THAT(desk.refused(desk.cleo, "new", {}, "A change", {{"feature", Ref{relay}}}),
               Catch::Contains("belongs to Hermes, the request to Atlas"));
    const ChangeId id = desk.add_request();
    CHECK_THAT(desk.refused(desk.cleo, "set", id, {}, {{"feature", Ref{relay}}}), Catch::Contains("Hermes"));
}

TEST_CASE("evidence given with a new request is one record, direct where there is a quote") {
    Desk desk;
    const ChangeId quoted = desk.opens(desk.cleo, "Single sign-on",
                                       {{"customer", text_value("Acme")},
                                        {"source", text_value("call")},
                                        {"quote", text_value("We would sign tomorrow")}});
    REQUIRE(quoted);
    REQUIRE(desk.world.all<Evidence>().size() == 1);
    const Evidence& voice = desk.at(EvidenceId{1});
    CHECK(voice.change == quoted);
    CHECK(voice.product == desk.product);
    CHECK(desk.at(voice.customer).name == "Acme");
    CHECK(voice.source == Source::call);
    CHECK(voice.quote == "We would sign tomorrow");
    CHECK(voice.direct);

    desk.opens(desk.cleo, "Dark mode", {{"customer", text_value("acme ")}});
    CHECK_FALSE(desk.at(EvidenceId{2}).direct);
    CHECK(desk.at(EvidenceId{2}).customer == voice.customer);
    desk.opens(desk.cleo, "Audit log", {{"quote", text_value("Who did it?")}, {"direct", false}});
    CHECK_FALSE(desk.at(EvidenceId{3}).direct);
    desk.opens(desk.cleo, "Rate limits");
    CHECK(desk.world.all<Evidence>().size() == 3);
}

TEST_CASE("where the policy requires nobody, a request is assessed as it opens") {
    Desk desk;
    desk.set(desk.product, [](Product& p) { p.policy.assess.clear(); });
    const ChangeId id = desk.add_request();
    CHECK(desk.at(id).status == ChangeStatus::assessed);
    CHECK(desk.at(id).assessed_at == desk.now);
}

TEST_CASE("fields are put right, and what was asked for stays once it was decided") {
    Desk desk;
    const ChangeId id = desk.add_request();
    REQUIRE(desk.say(desk.cleo, "set", id, {},
                     {{"horizon", text_value("quarter")}, {"severity", text_value("urgent")}}));
    CHECK(desk.at(id).horizon == Horizon::quarter);
    CHECK_THAT(desk.line(), Catch::Contains("severity is urgent") && Catch::Contains("horizon is quarter"));

    REQUIRE(desk.say(desk.cleo, "set", id, {}, {{"why", std::monostate{}}}));
    CHECK(desk.at(id).why.empty());
    CHECK_THAT(desk.line(), Catch::Contains("why is cleared"));

    REQUIRE(desk.say(desk.cleo, "set", id, {}, {{"severity", text_value("urgent")}}));
    CHECK(desk.told.empty());
    CHECK_THAT(desk.answer, Catch::Contains("already"));

    CHECK_THAT(desk.refused(desk.cleo, "set", id, {}, {{"kind", text_value("move")}}),
               Catch::Contains("needs feature:"));
    CHECK_THAT(desk.refused(desk.cleo, "set", id), Catch::Contains("severity:urgent"));

    REQUIRE(desk.say(desk.eve, "decline", id, "No capacity"));
    REQUIRE(desk.say(desk.cleo, "set", id, {}, {{"horizon", text_value("year")}}));
    CHECK_THAT(desk.refused(desk.cleo, "set", id, {}, {{"release", Ref{desk.two}}}),
               Catch::Contains("reopen"));
}

TEST_CASE("similar requests are told on opening, with what became of them") {
    Desk desk;
    const auto opened = [&desk](const std::string& title, Keys keys = {}) {
        const ChangeId id = desk.opens(desk.dan, title, std::move(keys));
        return as_read(desk.world, similar_text(desk.world, desk.context(desk.dan), desk.at(id)));
    };
    const ChangeId first = desk.opens(desk.cleo, "Offline maps for the field app",
                                      {{"why", text_value("Crews drive in tunnels")}});
    CHECK(similar_text(desk.world, desk.context(desk.cleo), desk.at(first)).empty());
    REQUIRE(desk.say(desk.eve, "decline", first, "no capacity before 2.0"));
    desk.wait(5);

    CHECK(opened("Offline mode for field crews", {{"why", text_value("They retype all at night")}}) ==
          "Looks like CR-1 “Offline maps for the field app”, declined Wed 3 Mar because “no capacity "
          "before 2.0”.");
    CHECK(opened("Invoices by post", {{"why", text_value("Accounting asks")}}).empty());

    SECTION("at most three, the most similar first") {
        desk.opens(desk.dan, "Invoices by post and mail");
        desk.opens(desk.dan, "Invoices by carrier");
        desk.opens(desk.dan, "Invoices by fax, post");
        const std::string line = opened("Invoices by post");
        CHECK_THAT(line, Catch::Contains("Looks like CR-6"));
        CHECK(std::count(line.begin(), line.end(), ';') == 2);
    }
    SECTION("one word shared is chance, unless it is all there is") {
        CHECK_THAT(opened("Offline"), Catch::Contains("CR-1 “Offline maps for the field app”"));
        CHECK_THAT(opened("OFFLINE!"), Catch::Contains("Looks like CR-4 “Offline”, open"));
        CHECK(opened("Field trip").empty());
        CHECK_THAT(opened("Field-crew OFFLINE mode"), Catch::Contains("CR-2"));
    }
    SECTION("not those of another product") {
        const ProductId other = put(desk.world, Product{});
        desk.set(first, [&](ChangeRequest& r) { r.product = other; });
        desk.set(ChangeId{2}, [&](ChangeRequest& r) { r.product = other; });
        CHECK(opened("Offline mode for field crews").empty());
    }
    SECTION("the same words cut or in another case, but no words that mean nothing") {
        CHECK_THAT(opened("INVOICE, posted"), Catch::Contains("CR-3"));
        CHECK(opened("Why do they not have all that they need with the new feature").empty());
    }
}

}  // namespace plumb
