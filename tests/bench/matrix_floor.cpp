// The least that a bot on Matrix can do here, on libcurl and SQLite: for each command one row, durable once
// the group is committed, and one answer; no grammar, no rules, no journal, no retries.
#include <curl/curl.h>
#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Json = nlohmann::json;

constexpr std::string_view kCommand = "!plumb ";
constexpr int kPollMs = 30'000;

struct Said {
    std::string room;
    std::string event;
    std::string name;
};

std::string setting(const char* name) {
    const char* const value = std::getenv(name);
    if (value == nullptr) throw std::runtime_error(std::string(name) + " is not set");
    return value;
}

class Server {
  public:
    Server() : root_(setting("MATRIX_HOMESERVER") + "/_matrix/client/v3"), curl_(curl_easy_init()) {
        const std::string token = "Authorization: Bearer " + setting("MATRIX_ACCESS_TOKEN");
        headers_ = curl_slist_append(headers_, token.c_str());
        curl_easy_setopt(curl_, CURLOPT_HTTPHEADER, headers_);
        curl_easy_setopt(curl_, CURLOPT_WRITEFUNCTION, &take);
        curl_easy_setopt(curl_, CURLOPT_WRITEDATA, &answer_);
    }

    Json get(const std::string& path) {
        curl_easy_setopt(curl_, CURLOPT_HTTPGET, 1L);
        curl_easy_setopt(curl_, CURLOPT_CUSTOMREQUEST, nullptr);
        return Json::parse(answered(path), nullptr, false);
    }

    void put(const std::string& path, const std::string& body) {
        curl_easy_setopt(curl_, CURLOPT_CUSTOMREQUEST, "PUT");
        curl_easy_setopt(curl_, CURLOPT_POSTFIELDS, body.c_str());
        answered(path);
    }

    std::string encoded(const std::string& text) const {
        const std::unique_ptr<char, void (*)(void*)> out(curl_easy_escape(curl_, text.c_str(), 0),
                                                         &curl_free);
        return out.get();
    }

  private:
    static std::size_t take(char* data, std::size_t size, std::size_t count, void* into) {
        static_cast<std::string*>(into)->append(data, size * count);
        return size * count;
    }

    const std::string& answered(const std::string& path) {
        answer_.clear();
        curl_easy_setopt(curl_, CURLOPT_URL, (root_ + path).c_str());
        if (curl_easy_perform(curl_) != CURLE_OK) throw std::runtime_error("no answer to " + path);
        return answer_;
    }

    std::string root_;
    std::string answer_;
    CURL* curl_;
    curl_slist* headers_ = nullptr;
};

class Records {
  public:
    Records() {
        sqlite3_open(setting("PLUMBLINE_DB").c_str(), &database_);
        run("PRAGMA journal_mode = WAL");
        run("PRAGMA synchronous = FULL");
        run("CREATE TABLE customer (event TEXT PRIMARY KEY, name TEXT, since TEXT)");
        sqlite3_prepare_v2(database_, "INSERT OR IGNORE INTO customer VALUES (?, ?, ?)", -1, &insert_,
                           nullptr);
    }

    void keep(const std::vector<Said>& group, const std::string& since) {
        run("BEGIN IMMEDIATE");
        for (const Said& said : group) {
            const std::array<const std::string*, 3> values{&said.event, &said.name, &since};
            for (int i = 0; const std::string* value : values)
                sqlite3_bind_text(insert_, ++i, value->c_str(), -1, SQLITE_STATIC);
            sqlite3_step(insert_);
            sqlite3_reset(insert_);
        }
        run("COMMIT");
    }

  private:
    void run(const char* statement) {
        if (sqlite3_exec(database_, statement, nullptr, nullptr, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(database_));
    }

    sqlite3* database_ = nullptr;
    sqlite3_stmt* insert_ = nullptr;
};

std::vector<Said> commands(const Json& answer) {
    std::vector<Said> found;
    const Json rooms = answer.value("rooms", Json::object()).value("join", Json::object());
    for (const auto& [room, part] : rooms.items()) {
        for (const Json& event : part["timeline"]["events"]) {
            const std::string body = event["content"].value("body", "");
            const std::size_t quote = body.find('"');
            if (!body.starts_with(kCommand) || quote == std::string::npos) continue;
            const std::string name = body.substr(quote + 1, body.find('"', quote + 1) - quote - 1);
            found.push_back({room, event["event_id"].get<std::string>(), name});
        }
    }
    return found;
}

void serve() {
    Server server;
    Records records;
    std::string since;
    for (;;) {
        const std::string from =
            since.empty() ? "?timeout=0" : "?timeout=" + std::to_string(kPollMs) + "&since=" + since;
        const Json answer = server.get("/sync" + from);
        const bool first = since.empty();
        since = answer.at("next_batch").get<std::string>();
        const std::vector<Said> group = first ? std::vector<Said>{} : commands(answer);
        if (!group.empty()) records.keep(group, since);
        for (const Said& said : group) {
            const Json message{
                {"msgtype", "m.notice"}, {"body", said.name + " is noted."}, {"m.mentions", Json::object()}};
            server.put(
                "/rooms/" + server.encoded(said.room) + "/send/m.room.message/" + server.encoded(said.event),
                message.dump());
        }
    }
}

}  // namespace

int main() {
    try {
        serve();
    } catch (const std::exception& error) {
        std::fputs((std::string(error.what()) + "\n").c_str(), stderr);
        return 1;
    }
}
