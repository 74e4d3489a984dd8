// Edits of messages that are out. What does not fit into one message stands in its thread, and is edited with
// it.
#include "chat/slack/sender_job.hpp"

#include <spdlog/spdlog.h>

#include <exception>
#include <sstream>

namespace plumb::slack {

namespace {

/// The store's note of what the parts behind a message are called.
std::string behind_note(const std::string& address, const std::string& ts) {
    return "slack/parts/" + address + "/" + ts;
}

}  // namespace

void Sender::update(const JobPtr& job) {
    if (job->part == 0 && job->behind.empty()) {
        std::istringstream names(store_.note(behind_note(job->address, job->edits)));
        for (std::string ts; names >> ts;) job->behind.push_back(ts);
    }
    job->first_ts = job->edits;
    Json arguments = job->content();
    arguments["channel"] = job->channel;
    arguments["ts"] = job->part == 0 ? job->edits : job->behind[job->part - 1];
    WebApi::Call call{kUpdate, std::move(arguments), job->channel};
    api_.call(std::move(call), [this, job](const Answer& answer) { updated(job, answer); });
}

void Sender::updated(const JobPtr& job, const Answer& answer) {
    const bool refused = answer.what == Answer::What::refused;
    if (refused && is_about_blocks(answer.error) && job->begin_as_text()) {
        spdlog::error("slack: blocks of an edit of message {} were refused ({}); sent as text", job->row,
                      answer.error);
        return update(job);
    }
    if (refused && job->part > 0 && is_past_editing(answer.error)) return post(job);
    if (refused && job->answer && is_past_editing(answer.error)) return say_anew(job);
    if (!answer.ok()) return finish(job, answer);
    ++job->part;
    go_on(job);
}

/// An answer whose message cannot be edited any more; an earlier try may have said it already.
void Sender::say_anew(const JobPtr& job) {
    spdlog::warn("slack: message {} cannot be edited any more; its answer is sent anew", job->edits);
    job->edit = false;
    job->first_ts.clear();
    job->behind.clear();
    if (job->uncertain) return look_up(job, {});
    post(job);
}

/// What became shorter leaves nothing of its old end behind.
void Sender::parts_out(const JobPtr& job) {
    if (!job->edit || job->behind.size() < job->parts.size()) {
        keep_behind(*job);
        return message_out(job);
    }
    WebApi::Call call{kDelete, {{"channel", job->channel}, {"ts", job->behind.back()}}, job->channel};
    api_.call(std::move(call), [this, job](const Answer& answer) {
        if (!answer.ok() && answer.what != Answer::What::refused) return finish(job, answer);
        job->behind.pop_back();
        parts_out(job);
    });
}

void Sender::keep_behind(const Job& job) {
    if (!job.kept) return;
    std::string names;
    for (const std::string& ts : job.behind) names += (names.empty() ? "" : " ") + ts;
    const std::string key = behind_note(job.address, job.first_ts);
    try {
        if (names != store_.note(key)) store_.set_note(key, names);
    } catch (const std::exception& error) {
        spdlog::warn("slack: what stands behind message {} could not be kept: {}", job.first_ts,
                     error.what());
    }
}

}  // namespace plumb::slack
