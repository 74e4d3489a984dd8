#include "http/pages.hpp"

#include <catch2/catch.hpp>

using namespace plumb;
using namespace plumb::http;

namespace {

net::HttpAnswer ask(const Sources& sources, const std::string& path) {
    for (const net::HttpRoute& route : routes(sources))
        if (route.path == path || (route.path.ends_with('/') && path.starts_with(route.path)))
            return route.handler({path, {}});
    FAIL("no route for " << path);
    return {};
}

Sources sources(Condition condition) {
    Sources given;
    given.condition = [condition] { return condition; };
    given.metrics = [] { return std::string("plumbline_ready 1\n"); };
    given.calendar = [](std::string_view token) {
        return token == "abc" ? std::optional<std::string>("BEGIN:VCALENDAR\r\n") : std::nullopt;
    };
    return given;
}

}  // namespace

TEST_CASE("/healthz says that the process lives, whatever else does not") {
    CHECK(ask(sources({"disk full", {{"slack", false, "no network"}}, true}), "/healthz").status == 200);
}

TEST_CASE("/readyz is ready when the database and every connection are") {
    const auto answer =
        ask(sources({{}, {{"slack", true, {}}, {"matrix", true, "syncing"}}, false}), "/readyz");
    CHECK(answer.status == 200);
    CHECK(answer.body == "ok database\nok slack\nok matrix: syncing\n");
}

TEST_CASE("/readyz names what is not ready") {
    const auto database = ask(sources({"disk full", {{"slack", true, {}}}, false}), "/readyz");
    CHECK(database.status == 503);
    CHECK(database.body == "not ready database: disk full\nok slack\n");
    const auto chat =
        ask(sources({{}, {{"slack", true, {}}, {"two", false, "waits for hello"}}, false}), "/readyz");
    CHECK(chat.status == 503);
    CHECK(chat.body == "ok database\nok slack\nnot ready two: waits for hello\n");
    CHECK(ask(sources({{}, {}, true}), "/readyz").status == 503);
}

TEST_CASE("/metrics is Prometheus's text") {
    const auto answer = ask(sources({}), "/metrics");
    CHECK(answer.status == 200);
    CHECK(answer.content_type.starts_with("text/plain; version=0.0.4"));
    CHECK(answer.body == "plumbline_ready 1\n");
}

TEST_CASE("a calendar is served to whoever has its token, and to nobody else") {
    const auto answer = ask(sources({}), "/calendar/abc.ics");
    CHECK(answer.status == 200);
    CHECK(answer.content_type == "text/calendar; charset=utf-8");
    CHECK(answer.body == "BEGIN:VCALENDAR\r\n");
    for (const char* path :
         {"/calendar/abd.ics", "/calendar/abc", "/calendar/.ics", "/calendar/", "/calendar/.ic"})
        CHECK(ask(sources({}), path).status == 404);
}
