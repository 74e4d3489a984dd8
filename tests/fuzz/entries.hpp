// What a fuzzer feeds with bytes: every reader of what comes from outside, as the program itself calls it.
// Each must come back, whatever the bytes; what it promises of them is checked on the way.
#pragma once

#include <array>
#include <string_view>

namespace plumb::fuzz {

/// Frames of Slack's socket, and what people did in them.
void frame(std::string_view bytes);
/// A form that came back: a line with its metadata, then the state of its view.
void view_state(std::string_view bytes);
/// An answer of Slack's Web API: a byte for the status, then the body.
void answer(std::string_view bytes);
/// Text as Slack sends it, and as it is shown again in a message.
void slack_text(std::string_view bytes);
/// Commands, a line each, carried out one after another.
void command(std::string_view bytes);
/// An answer of a homeserver, and all that is heard in it.
void sync(std::string_view bytes);
/// Addresses.
void address(std::string_view bytes);
/// Tables to be imported.
void table(std::string_view bytes);

struct Entry {
    /// Of its corpus, too.
    std::string_view name;
    void (*take)(std::string_view bytes);
};
inline constexpr std::array kEntries{Entry{"frame", frame},     Entry{"view_state", view_state},
                                     Entry{"answer", answer},   Entry{"slack_text", slack_text},
                                     Entry{"command", command}, Entry{"sync", sync},
                                     Entry{"address", address}, Entry{"table", table}};

/// Ends the program with what was promised, where it does not hold.
void require(bool holds, const char* promise);

}  // namespace plumb::fuzz
