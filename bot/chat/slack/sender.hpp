// Messages of the outbox on their way to Slack: each once, also where an outcome stayed uncertain
// (slack.md, section 2.4).
#pragma once

#include "chat/slack/blocks.hpp"
#include "chat/slack/directory.hpp"
#include "chat/slack/happening.hpp"
#include "chat/slack/reply.hpp"
#include "ports/chat.hpp"
#include "ports/clock.hpp"

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <utility>

namespace plumb::slack {

class Sender {
  public:
    using Done = std::function<void(SendOutcome)>;

    /// `on_dead` is called when the bot's token turns out to be of no use.
    Sender(WebApi& api, Directory& directory, const Clock& clock, const Self& self, Store& store,
           std::function<void(const std::string&)> on_dead)
        : api_(api),
          directory_(directory),
          clock_(clock),
          self_(self),
          store_(store),
          on_dead_(std::move(on_dead)) {}

    void send(const Delivery& delivery, Done done);

    /// A private answer in a channel goes to its `response_url` or as an ephemeral message, which its
    /// channel's pace does not hold up.
    static bool goes_apart(const OutboxRow& row);

    /// Who spoke in a channel, and how they can be told when it does not take their answer.
    void asked_in(const std::string& address, const Origin& by);

    /// A private answer, said if it can be; `told` hears whether it was.
    void tell(const Origin& by, const Card& card, std::function<void(bool)> told = {});

  private:
    struct Job;
    using JobPtr = std::shared_ptr<Job>;

    void begin(const JobPtr& job);
    void look_up(const JobPtr& job, const std::string& cursor);
    static WebApi::Call said_since(const Job& job, const std::string& channel, const std::string& thread,
                                   const std::string& cursor);
    void post(const JobPtr& job);
    void posted(const JobPtr& job, const Answer& answer);
    void go_on(const JobPtr& job);
    void update(const JobPtr& job);
    void updated(const JobPtr& job, const Answer& answer);
    void parts_out(const JobPtr& job);
    void keep_behind(const Job& job);
    void say_anew(const JobPtr& job);
    void whisper(const JobPtr& job);
    void whisper_by_url(const JobPtr& job);
    void whisper_here(const JobPtr& job);
    void whisper_directly(const JobPtr& job);
    void whispered(const JobPtr& job);
    /// Where the file of a message goes, and what follows when it is there.
    struct Upload {
        std::string channel;
        std::string thread;
        std::function<void()> then;
        /// Bytes that nobody has been shown yet may be brought again at once, so often.
        int again = 2;
    };
    void send_file(const JobPtr& job, const std::string& channel, const std::string& thread,
                   std::function<void()> then);
    void upload(const JobPtr& job, const Upload& way);
    void complete_upload(const JobPtr& job, const std::string& id, Upload way);
    void look_for_file(const JobPtr& job, const std::string& id, const Upload& way,
                       const std::string& cursor);
    void note_upload(const Job& job, const std::string& id);
    void forget_upload(const Job& job);
    static void say_where_file_is(Job& job);
    void message_out(const JobPtr& job);
    void file_failed(const JobPtr& job, const Answer& answer);
    void go_without_file(const JobPtr& job, const Answer& answer);
    void finish(const JobPtr& job, const Answer& answer);
    void finish_ok(const JobPtr& job);
    Instant again_at(const std::string& channel);
    void tell_of_refusal(const Job& job, const std::string& error);

    WebApi& api_;
    Directory& directory_;
    const Clock& clock_;
    const Self& self_;
    Store& store_;
    std::function<void(const std::string&)> on_dead_;
    std::map<std::string, int> failures_;
    /// By channel and person: what each of them last said there.
    std::map<std::pair<std::string, std::string>, Origin> askers_;
    /// Addresses for private answers that did not answer themselves.
    std::set<std::string> silent_urls_;
    /// How often each was used.
    std::map<std::string, int> url_uses_;
};

}  // namespace plumb::slack
