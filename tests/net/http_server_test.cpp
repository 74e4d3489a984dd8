#include "net/http_server.hpp"

#include <catch2/catch.hpp>

#include "net/http_client.hpp"
#include "tests/net/support/raw_client.hpp"

using namespace plumb;
using namespace plumb::net;
using namespace std::chrono_literals;

namespace {

HttpAnswer text(std::string body, int status = 200) {
    HttpAnswer out;
    out.status = status;
    out.body = std::move(body);
    return out;
}

struct Fixture {
    explicit Fixture(HttpServerSettings settings = {}) {
        settings.port = 0;
        settings.on_trouble = [this](const std::string& what) { troubles.push_back(what); };
        const std::vector<HttpRoute> routes{
            {"/healthz", [](const HttpAsk&) { return text("ok\n"); }},
            {"/readyz", [](const HttpAsk&) { return text("database locked\n", 503); }},
            {"/calendar/", [](const HttpAsk& ask) { return text(ask.path + "|" + ask.query); }},
            {"/bug", [](const HttpAsk&) -> HttpAnswer { throw std::runtime_error("a bug"); }},
            {"/", [](const HttpAsk&) { return text("root"); }},
        };
        server = std::move(*serve_http(runner.context.get_executor(), settings, routes));
    }

    HttpResponse get(const std::string& path, const std::string& method = "GET") {
        HttpRequest request;
        request.method = method;
        request.url = "http://127.0.0.1:" + std::to_string(server->port()) + path;
        return *runner.run(client->send(std::move(request)));
    }
    RawClient raw() { return RawClient(runner, server->port()); }

    Runner runner;
    std::vector<std::string> troubles;
    std::unique_ptr<HttpServer> server;
    std::unique_ptr<HttpClient> client = make_http_client(runner.context.get_executor());
};

HttpServerSettings with(const std::function<void(HttpServerSettings&)>& change) {
    HttpServerSettings out;
    change(out);
    return out;
}

}  // namespace

TEST_CASE("routes answer by path; a slash at the end takes what is below") {
    Fixture f;
    CHECK(f.get("/healthz").body == "ok\n");
    CHECK(f.get("/healthz?verbose=1").body == "ok\n");
    CHECK(f.get("/readyz").status == 503);
    CHECK(f.get("/readyz").header("content-type") == "text/plain; charset=utf-8");
    CHECK(f.get("/calendar/TOKEN.ics?x=1").body == "/calendar/TOKEN.ics|x=1");
    CHECK(f.get("/").body == "root");
    for (const char* path : {"/healthz/", "/healthzz", "/calendar", "/nothing", "//healthz"}) {
        INFO(path);
        CHECK(f.get(path).status == 404);
    }
    CHECK(f.troubles.empty());
}

TEST_CASE("HEAD is answered without a body, other methods refused with what is allowed") {
    Fixture f;
    const auto head = f.get("/healthz", "HEAD");
    CHECK(head.status == 200);
    CHECK(head.header("content-length") == "3");
    CHECK(head.body.empty());
    for (const char* method : {"POST", "PUT", "DELETE", "PATCH"}) {
        const auto refused = f.get("/healthz", method);
        CHECK(refused.status == 405);
        CHECK(refused.header("allow") == "GET, HEAD");
    }
}

TEST_CASE("a handler that throws is a 500 without its words, and is told") {
    Fixture f;
    const auto out = f.get("/bug");
    CHECK(out.status == 500);
    CHECK(out.body == "Internal Server Error\n");
    CHECK(f.troubles == std::vector<std::string>{"the handler of /bug threw: a bug"});
    CHECK(f.get("/healthz").status == 200);
}

TEST_CASE("connections are kept for further requests, pipelined ones too, until asked to close") {
    Fixture f;
    RawClient client = f.raw();
    client.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(client.until("ok\n").starts_with("HTTP/1.1 200 OK\r\n"));
    client.send(
        "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    const std::string rest = client.rest();
    CHECK(rest.find("ok\n") < rest.find("root"));
    CHECK(f.server->connections() == 0);
}

TEST_CASE("requests beyond the limits are refused and the connection closed") {
    Fixture f;
    RawClient client = f.raw();
    SECTION("a header of 8 KiB") {
        client.send("GET /healthz HTTP/1.1\r\nX: " + std::string(9000, 'x') + "\r\n\r\n");
        CHECK(client.rest().starts_with("HTTP/1.1 431 "));
    }
    SECTION("a body over 64 KiB, before it is sent") {
        client.send("POST /healthz HTTP/1.1\r\nContent-Length: 65537\r\n\r\n");
        CHECK(client.rest().starts_with("HTTP/1.1 413 "));
    }
    SECTION("a chunked body over 64 KiB") {
        client.send("POST /healthz HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n20000\r\n" +
                    std::string(66'000, 'x'));
        CHECK(client.rest().starts_with("HTTP/1.1 413 "));
    }
    SECTION("not HTTP") {
        client.send("\x16\x03\x01 hello\r\n\r\n");
        CHECK(client.rest().starts_with("HTTP/1.1 400 "));
    }
    f.runner.until([&] { return f.server->connections() == 0; });
    CHECK(f.get("/healthz").status == 200);
    CHECK(f.troubles.empty());
}

TEST_CASE("a body within the limit is read over and refused by method, the connection staying good") {
    Fixture f;
    RawClient client = f.raw();
    client.send("POST /healthz HTTP/1.1\r\nContent-Length: 65536\r\n\r\n" + std::string(65'536, 'x'));
    CHECK(client.until("Method Not Allowed\n").starts_with("HTTP/1.1 405 "));
    client.send("GET /healthz HTTP/1.1\r\n\r\n");
    CHECK(client.until("ok\n").starts_with("HTTP/1.1 200 "));
}

TEST_CASE("whoever is slow is cut off") {
    Fixture f(with([](HttpServerSettings& s) { s.patience = 100ms; }));
    RawClient client = f.raw();
    SECTION("saying nothing") {}
    SECTION("in the middle of a header") { client.send("GET /heal"); }
    SECTION("after an answer") {
        client.send("GET /healthz HTTP/1.1\r\n\r\n");
        client.until("ok\n");
    }
    client.rest();
    f.runner.until([&] { return f.server->connections() == 0; });
    CHECK(f.troubles.empty());
}

TEST_CASE("connections above the limit are closed, those below served on") {
    Fixture f(with([](HttpServerSettings& s) { s.max_connections = 3; }));
    std::vector<std::unique_ptr<RawClient>> held;
    for (int i = 0; i < 3; ++i) held.push_back(std::make_unique<RawClient>(f.runner, f.server->port()));
    f.runner.until([&] { return f.server->connections() == 3; });
    CHECK(f.raw().rest().empty());
    held[1]->send("GET /healthz HTTP/1.1\r\n\r\n");
    CHECK(held[1]->until("ok\n").ends_with("ok\n"));
    held.pop_back();
    f.runner.until([&] { return f.server->connections() == 2; });
    CHECK(f.get("/healthz").status == 200);
}

TEST_CASE("a taken port and a strange address are refused with what would do") {
    Fixture f;
    const auto try_at = [&](const std::string& address, std::uint16_t port) {
        HttpServerSettings settings;
        settings.address = address;
        settings.port = port;
        return serve_http(f.runner.context.get_executor(), settings, {});
    };
    const auto taken = try_at("127.0.0.1", f.server->port());
    REQUIRE_FALSE(taken);
    CHECK(taken.error().wrong ==
          "cannot listen on 127.0.0.1:" + std::to_string(f.server->port()) + ": Address already in use");
    CHECK_FALSE(try_at("nowhere", 0));
    CHECK_FALSE(try_at("192.0.2.1", 0));
    CHECK(try_at("::1", 0));
}

TEST_CASE("a stop closes port and connections") {
    Fixture f;
    RawClient client = f.raw();
    f.runner.until([&] { return f.server->connections() == 1; });
    const std::uint16_t port = f.server->port();
    f.server->stop();
    client.rest();
    f.runner.until([&] { return f.server->connections() == 0; });
    CHECK_THROWS(RawClient(f.runner, port));
    f.server.reset();
}
