#include "storage/field_writer.hpp"

#include <catch2/catch.hpp>

namespace plumb::storage {

namespace {

template <class T>
void check_same(const T& value) {
    JsonWriter out;
    write_field(out, value);
    const std::string text = out.take();
    CAPTURE(text);
    CHECK(Json::parse(text) == field_json(value, numbered_refs()));
}

}  // namespace

TEST_CASE("a field written straight is the same JSON as its tree") {
    check_same(ChangeRequest{});
    check_same(LaunchEvent{});
    ChangeRequest request;
    request.title = "Off\"line\n“mode” \\ \x01";
    request.watchers = {PersonId{1}, PersonId{2}};
    request.release = ReleaseId{7};
    request.date = parse_iso_day("2027-03-01");
    request.opened_at = Instant{Seconds{1'800'000'000}};
    request.options = {{"Buy it", Effort{5, 8}, Level::high, PersonId{3}}, {"Wait", {}, {}, {}}};
    LoopIn asked;
    asked.asked = PersonId{2};
    asked.text = "Can the store hold it?";
    asked.closed = true;
    request.loop_ins = {asked};
    check_same(request);
    check_same(Effort{0.5, 1e9});
    check_same(std::vector<Effort>{{2, 2.25}});
    check_same(std::int64_t{40'000'000'000});
}

}  // namespace plumb::storage
