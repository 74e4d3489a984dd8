#include "chat/slack/sender.hpp"

#include "chat/slack/limits.hpp"
#include "chat/slack/mrkdwn.hpp"
#include "chat/slack/pieces.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace plumb::slack {

namespace {

constexpr std::string_view kEventType = "plumbline_message";
/// Clocks here and at Slack differ a little.
constexpr Seconds kClockSlack{5};
constexpr std::chrono::minutes kUrlLife{29};
constexpr std::size_t kLinesBeforeFile = 10;
constexpr std::size_t kAltText = 900;
constexpr int kPrivateTries = 1;
constexpr int kPage = 200;
constexpr int kLongestWait = 30;
constexpr int kDoublings = 5;

bool is_about_blocks(const std::string& error) {
    return error.rfind("invalid_blocks", 0) == 0 || error == "msg_blocks_too_long" || error == "msg_too_long";
}

}  // namespace

struct Sender::Job {
    std::int64_t row = 0;
    Instant made_at{};
    bool edit = false;
    bool privately = false;
    bool uncertain = false;
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
    /// What goes with it; none.
    const File* file = nullptr;
    File whole;
    bool file_is_out = false;
    Done done;

    /// What a message carries so that it is found again: the row, in this database.
    std::string key() const {
        return std::to_string(row) + "." + std::to_string(made_at.time_since_epoch().count());
    }

    Json content() const {
        const Drawn& drawn = parts[part];
        Json content{{"text", drawn.text}, {"unfurl_links", false}, {"unfurl_media", false}};
        if (!drawn.blocks.empty()) content["blocks"] = drawn.blocks;
        return content;
    }

    /// Too long for messages: the beginning, and all of it as a file.
    void become_file(const Card& card, const World& world, const Self& self) {
        whole = {"answer.txt", "text/plain", text, {}};
        file = &whole;
        Card beginning = card;
        beginning.lines.resize(std::min(beginning.lines.size(), kLinesBeforeFile));
        beginning.lines.push_back({Line::Kind::context, {}, "All of it is in the file answer.txt."});
        parts = drawn(beginning, world, self.account());
        parts.resize(1);
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

void Sender::send(const Delivery& delivery, Done done) {
    const OutboxRow& row = *delivery.row;
    auto job = std::make_shared<Job>();
    job->row = row.id;
    job->made_at = row.made_at;
    job->edit = row.message.how == Outgoing::How::edit;
    job->uncertain = row.tries > 0;
    job->address = row.message.channel;
    job->thread = delivery.thread_id;
    job->edits = delivery.edits;
    job->reply = reply_from(row.reply_to);
    job->privately = row.message.to && row.message.reply && !job->reply.user.empty();
    job->user = job->reply.user;
    job->parts = drawn(row.message.card, *delivery.world, self_.account());
    job->text = as_text(row.message.card, *delivery.world);
    job->done = std::move(done);
    job->file = delivery.file;
    if (!job->file && job->parts.size() > kMostParts)
        job->become_file(row.message.card, *delivery.world, self_);
    // A private answer cannot be looked for. It is given twice at most: better seen twice than never.
    if (job->privately && row.tries > kPrivateTries)
        return job->done({SendOutcome::What::never, {}, {}, "may have been seen"});
    begin(job);
}

void Sender::tell(const Origin& by, const Card& card) {
    auto job = std::make_shared<Job>();
    job->made_at = clock_.now();
    job->privately = true;
    job->channel = by.channel;
    job->user = by.user;
    job->reply = {by.user, by.response_url, by.thread};
    const World nobody;
    job->parts = drawn(card, nobody, self_.account());
    job->text = as_text(card, nobody);
    job->done = [](const SendOutcome& outcome) {
        if (outcome.what != SendOutcome::What::sent)
            spdlog::warn("slack: a private answer could not be given: {}", outcome.why);
    };
    whisper(job);
}

void Sender::begin(const JobPtr& job) {
    const std::string target = job->address.substr(self_.account().size() + 1);
    const bool direct = !target.empty() && target.front() == '@';
    if (direct && job->privately && job->reply.url.empty()) job->privately = false;
    if (!direct) {
        job->channel = target;
    } else if (job->channel.empty() && !(job->privately && !job->reply.url.empty())) {
        directory_.direct(target.substr(1), [this, job](const std::string& channel, const Answer& answer) {
            if (channel.empty()) return finish(job, answer);
            job->channel = channel;
            begin(job);
        });
        return;
    }
    if (job->privately && job->file && !job->file_is_out) {
        // To the person alone, so not where they asked.
        directory_.direct(job->user, [this, job](const std::string& channel, const Answer& answer) {
            if (channel.empty()) return finish(job, answer);
            upload(job, channel, {}, [this, job] { whisper(job); });
        });
        return;
    }
    if (job->privately) return whisper(job);
    if (job->edit) return update(job);
    if (job->uncertain) return look_up(job, {});
    post(job);
}

void Sender::look_up(const JobPtr& job, const std::string& cursor) {
    const std::string thread = job->thread.empty() ? job->first_ts : job->thread;
    Json arguments{
        {"channel", job->channel},
        {"oldest", std::to_string((job->made_at - kClockSlack).time_since_epoch().count()) + ".000000"},
        {"inclusive", "true"},
        {"limit", std::to_string(kPage)},
        {"include_all_metadata", "true"}};
    if (!thread.empty()) arguments["ts"] = thread;
    if (!cursor.empty()) arguments["cursor"] = cursor;
    WebApi::Call call{thread.empty() ? kHistory : kReplies, std::move(arguments), job->channel};
    api_.call(std::move(call), [this, job](const Answer& answer) {
        if (answer.what == Answer::What::refused) {
            // A channel that the bot may write to and not read: a message that might be there twice is better
            // than one that is not there.
            job->uncertain = false;
            return post(job);
        }
        if (!answer.ok()) {
            Answer still = answer;
            // The outcome of the message is as unknown as before.
            if (answer.what == Answer::What::later) still.what = Answer::What::unknown;
            return finish(job, still);
        }
        const std::string key = job->key();
        const Json& messages = at(answer.body, "messages");
        for (const Json& message : messages.is_array() ? messages : Json::array()) {
            if (text_at(message, {"metadata", "event_payload", "row"}) != key) continue;
            const auto part = static_cast<std::size_t>(
                number_at(message, {"metadata", "event_payload", "part"}).value_or(0));
            if (part == 0) job->first_ts = text_at(message, "ts");
            job->part = std::max(job->part, part + 1);
        }
        const std::string next = text_at(answer.body, {"response_metadata", "next_cursor"});
        if (!next.empty() && job->part < job->parts.size()) return look_up(job, next);
        job->uncertain = false;
        if (job->part >= job->parts.size()) return message_out(job);
        post(job);
    });
}

void Sender::post(const JobPtr& job) {
    Json arguments = job->content();
    arguments["channel"] = job->channel;
    // What does not fit into one message goes on in its thread.
    const std::string thread = job->thread.empty() ? job->first_ts : job->thread;
    if (!thread.empty()) arguments["thread_ts"] = thread;
    arguments["metadata"] = {{"event_type", kEventType},
                             {"event_payload", {{"row", job->key()}, {"part", job->part}}}};
    WebApi::Call call{kPostMessage, std::move(arguments), job->channel};
    api_.call(std::move(call), [this, job](const Answer& answer) { posted(job, answer); });
}

void Sender::posted(const JobPtr& job, const Answer& answer) {
    if (answer.what == Answer::What::refused && is_about_blocks(answer.error) && job->begin_as_text()) {
        spdlog::error("slack: blocks of message {} were refused ({}); sent as text", job->row, answer.error);
        return post(job);
    }
    if (!answer.ok()) return finish(job, answer);
    if (job->part == 0) job->first_ts = text_at(answer.body, "ts");
    if (++job->part < job->parts.size()) return post(job);
    message_out(job);
}

/// The message is there; its file follows in its thread.
void Sender::message_out(const JobPtr& job) {
    if (!job->file || job->file_is_out) return finish_ok(job);
    const bool direct = !job->channel.empty() && job->channel.front() == 'D';
    const std::string thread = job->thread.empty() && !direct ? job->first_ts : job->thread;
    upload(job, job->channel, thread, [this, job] { finish_ok(job); });
}

void Sender::upload(const JobPtr& job, const std::string& channel, const std::string& thread,
                    std::function<void()> then) {
    Json arguments{{"filename", job->file->name}, {"length", std::to_string(job->file->bytes.size())}};
    if (!job->file->alt.empty()) arguments["alt_text"] = shortened(job->file->alt, kAltText);
    WebApi::Call call{kUploadUrl, std::move(arguments)};
    api_.call(std::move(call), [=, this, then = std::move(then)](const Answer& answer) {
        const std::string url = text_at(answer.body, "upload_url");
        const std::string id = text_at(answer.body, "file_id");
        if (!answer.ok() || url.empty()) return file_failed(job, answer);
        api_.upload(url, job->file->bytes, [=, this](const Answer& uploaded) {
            if (!uploaded.ok()) return file_failed(job, uploaded);
            complete_upload(job, id, channel, thread, then);
        });
    });
}

void Sender::complete_upload(const JobPtr& job, const std::string& id, const std::string& channel,
                             const std::string& thread, std::function<void()> then) {
    Json arguments{{"files", Json::array({{{"id", id}, {"title", job->file->name}}})},
                   {"channel_id", channel}};
    if (!thread.empty()) arguments["thread_ts"] = thread;
    WebApi::Call call{kUploadDone, std::move(arguments)};
    api_.call(std::move(call), [this, job, then = std::move(then)](const Answer& answer) {
        if (!answer.ok()) return file_failed(job, answer);
        job->file_is_out = true;
        then();
    });
}

/// The message may be out already: it is looked for before anything is sent again.
void Sender::file_failed(const JobPtr& job, const Answer& answer) {
    Answer failed = answer;
    if (answer.ok()) failed.error = "no address to upload to";
    if (answer.what != Answer::What::refused && answer.what != Answer::What::dead)
        failed.what = Answer::What::unknown;
    spdlog::warn("slack: a file could not be sent: {}", failed.error);
    finish(job, failed);
}

void Sender::update(const JobPtr& job) {
    Json arguments = job->content();
    arguments.erase("unfurl_links");
    arguments.erase("unfurl_media");
    arguments["channel"] = job->channel;
    arguments["ts"] = job->edits;
    job->first_ts = job->edits;
    WebApi::Call call{kUpdate, std::move(arguments), job->channel};
    api_.call(std::move(call), [this, job](const Answer& answer) {
        if (answer.what == Answer::What::refused && is_about_blocks(answer.error) && job->begin_as_text()) {
            spdlog::error("slack: blocks of an edit of message {} were refused ({}); sent as text", job->row,
                          answer.error);
            return update(job);
        }
        if (!answer.ok()) return finish(job, answer);
        finish_ok(job);
    });
}

void Sender::whisper(const JobPtr& job) {
    const bool fresh = clock_.now() - job->made_at < kUrlLife;
    if (!job->reply.url.empty() && fresh) return whisper_by_url(job);
    if (!job->channel.empty() && job->channel.front() != 'D') return whisper_here(job);
    whisper_directly(job);
}

void Sender::whisper_by_url(const JobPtr& job) {
    Json arguments = job->content();
    arguments.erase("unfurl_links");
    arguments.erase("unfurl_media");
    arguments["response_type"] = "ephemeral";
    arguments["replace_original"] = false;
    if (!job->reply.thread.empty()) arguments["thread_ts"] = job->reply.thread;
    WebApi::Call call{kResponseUrl, std::move(arguments), job->user};
    call.url = job->reply.url;
    api_.call(std::move(call), [this, job](const Answer& answer) {
        if (answer.ok()) return whispered(job);
        if (answer.what == Answer::What::unknown || answer.what == Answer::What::later)
            return finish(job, answer);
        job->reply.url.clear();
        whisper(job);
    });
}

void Sender::whisper_here(const JobPtr& job) {
    Json arguments = job->content();
    arguments.erase("unfurl_links");
    arguments.erase("unfurl_media");
    arguments["channel"] = job->channel;
    arguments["user"] = job->user;
    if (!job->reply.thread.empty()) arguments["thread_ts"] = job->reply.thread;
    WebApi::Call call{kPostEphemeral, std::move(arguments), job->channel};
    api_.call(std::move(call), [this, job](const Answer& answer) {
        if (answer.ok()) return whispered(job);
        if (answer.what != Answer::What::refused) return finish(job, answer);
        if (is_about_blocks(answer.error) && job->begin_as_text()) return whisper_here(job);
        whisper_directly(job);
    });
}

/// Where the channel does not let the bot in, the person's own conversation with it does.
void Sender::whisper_directly(const JobPtr& job) {
    directory_.direct(job->user, [this, job](const std::string& channel, const Answer& answer) {
        if (channel.empty()) return finish(job, answer);
        job->channel = channel;
        job->thread.clear();
        if (job->row && job->uncertain) return look_up(job, {});
        post(job);
    });
}

void Sender::whispered(const JobPtr& job) {
    if (++job->part < job->parts.size()) return whisper(job);
    finish_ok(job);
}

void Sender::finish_ok(const JobPtr& job) {
    failures_.erase(job->address);
    SendOutcome outcome;
    outcome.message_id = job->privately ? std::string{} : job->first_ts;
    job->done(std::move(outcome));
}

/// 1, 2, 4 … seconds: an outage is not met with a call a second from every channel.
Instant Sender::again_at(const std::string& channel) {
    const int failures = failures_[channel]++;
    return clock_.now() + Seconds{std::min(1 << std::min(failures, kDoublings), kLongestWait)};
}

void Sender::finish(const JobPtr& job, const Answer& answer) {
    SendOutcome outcome;
    outcome.why = answer.error;
    switch (answer.what) {
        case Answer::What::ok: return finish_ok(job);
        case Answer::What::refused: outcome.what = SendOutcome::What::never; break;
        case Answer::What::unknown:
            outcome.what = SendOutcome::What::unknown;
            outcome.retry_at = again_at(job->address);
            break;
        case Answer::What::dead: on_dead_(answer.error); [[fallthrough]];
        case Answer::What::later:
        case Answer::What::limited:
            outcome.what = SendOutcome::What::later;
            outcome.retry_at = again_at(job->address);
            break;
    }
    job->done(std::move(outcome));
}

}  // namespace plumb::slack
