#include "net/url.hpp"

#include <catch2/catch.hpp>

using namespace plumb::net;

TEST_CASE("an address is taken apart") {
    const auto url = parse_url("WSS://wss.Slack.com/link/?ticket=12&app_id=A#frag");
    REQUIRE(url);
    CHECK(*url == Url{"wss", "wss.slack.com", 443, "/link/?ticket=12&app_id=A", true});
    CHECK(url->authority() == "wss.slack.com");
    CHECK(*parse_url("https://a.example:8443") == Url{"https", "a.example", 8443, "/", true});
    CHECK(parse_url("https://a.example:8443")->authority() == "a.example:8443");
    CHECK(parse_url("https://a.example?q=1")->target == "/?q=1");
    CHECK(*parse_url("ws://[::1]:80/x") == Url{"ws", "::1", 80, "/x", false});
    CHECK(parse_url("http://[::1]:8008/x")->authority() == "[::1]:8008");
}

TEST_CASE("without TLS only loopback hosts are spoken to") {
    for (const char* host : {"localhost", "LOCALHOST", "127.0.0.1", "127.255.0.9", "[::1]"})
        CHECK(parse_url("http://" + std::string(host) + ":1/"));
    for (const char* host : {"example.com", "10.0.0.1", "localhost.example.com", "127.0.0.1.example.com",
                             "127.0.0.1.", "127.1", "127.0.0.256", "0127.0.0.1", "127.0.0.01", "2130706433",
                             "0x7f000001", "[::2]", "[::ffff:127.0.0.1]", "127.0.0.", "127.0.0.0.1"}) {
        INFO(host);
        CHECK_FALSE(parse_url("http://" + std::string(host) + "/"));
        CHECK_FALSE(parse_url("ws://" + std::string(host) + "/"));
        CHECK(parse_url("https://" + std::string(host) + "/"));
    }
    CHECK(parse_url("ws://slack.com/").error().wrong ==
          "the address `ws://slack.com/` is without TLS; only localhost, 127.0.0.1 and [::1] may be");
}

TEST_CASE("addresses that readers disagree on are refused") {
    for (const char* text : {"",
                             "slack.com",
                             "/path",
                             "ftp://a/",
                             "file:///etc/passwd",
                             "https://",
                             "https:///x",
                             "https://a b/",
                             "https://a\r\nHost: x/",
                             "https://user:pw@a/",
                             "https://a\\@b/",
                             "https://a:0/",
                             "https://a:65536/",
                             "https://a:/",
                             "https://a:1x/",
                             "https://[::1/",
                             "https://[::1]x/",
                             "https://[]/",
                             "https://b\xc3\xbc.example/",
                             "http://127.0.0.1#@evil.example/x y",
                             "https://a%00.example/"}) {
        INFO(text);
        CHECK_FALSE(parse_url(text));
    }
}

TEST_CASE("a refusal shows no secret") {
    CHECK(parse_url("ws://a/link?ticket=s3cret").error().wrong.find("s3cret") == std::string::npos);
    CHECK(parse_url("https://user:s3cret@a/").error().wrong.find("s3cret") == std::string::npos);
}

TEST_CASE("all but unreserved characters are escaped") {
    CHECK(percent_encoded("!r:x/é ~") == "%21r%3Ax%2F%C3%A9%20~");
    CHECK(percent_encoded("Az09-._~") == "Az09-._~");
}
