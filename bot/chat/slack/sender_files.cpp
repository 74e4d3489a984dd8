// Files that go with a message, in Slack's three steps.
#include "chat/slack/sender_job.hpp"

#include <spdlog/spdlog.h>

namespace plumb::slack {

namespace {

constexpr std::size_t kAltText = 900;
/// After so many tries that came to nothing a message goes without its file: a private one has as many as it
/// has for its words.
constexpr int kFileTries = 2;
constexpr int kPrivateFileTries = 1;

}  // namespace

/// The message is there; its file follows in its thread.
void Sender::message_out(const JobPtr& job) {
    if (!job->file || job->file_is_out || job->file->bytes.empty()) return finish_ok(job);
    const bool direct = !job->channel.empty() && job->channel.front() == 'D';
    const std::string thread = job->thread.empty() && !direct ? job->first_ts : job->thread;
    upload(job, job->channel, thread, [this, job] { finish_ok(job); });
}

void Sender::upload(const JobPtr& job, const std::string& channel, const std::string& thread,
                    const std::function<void()>& then, int again) {
    const auto failed = [=, this](const Answer& answer) {
        if (answer.what != Answer::What::unknown || again == 0) return file_failed(job, answer);
        upload(job, channel, thread, then, again - 1);
    };
    Json arguments{{"filename", job->file->name}, {"length", std::to_string(job->file->bytes.size())}};
    if (!job->file->alt.empty()) arguments["alt_text"] = shortened(job->file->alt, kAltText);
    WebApi::Call call{kUploadUrl, std::move(arguments)};
    api_.call(std::move(call), [=, this](const Answer& answer) {
        const std::string url = text_at(answer.body, "upload_url");
        const std::string id = text_at(answer.body, "file_id");
        if (!answer.ok() || url.empty()) return failed(answer);
        api_.upload(url, job->file->bytes, [=, this](const Answer& uploaded) {
            if (!uploaded.ok()) return failed(uploaded);
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
    job->file = nullptr;
    job->parts.push_back({escaped(note), {}});
    job->text += "\n" + note;
    if (job->privately) return whisper(job);
    // An earlier try may have come as far as this.
    if (job->part >= job->parts.size()) return finish_ok(job);
    post(job);
}

}  // namespace plumb::slack
