// Files that go with a message, in Slack's three steps.
#include "chat/slack/sender_job.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>

namespace plumb::slack {

namespace {

constexpr std::size_t kAltText = 900;
/// After so many tries that came to nothing a message goes without its file: a private one has as many as it
/// has for its words.
constexpr int kFileTries = 2;
constexpr int kPrivateFileTries = 1;

/// The store's note of the file that goes with a message: its outcome may be uncertain.
std::string upload_note(const std::string& key) { return "slack/file/" + key; }

bool holds_file(const Json& message, const std::string& id) {
    const Json& files = at(message, "files");
    return files.is_array() && std::any_of(files.begin(), files.end(),
                                           [&id](const Json& file) { return text_at(file, "id") == id; });
}

}  // namespace

/// The message is there; its file follows in its thread.
void Sender::message_out(const JobPtr& job) {
    if (!job->file || job->file_is_out || job->file->bytes.empty()) return finish_ok(job);
    const bool direct = !job->channel.empty() && job->channel.front() == 'D';
    const std::string thread = job->thread.empty() && !direct ? job->first_ts : job->thread;
    send_file(job, job->channel, thread, [this, job] { finish_ok(job); });
}

/// A file that an earlier try gave to Slack is looked for before any is sent again.
void Sender::send_file(const JobPtr& job, const std::string& channel, const std::string& thread,
                       std::function<void()> then) {
    const Upload way{channel, thread, std::move(then)};
    if (job->row != 0) job->upload = store_.note(upload_note(job->key()));
    if (job->upload.empty()) return upload(job, way);
    look_for_file(job, job->upload, way, {});
}

void Sender::upload(const JobPtr& job, const Upload& way) {
    const auto failed = [this, job, way](const Answer& answer) {
        if (answer.what != Answer::What::unknown || way.again == 0) return file_failed(job, answer);
        Upload again = way;
        --again.again;
        upload(job, again);
    };
    Json arguments{{"filename", job->file->name}, {"length", std::to_string(job->file->bytes.size())}};
    if (!job->file->alt.empty()) arguments["alt_text"] = shortened(job->file->alt, kAltText);
    WebApi::Call call{kUploadUrl, std::move(arguments)};
    api_.call(std::move(call), [this, job, way, failed](const Answer& answer) {
        const std::string url = text_at(answer.body, "upload_url");
        const std::string id = text_at(answer.body, "file_id");
        if (!answer.ok() || url.empty()) return failed(answer);
        api_.upload(url, job->file->bytes, [this, job, way, failed, id](const Answer& uploaded) {
            if (!uploaded.ok()) return failed(uploaded);
            note_upload(*job, id);
            complete_upload(job, id, way);
        });
    });
}

/// It shows the file: what came of that, if nothing is said, the next try looks for. A file that Slack has
/// given up in the meantime is brought anew.
void Sender::complete_upload(const JobPtr& job, const std::string& id, Upload way) {
    Json arguments{{"files", Json::array({{{"id", id}, {"title", job->file->name}}})},
                   {"channel_id", way.channel}};
    if (!way.thread.empty()) arguments["thread_ts"] = way.thread;
    WebApi::Call call{kUploadDone, std::move(arguments)};
    api_.call(std::move(call), [this, job, way = std::move(way)](const Answer& answer) {
        if (answer.what == Answer::What::refused && !job->upload.empty()) {
            forget_upload(*job);
            job->upload.clear();
            return upload(job, way);
        }
        if (!answer.ok()) return file_failed(job, answer);
        job->file_is_out = true;
        way.then();
    });
}

void Sender::look_for_file(const JobPtr& job, const std::string& id, const Upload& way,
                           const std::string& cursor) {
    api_.call(said_since(*job, way.channel, way.thread, cursor), [=, this](const Answer& answer) {
        // What cannot be read is shown again: better twice than never.
        if (answer.what == Answer::What::refused) return complete_upload(job, id, way);
        if (!answer.ok()) return file_failed(job, answer);
        const Json& messages = at(answer.body, "messages");
        if (messages.is_array() && std::any_of(messages.begin(), messages.end(), [&id](const Json& message) {
                return holds_file(message, id);
            })) {
            job->file_is_out = true;
            return way.then();
        }
        const std::string next = text_at(answer.body, {"response_metadata", "next_cursor"});
        if (!next.empty()) return look_for_file(job, id, way, next);
        complete_upload(job, id, way);
    });
}

/// Before Slack is told to show it: a crash between leaves no second one.
void Sender::note_upload(const Job& job, const std::string& id) {
    if (job.row == 0) return;
    try {
        store_.set_note(upload_note(job.key()), id);
    } catch (const std::exception& error) {
        spdlog::warn("slack: the file of message {} could not be noted: {}", job.row, error.what());
    }
}

void Sender::forget_upload(const Job& job) {
    if (job.row == 0 || !job.file) return;
    try {
        const std::string key = upload_note(job.key());
        if (!store_.note(key).empty()) store_.set_note(key, {});
    } catch (const std::exception& error) {
        spdlog::warn("slack: the file of message {} could not be forgotten: {}", job.row, error.what());
    }
}

/// The words stand where they were asked for, and the file does not.
void Sender::say_where_file_is(Job& job) {
    Drawn& last = job.parts.back();
    const std::string said = job.file->name + " is in your direct messages with me.";
    if (!last.blocks.empty())
        last.blocks.push_back(
            {{"type", "context"}, {"elements", Json::array({{{"type", "plain_text"}, {"text", said}}})}});
    last.text += "\n" + escaped(said);
    job.text += "\n" + said;
}

/// The message may be out already: it is looked for before anything is sent again. A file that cannot be
/// sent, now or ever, holds up neither its words nor its channel.
void Sender::file_failed(const JobPtr& job, const Answer& answer) {
    Answer failed = answer;
    if (answer.ok()) failed.error = "no address to upload to";
    spdlog::warn("slack: a file could not be sent: {}", failed.error);
    if (answer.what == Answer::What::dead) return finish(job, failed);
    const bool hopeless = answer.what == Answer::What::refused;
    if (hopeless || job->tries >= (job->privately ? kPrivateFileTries : kFileTries))
        return go_without_file(job, failed);
    failed.what = Answer::What::unknown;
    finish(job, failed);
}

void Sender::go_without_file(const JobPtr& job, const Answer& answer) {
    const std::string why = answer.error + (answer.needed.empty() ? "" : ": " + answer.needed);
    const std::string note = job->file->name + " could not be sent (" + why + ").";
    forget_upload(*job);
    job->file = nullptr;
    job->parts.push_back({escaped(note), {}});
    job->text += "\n" + note;
    if (job->privately) return whisper(job);
    // An earlier try may have come as far as this.
    if (job->part >= job->parts.size()) return finish_ok(job);
    post(job);
}

}  // namespace plumb::slack
