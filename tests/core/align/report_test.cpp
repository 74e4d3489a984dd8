#include "core/align/report.hpp"

#include "tests/support/world_builder.hpp"

namespace plumb {

TEST_CASE("what a sentence names stands behind the main subject") {
    WorldBuilder b;
    const ReleaseId one = b.release("1.0", 60);
    const EventId tour = b.event("Tour", EventType::webinar, 30);
    const PersonId ana = b.person("ana");
    const Plan plan(b.world, b.product, day(5), b.zone());
    Report report(plan, tour, Severity::info);
    CHECK(report.name(tour) == "LE-1 “Tour”");
    CHECK(report.name(one) == "1.0");
    CHECK(report.name(ana) == "ana");
    CHECK(report.name(b.product) == "Atlas");
    const Finding f = std::move(report).facts("Facts.");
    for (const Ref named : {Ref{one}, Ref{ana}, Ref{b.product}})
        CHECK(std::find(f.subject.begin(), f.subject.end(), named) != f.subject.end());
    CHECK(f.subject.front() == Ref{tour});
}

TEST_CASE("three are named, the rest is counted, and all stand behind it") {
    WorldBuilder b;
    std::vector<Ref> refs;
    for (const char* title : {"A", "B", "C", "D", "E"}) refs.push_back(b.feature(title));
    const Plan plan(b.world, b.product, day(5), b.zone());
    const auto names = [&](std::size_t n) {
        Report report(plan, b.product, Severity::info);
        std::string text = report.names(std::span(refs).first(n));
        const Finding f = std::move(report).facts({});
        for (const Ref ref : std::span(refs).first(n))
            CHECK(std::find(f.subject.begin(), f.subject.end(), ref) != f.subject.end());
        return text;
    };
    CHECK(names(1) == "F-1 “A”");
    CHECK(names(2) == "F-1 “A” and F-2 “B”");
    CHECK(names(3) == "F-1 “A”, F-2 “B” and F-3 “C”");
    CHECK(names(5) == "F-1 “A”, F-2 “B”, F-3 “C” and 2 more");
}

TEST_CASE("names are typed so that they can be pasted") {
    CHECK(typed_name("2.0") == "2.0");
    CHECK(typed_name("1.30-rc_1") == "1.30-rc_1");
    CHECK(typed_name("Big bang") == "\"Big bang\"");
    CHECK(typed_name("release:2") == "\"release:2\"");
    CHECK(typed_name("The \"one\"") == "'The \"one\"'");
    CHECK(typed_name("Ana's \"one\"") == "“Ana's \"one\"”");
    CHECK(typed_name("") == "\"\"");
}

}  // namespace plumb
