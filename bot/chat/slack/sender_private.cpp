// Private answers: where they were asked for, else in the person's own conversation with the bot.
#include "chat/slack/sender_job.hpp"

#include <spdlog/spdlog.h>

#include <sstream>

namespace plumb::slack {

namespace {

constexpr std::chrono::minutes kUrlLife{29};
/// So often Slack takes something at such an address.
constexpr int kUrlUses = 5;
constexpr std::size_t kAskersKept = 500;

/// The beginning of an answer that its place did not take.
Card told_instead(const std::string& text) {
    std::istringstream lines(text);
    std::string line;
    std::getline(lines, line);
    Card card = plain_card(line);
    while (card.lines.size() < kLinesBeforeFile && std::getline(lines, line))
        if (!line.empty()) card.lines.push_back({Line::Kind::text, {}, line});
    return card;
}

}  // namespace

void Sender::tell(const Origin& by, const Card& card, std::function<void(bool)> told) {
    auto job = std::make_shared<Job>();
    job->made_at = clock_.now();
    job->privately = true;
    job->channel = by.channel;
    job->user = by.user;
    job->reply = {by.user, by.response_url, by.thread};
    job->direct = by.direct;
    if (by.direct) job->thread = by.thread;
    const World nobody;
    job->parts = drawn(card, nobody, self_.account());
    job->text = as_text(card, nobody);
    job->done = [told = std::move(told)](const SendOutcome& outcome) {
        const bool sent = outcome.what == SendOutcome::What::sent;
        if (!sent) spdlog::warn("slack: a private answer could not be given: {}", outcome.why);
        if (told) told(sent);
    };
    whisper(job);
}

void Sender::asked_in(const std::string& address, const Origin& by) {
    if (askers_.size() >= kAskersKept) askers_.clear();
    askers_[{address, by.user}] = by;
}

/// A slash command works where the bot is no member; its card does not. What another place was to hear of is
/// nobody's answer there.
void Sender::tell_of_refusal(const Job& job, const std::string& error) {
    const auto asker = askers_.find({job.address, job.reply.user});
    if (job.privately || job.edit || asker == askers_.end()) return;
    const Origin by = asker->second;
    askers_.erase(asker);
    const bool absent = error == "not_in_channel" || error == "channel_not_found";
    Card card = told_instead(job.text);
    const auto say = [&card](std::string line) {
        card.lines.push_back({Line::Kind::text, {}, std::move(line)});
    };
    say(absent ? "It is recorded, and I cannot show it here: I am not in this channel."
               : "It is recorded, and Slack does not let me show it here (" + error + ").");
    if (absent) say("Invite me, and what follows is shown here: /invite @" + self_.name);
    tell(by, card);
}

void Sender::whisper(const JobPtr& job) {
    const bool fresh = clock_.now() - job->made_at < kUrlLife;
    const auto used = url_uses_.find(job->reply.url);
    const bool left = used == url_uses_.end() || used->second < kUrlUses;
    if (!job->reply.url.empty() && fresh && left && !silent_urls_.contains(job->reply.url))
        return whisper_by_url(job);
    if (!job->channel.empty() && job->channel.front() != 'D') return whisper_here(job);
    whisper_directly(job);
}

void Sender::whisper_by_url(const JobPtr& job) {
    Json arguments = job->content();
    arguments["response_type"] = "ephemeral";
    arguments["replace_original"] = false;
    if (!job->reply.thread.empty()) arguments["thread_ts"] = job->reply.thread;
    WebApi::Call call{kResponseUrl, std::move(arguments), job->user};
    call.url = job->reply.url;
    if (url_uses_.size() >= kAskersKept) url_uses_.clear();
    ++url_uses_[job->reply.url];
    api_.call(std::move(call), [this, job](const Answer& answer) {
        if (answer.ok()) return whispered(job);
        if (answer.what == Answer::What::unknown) {
            // It may have been seen: the next try, which is the last, goes another way.
            if (silent_urls_.size() >= kAskersKept) silent_urls_.clear();
            silent_urls_.insert(job->reply.url);
            if (job->row) return finish(job, answer);
        }
        job->reply.url.clear();
        whisper(job);
    });
}

void Sender::whisper_here(const JobPtr& job) {
    Json arguments = job->content();
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
        if (!job->direct) job->thread.clear();
        if (job->row && job->uncertain) return look_up(job, {});
        post(job);
    });
}

void Sender::whispered(const JobPtr& job) {
    if (++job->part < job->parts.size()) return whisper(job);
    finish_ok(job);
}

}  // namespace plumb::slack
