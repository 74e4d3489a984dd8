// One message on its way. Private to the sender.
#pragma once

#include "chat/slack/limits.hpp"
#include "chat/slack/mrkdwn.hpp"
#include "chat/slack/pieces.hpp"
#include "chat/slack/sender.hpp"
#include "ports/files.hpp"

#include <algorithm>

namespace plumb::slack {

inline constexpr std::size_t kLinesBeforeFile = 10;

/// Whether Slack refused a message for its form alone.
inline bool is_about_blocks(const std::string& error) {
    return error.rfind("invalid_blocks", 0) == 0 || error == "msg_blocks_too_long" || error == "msg_too_long";
}

/// Whether a message cannot be edited, and may be said anew: it is gone, or too old.
inline bool is_past_editing(const std::string& error) {
    return error == "message_not_found" || error == "edit_window_closed" || error == "cant_update_message";
}

struct Sender::Job {
    std::int64_t row = 0;
    Instant made_at{};
    bool edit = false;
    /// To who asked: it must come, whatever became of the message that it was added to.
    bool answer = false;
    bool privately = false;
    /// In a person's own conversation with the bot.
    bool direct = false;
    bool uncertain = false;
    /// It may be edited one day.
    bool kept = false;
    int tries = 0;
    /// Addresses of the app, and ids of Slack.
    std::string address;
    std::string channel;
    std::string thread;
    std::string edits;
    std::string user;
    ReplyTo reply;
    std::vector<Drawn> parts;
    /// The whole as text, where blocks are refused.
    std::string text;
    std::size_t part = 0;
    std::string first_ts;
    /// Of a message that may be edited: what its parts but the first are called.
    std::vector<std::string> behind;
    /// What goes with it; none.
    const File* file = nullptr;
    File whole;
    bool file_is_out = false;
    /// What Slack called it in an earlier try whose outcome is uncertain.
    std::string upload = {};
    Done done;

    /// What a message carries so that it is found again: the row, in this database.
    std::string key() const {
        return std::to_string(row) + "." + std::to_string(made_at.time_since_epoch().count());
    }

    /// The part at hand: its text and its blocks.
    Json content() const {
        const Drawn& drawn = parts[part];
        Json content{{"text", drawn.text}};
        if (!drawn.blocks.empty()) content["blocks"] = drawn.blocks;
        return content;
    }

    /// The same as a new message, below which Slack shows no previews of what it links to.
    Json without_previews() const {
        Json message = content();
        message["unfurl_links"] = false;
        message["unfurl_media"] = false;
        return message;
    }

    /// Too long for messages: the beginning, and all of it as a file; long rows have one already.
    void become_file(const Card& card, const World& world, const Self& self) {
        if (!file) {
            whole = {"answer.txt", "text/plain", text, {}};
            file = &whole;
        }
        Card beginning = card;
        beginning.lines.resize(std::min(beginning.lines.size(), kLinesBeforeFile));
        parts = {drawn_beginning(beginning, "All of it is in the file " + file->name + ".", world,
                                 self.account())};
    }

    /// A part that is out, by its name at Slack.
    void part_is_out(std::size_t which, std::string ts) {
        if (which == 0) {
            first_ts = std::move(ts);
            return;
        }
        if (behind.size() < which) behind.resize(which);
        behind[which - 1] = std::move(ts);
    }

    bool begin_as_text() {
        if (parts.front().blocks.empty()) return false;
        parts.clear();
        for (std::string& piece : in_pieces(escaped(text), kSectionText))
            parts.push_back({std::move(piece), {}});
        part = 0;
        return !parts.empty();
    }
};

}  // namespace plumb::slack
