#include "chat/slack/sender.hpp"

#include "chat/slack/sender_job.hpp"
#include "chat/slack/undo_button.hpp"
#include "core/talk/cards.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace plumb::slack {

namespace {

constexpr std::string_view kEventType = "plumbline_message";
/// Clocks here and at Slack differ a little.
constexpr Seconds kClockSlack{5};
constexpr int kPrivateTries = 1;
constexpr int kPage = 200;
constexpr int kLongestWait = 30;
constexpr int kDoublings = 5;

/// Of an address: a person's own conversation with the bot (`slack:T1/@U1`).
bool is_direct(const std::string& address) { return address.find("/@") != std::string::npos; }

}  // namespace

void Sender::send(const Delivery& delivery, Done done) {
    const OutboxRow& row = *delivery.row;
    auto job = std::make_shared<Job>();
    job->row = row.id;
    job->made_at = row.made_at;
    job->edit = row.message.how == Outgoing::How::edit;
    job->answer = row.message.reply;
    job->tries = row.tries;
    job->uncertain = row.tries > 0;
    job->address = row.message.channel;
    job->direct = is_direct(job->address);
    job->thread = delivery.thread_id;
    job->edits = delivery.edits;
    job->reply = reply_from(row.reply_to);
    // For nobody alone: what is said in a conversation that is no record's. In a direct one, what was asked
    // in a thread is answered there; a card begins a thread of its own. A warning has no card, and its thread
    // hangs on what told of it.
    const bool card = is_card_anchor(row.message.anchor);
    const bool cardless = row.message.reply && row.message.thread;
    if (job->thread.empty() && (job->direct ? !card : job->reply.user.empty() || cardless))
        job->thread = job->reply.thread;
    job->privately = row.message.to && row.message.reply && !job->reply.user.empty() &&
                     !(job->direct && job->reply.url.empty());
    job->kept = !job->privately && !row.message.anchor.empty();
    job->user = job->reply.user;
    job->parts = drawn(row.message.card, *delivery.world, self_.account());
    if (row.undo && !job->reply.user.empty())
        offer_undo(job->parts.front().blocks, {job->reply.user, *row.undo});
    job->text = as_text(row.message.card, *delivery.world);
    job->done = std::move(done);
    job->file = delivery.file;
    const bool whole_in_file = row.message.card.file && row.message.card.file->what == FileWish::What::rows;
    if (job->parts.size() > kMostParts && (!job->file || whole_in_file))
        job->become_file(row.message.card, *delivery.world, self_);
    // A private answer cannot be looked for. It is given twice at most: better seen twice than never.
    if (job->privately && row.tries > kPrivateTries) {
        forget_upload(*job);
        return job->done({SendOutcome::What::never, {}, {}, "may have been seen"});
    }
    begin(job);
}

bool Sender::goes_apart(const OutboxRow& row) {
    return row.message.to && row.message.reply && !is_direct(row.message.channel);
}

void Sender::begin(const JobPtr& job) {
    const std::string target = job->address.substr(self_.account().size() + 1);
    if (!job->direct) {
        job->channel = target;
    } else if (job->channel.empty() && !(job->privately && !job->reply.url.empty())) {
        directory_.direct(target.substr(1), [this, job](const std::string& channel, const Answer& answer) {
            if (channel.empty()) return finish(job, answer);
            job->channel = channel;
            begin(job);
        });
        return;
    }
    if (job->privately && job->file && !job->file_is_out && !job->file->bytes.empty()) {
        // To the person alone, so not where they asked.
        directory_.direct(job->user, [this, job](const std::string& channel, const Answer& answer) {
            if (channel.empty()) return file_failed(job, answer);
            send_file(job, channel, {}, [this, job] {
                if (!job->direct) say_where_file_is(*job);
                whisper(job);
            });
        });
        return;
    }
    if (job->privately) return whisper(job);
    if (job->edit) return update(job);
    if (job->uncertain) return look_up(job, {});
    post(job);
}

/// What was said in a channel or a thread since a message was made, page by page.
WebApi::Call Sender::said_since(const Job& job, const std::string& channel, const std::string& thread,
                                const std::string& cursor) {
    Json arguments{
        {"channel", channel},
        {"oldest", std::to_string((job.made_at - kClockSlack).time_since_epoch().count()) + ".000000"},
        {"inclusive", "true"},
        {"limit", std::to_string(kPage)},
        {"include_all_metadata", "true"}};
    if (!thread.empty()) arguments["ts"] = thread;
    if (!cursor.empty()) arguments["cursor"] = cursor;
    return {thread.empty() ? kHistory : kReplies, std::move(arguments), channel};
}

void Sender::look_up(const JobPtr& job, const std::string& cursor) {
    const std::string thread = job->thread.empty() ? job->first_ts : job->thread;
    WebApi::Call call = said_since(*job, job->channel, thread, cursor);
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
            job->part_is_out(part, text_at(message, "ts"));
            job->part = std::max(job->part, part + 1);
        }
        const std::string next = text_at(answer.body, {"response_metadata", "next_cursor"});
        if (!next.empty() && job->part < job->parts.size()) return look_up(job, next);
        job->uncertain = false;
        go_on(job);
    });
}

/// To the next part.
void Sender::go_on(const JobPtr& job) {
    if (job->part >= job->parts.size()) return parts_out(job);
    if (job->edit && job->part <= job->behind.size()) return update(job);
    if (job->edit && job->uncertain) return look_up(job, {});
    post(job);
}

void Sender::post(const JobPtr& job) {
    Json arguments = job->without_previews();
    // What was drawn for no markup is not to be read as some.
    if (!arguments.contains("blocks")) arguments["mrkdwn"] = false;
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
        return go_on(job);
    }
    if (!answer.ok()) return finish(job, answer);
    job->part_is_out(job->part, text_at(answer.body, "ts"));
    // The next part may have to wait, and what is out already is not said again.
    if (job->edit) keep_behind(*job);
    ++job->part;
    go_on(job);
}

void Sender::finish_ok(const JobPtr& job) {
    failures_.erase(job->address);
    forget_upload(*job);
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
        case Answer::What::refused:
            outcome.what = SendOutcome::What::never;
            forget_upload(*job);
            if (job->row != 0) tell_of_refusal(*job, answer.error);
            break;
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
