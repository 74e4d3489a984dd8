#include "net/http_client.hpp"

#include <catch2/catch.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>

#include "tests/net/support/scripted_server.hpp"
#include "tests/net/support/test_ca.hpp"

using namespace plumb::net;
using namespace std::chrono_literals;

namespace {

using PeerPtr = std::shared_ptr<Peer>;

Task<void> answer_all(PeerPtr peer) {
    for (PeerRequest r = co_await peer->request(); !r.line.empty(); r = co_await peer->request()) {
        std::string body = r.line + "|" + r.headers["content-type"] + "|" + r.body;
        co_await peer->answer("200 OK", body, "X-Number: " + std::to_string(peer->number) + "\r\n");
    }
}

Task<void> say_nothing(PeerPtr peer) { co_await peer->until_gone(); }

Task<void> drop_after_request(PeerPtr peer) {
    co_await peer->request();
    peer->end(true);
}

HttpRequest post(const ScriptedServer& server, std::string body = "{}") {
    HttpRequest out;
    out.method = "POST";
    out.url = server.url("http", "/api/x");
    out.headers = {{"Content-Type", "application/json"}};
    out.body = std::move(body);
    return out;
}

HttpRequest get(std::string url) {
    HttpRequest out;
    out.url = std::move(url);
    return out;
}

struct Fixture {
    Runner runner;
    std::unique_ptr<HttpClient> client = make_http_client(runner.context.get_executor());

    HttpOutcome send(HttpRequest request) { return runner.run(client->send(std::move(request))); }
};

}  // namespace

TEST_CASE("a request reaches the server as it was made, and the answer comes back") {
    Fixture f;
    ScriptedServer server(f.runner, answer_all);
    const auto out = f.send(post(server, R"({"a":1})"));
    REQUIRE(out);
    CHECK(out->status == 200);
    CHECK(out->body == R"(POST /api/x HTTP/1.1|application/json|{"a":1})");
    CHECK(out->header("x-number") == "1");
    CHECK_FALSE(out->header("retry-after"));
    for (const char* method : {"GET", "DELETE", "PUT", "PATCH"}) {
        HttpRequest r = get(server.url("http", "/m?q=1"));
        r.method = method;
        CHECK(f.send(r)->body == std::string(method) + " /m?q=1 HTTP/1.1||");
    }
    HttpRequest head = get(server.url("http"));
    head.method = "HEAD";
    CHECK(f.send(head)->status == 200);
}

TEST_CASE("connections are kept alive and used again") {
    Fixture f;
    ScriptedServer server(f.runner, answer_all);
    for (int i = 0; i < 20; ++i) REQUIRE(f.send(post(server)));
    CHECK(server.taken() == 1);
}

TEST_CASE("any status is an answer; Retry-After is read") {
    Fixture f;
    ScriptedServer server(f.runner, [](PeerPtr peer) -> Task<void> {
        co_await peer->request();
        co_await peer->answer("500 Internal Server Error", "oops");
        co_await peer->request();
        co_await peer->answer("429 Too Many Requests", R"({"ok":false})", "RETRY-After:  30 \r\n");
        co_await peer->request();
        co_await peer->raw("HTTP/1.1 100 Continue\r\nRetry-After: 9\r\n\r\n");
        co_await peer->answer("204 No Content");
    });
    const auto failed = f.send(post(server));
    REQUIRE(failed);
    CHECK(failed->status == 500);
    CHECK(failed->body == "oops");
    const auto limited = f.send(post(server));
    CHECK(limited->status == 429);
    CHECK(limited->retry_after() == Span{30s});
    const auto continued = f.send(post(server));
    CHECK(continued->status == 204);
    CHECK_FALSE(continued->retry_after());
}

TEST_CASE("what never left is safe to send again") {
    Fixture f;
    SECTION("nobody listens") {
        std::string url;
        {
            ScriptedServer gone(f.runner, answer_all);
            url = gone.url("http");
        }
        const auto out = f.send(get(url));
        REQUIRE_FALSE(out);
        CHECK(out.error().what == HttpTrouble::not_connected);
        CHECK_FALSE(out.error().maybe_sent);
    }
    SECTION("the name is not known") {
        const auto out = f.send(get("https://no-such-host.invalid/"));
        REQUIRE_FALSE(out);
        CHECK(out.error().what == HttpTrouble::name_not_found);
        CHECK_FALSE(out.error().maybe_sent);
    }
    SECTION("TLS never gets an answer") {
        ScriptedServer server(f.runner, say_nothing);
        HttpRequest r = get(server.url("https"));
        r.connect_timeout = 100ms;
        const auto out = f.send(r);
        REQUIRE_FALSE(out);
        CHECK(out.error().what == HttpTrouble::timed_out);
        CHECK_FALSE(out.error().maybe_sent);
    }
}

TEST_CASE("the outcome of what may have arrived is unknown") {
    Fixture f;
    SECTION("read, then dropped") {
        ScriptedServer server(f.runner, drop_after_request);
        const auto out = f.send(post(server));
        REQUIRE_FALSE(out);
        CHECK(out.error().what == HttpTrouble::broken_off);
        CHECK(out.error().maybe_sent);
        CHECK(server.taken() == 1);
    }
    SECTION("read, then silence") {
        ScriptedServer server(f.runner, say_nothing);
        HttpRequest r = post(server);
        r.total_timeout = 100ms;
        const auto out = f.send(r);
        REQUIRE_FALSE(out);
        CHECK(out.error().what == HttpTrouble::timed_out);
        CHECK(out.error().maybe_sent);
    }
    SECTION("an answer cut off") {
        ScriptedServer server(f.runner, [](PeerPtr peer) -> Task<void> {
            co_await peer->request();
            co_await peer->raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"ok\":");
        });
        const auto out = f.send(post(server));
        REQUIRE_FALSE(out);
        CHECK(out.error().what == HttpTrouble::broken_off);
        CHECK(out.error().maybe_sent);
    }
    SECTION("no HTTP at all") {
        ScriptedServer server(f.runner, [](PeerPtr peer) -> Task<void> {
            co_await peer->request();
            co_await peer->raw("\x01\x02 what\r\n\r\n");
        });
        const auto out = f.send(post(server));
        REQUIRE_FALSE(out);
        CHECK(out.error().maybe_sent);
    }
}

TEST_CASE(
    "a request that may have arrived on a reused connection is not repeated, unless repeating is harmless") {
    Fixture f;
    std::vector<std::string> seen;
    ScriptedServer server(f.runner, [&seen](PeerPtr peer) -> Task<void> {
        const PeerRequest first = co_await peer->request();
        if (first.line.empty()) co_return;
        seen.push_back(first.line);
        co_await peer->answer("200 OK");
        const PeerRequest second = co_await peer->request();
        if (!second.line.empty()) seen.push_back(second.line);
        peer->end(true);
    });
    REQUIRE(f.send(post(server)));
    SECTION("with a body") {
        const auto out = f.send(post(server));
        REQUIRE_FALSE(out);
        CHECK(out.error().maybe_sent);
        CHECK(seen.size() == 2);
    }
    SECTION("without one") {
        const auto out = f.send(post(server, ""));
        REQUIRE_FALSE(out);
        CHECK(out.error().maybe_sent);
        CHECK(seen.size() == 2);
    }
    SECTION("GET is") {
        CHECK(f.send(get(server.url("http"))));
        CHECK(seen.size() == 3);
    }
    SECTION("on a connection of its own it is not in doubt") {
        HttpRequest alone = post(server);
        alone.own_connection = true;
        CHECK(f.send(alone));
        CHECK(f.send(alone));
        CHECK(seen.size() == 3);
        CHECK(server.taken() == 3);
    }
    SECTION("PUT is") {
        HttpRequest put = post(server);
        put.method = "PUT";
        CHECK(f.send(put));
        CHECK(seen.size() == 3);
    }
}

TEST_CASE("an answer over the limit ends the request; one at the limit passes") {
    Runner runner;
    HttpClientSettings settings;
    settings.max_body = 1000;
    const auto client = make_http_client(runner.context.get_executor(), settings);
    ScriptedServer server(runner, [](PeerPtr peer) -> Task<void> {
        for (PeerRequest r = co_await peer->request(); !r.line.empty(); r = co_await peer->request()) {
            std::string body(std::stoul(r.body), 'x');
            co_await peer->answer("200 OK", std::move(body));
        }
    });
    CHECK(runner.run(client->send(post(server, "1000")))->body.size() == 1000);
    const auto out = runner.run(client->send(post(server, "1001")));
    REQUIRE_FALSE(out);
    CHECK(out.error().what == HttpTrouble::too_large);
    CHECK(out.error().maybe_sent);
}

TEST_CASE("large bodies go and come whole") {
    Fixture f;
    ScriptedServer server(f.runner, answer_all);
    const std::string body(10 * 1024 * 1024, 'b');
    const auto out = f.send(post(server, body));
    REQUIRE(out);
    CHECK(out->body.size() > body.size());
    CHECK(out->body.ends_with(body));
}

TEST_CASE("requests that could not be what was meant are refused before anything is opened") {
    Fixture f;
    ScriptedServer server(f.runner, answer_all);
    const auto refused = [&](HttpRequest r) {
        const auto out = f.send(std::move(r));
        REQUIRE_FALSE(out);
        CHECK(out.error().what == HttpTrouble::refused_request);
        CHECK_FALSE(out.error().maybe_sent);
    };
    refused(get("http://example.com/"));
    refused(get(server.url("ws")));
    refused(get("nonsense"));
    HttpRequest split = get(server.url("http"));
    split.headers = {{"X-A", "b\r\nX-C: d"}};
    refused(split);
    HttpRequest method = get(server.url("http"));
    method.method = "GET / HTTP/1.1\r\n";
    refused(method);
    CHECK(server.taken() == 0);
}

TEST_CASE("redirects are answers, not followed") {
    Fixture f;
    ScriptedServer server(f.runner, [](PeerPtr peer) -> Task<void> {
        co_await peer->request();
        co_await peer->answer("302 Found", "", "Location: http://127.0.0.1:1/\r\n");
    });
    CHECK(f.send(post(server))->status == 302);
}

TEST_CASE("certificates are verified: authority and name") {
    Runner runner;
    const TestCa ca;
    HttpClientSettings settings;
    settings.trust.ca_file = ca.file();
    const auto trusting = make_http_client(runner.context.get_executor(), settings);
    const ServerIdentity good = ca.issue("DNS:localhost,IP:127.0.0.1");
    ScriptedServer server(runner, answer_all, &good);
    CHECK(runner.run(trusting->send(get(server.url("https"))))->status == 200);
    CHECK(runner.run(trusting->send(get(server.url("https", "/", "localhost"))))->status == 200);

    const auto refused = [&](HttpClient& client, const std::string& url) {
        const auto out = runner.run(client.send(get(url)));
        REQUIRE_FALSE(out);
        CHECK(out.error().what == HttpTrouble::tls_failed);
        CHECK_FALSE(out.error().maybe_sent);
    };
    const auto stranger = make_http_client(runner.context.get_executor());
    refused(*stranger, server.url("https"));
    const ServerIdentity other = ca.issue("DNS:other.example");
    ScriptedServer impostor(runner, answer_all, &other);
    refused(*trusting, impostor.url("https"));
    refused(*trusting, impostor.url("https", "/", "localhost"));
}

TEST_CASE("a request is cancelled from its coroutine or by its number, and says whether it had left") {
    Fixture f;
    ScriptedServer server(f.runner, say_nothing);
    SECTION("coroutine") {
        boost::asio::cancellation_signal signal;
        std::optional<HttpOutcome> out;
        auto task = f.client->send(post(server));
        const auto done = [&](std::exception_ptr, HttpOutcome o) { out = std::move(o); };
        boost::asio::co_spawn(f.runner.context, std::move(task),
                              boost::asio::bind_cancellation_slot(signal.slot(), done));
        f.runner.until([&] { return server.open() == 1; });
        signal.emit(boost::asio::cancellation_type::terminal);
        f.runner.until([&] { return out.has_value(); });
        CHECK(out->error().what == HttpTrouble::cancelled);
        f.runner.until([&] { return server.open() == 0; });
    }
    SECTION("number") {
        std::optional<HttpOutcome> out;
        const auto id = f.client->start(post(server), [&](HttpOutcome o) { out = std::move(o); });
        f.runner.until([&] { return server.open() == 1; });
        f.client->cancel(id);
        f.client->cancel(id + 100);
        f.runner.until([&] { return out.has_value(); });
        CHECK(out->error().what == HttpTrouble::cancelled);
    }
    CHECK(server.taken() == 1);
}

TEST_CASE("a stop ends what is under way at once and refuses what comes after") {
    Fixture f;
    ScriptedServer server(f.runner, say_nothing);
    int ended = 0;
    const auto count = [&](HttpOutcome o) {
        ended += !o && o.error().what == HttpTrouble::cancelled ? 1 : 0;
    };
    for (int i = 0; i < 20; ++i) f.client->start(post(server), count);
    f.client->start(get("https://no-such-host.invalid/"), [&](HttpOutcome o) { ended += o ? 0 : 1; });
    f.runner.until([&] { return server.open() > 0; });
    const auto before = std::chrono::steady_clock::now();
    f.client->stop();
    CHECK(std::chrono::steady_clock::now() - before < 1s);
    f.client->start(post(server), count);
    f.runner.until([&] { return ended == 22; });
    f.client->stop();
}

TEST_CASE("many requests at once all come back, over a bounded number of connections") {
    Fixture f;
    ScriptedServer server(f.runner, answer_all);
    int good = 0;
    for (int i = 0; i < 200; ++i) f.client->start(post(server), [&](HttpOutcome o) { good += o ? 1 : 0; });
    f.runner.until([&] { return good == 200; });
    CHECK(server.taken() <= 8);
}
