#include "chat/matrix/inbound.hpp"
#include "net/redact.hpp"
#include "net/url.hpp"
#include "storage/csv.hpp"
#include "tests/fuzz/entries.hpp"

namespace plumb::fuzz {

namespace {

using namespace plumb::matrix;

const matrix::Self kSelf{"@plumb:example.org", "Plumbline", "!plumb"};

void hear(const Event& event, Room& room) {
    apply(room, event, kSelf.user);
    if (const auto message = heard(event, kSelf)) said(event, *message, room, kSelf, false);
    reacted(event, room, kSelf);
    text_of_message(event);
}

}  // namespace

void sync(std::string_view bytes) {
    if (const auto read = sync_answer(bytes, kSelf.user)) {
        require(!read->next.empty(), "an answer to /sync says where to go on");
        for (const JoinedRoom& joined : read->joined) {
            Room room;
            room.id = joined.id;
            for (const Event& event : joined.state) hear(event, room);
            for (const Event& event : joined.timeline) hear(event, room);
            room_from(room.id, kept(room));
        }
    }
    if (const auto page = message_page(bytes)) {
        Room room;
        for (const Event& event : page->events) hear(event, room);
    }
    room_from("!a:example.org", bytes);
}

void address(std::string_view bytes) {
    const auto url = net::parse_url(bytes);
    if (url) {
        require(url->tls || net::is_loopback(url->host), "what is without TLS stays on this machine");
        require(!url->target.empty() && url->target.front() == '/', "a target begins with a slash");
    }
    constexpr std::string_view kSecret = "abcdefghij";
    if (bytes.find(kSecret) != std::string_view::npos) return;
    const std::string shown = net::redact(std::string(bytes) + " xoxb-1234567890-" + std::string(kSecret));
    require(shown.find(kSecret) == std::string::npos, "a token is never shown");
}

void table(std::string_view bytes) {
    const auto rows = storage::parse_csv(bytes);
    if (!rows) return;
    // With a byte order mark of its own, so that one in the first cell stays.
    std::string again = "\xEF\xBB\xBF";
    for (const storage::CsvRow& row : *rows) {
        require(row.line > 0, "a row says its line");
        again += storage::csv_line(row.cells);
    }
    const auto back = storage::parse_csv(again);
    require(back && back->size() == rows->size(), "what is written is read again");
    for (std::size_t i = 0; i < rows->size(); ++i)
        require((*back)[i].cells == (*rows)[i].cells, "every cell is read as it was written");
}

}  // namespace plumb::fuzz
