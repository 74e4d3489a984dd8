// From envelopes to the app's Inbound, and back to acknowledgements: each envelope is acknowledged once,
// after what it brought about is committed.
#pragma once

#include "chat/slack/directory.hpp"
#include "chat/slack/form.hpp"
#include "chat/slack/happening.hpp"
#include "chat/slack/sender.hpp"
#include "chat/slack/slack.hpp"
#include "chat/slack/sockets.hpp"
#include "chat/slack/undo_button.hpp"

#include <deque>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <utility>

namespace plumb::slack {

class Intake {
  public:
    struct Parts {
        const SlackAccount& account;
        const SlackAround& around;
        const Self& self;
        WebApi& api;
        Directory& directory;
        Sender& sender;
        /// The workspace took the bot's rights away.
        std::function<void(const std::string&)> on_revoked;
    };

    Intake(Parts parts, InboundHandler handler) : parts_(std::move(parts)), handler_(std::move(handler)) {}

    void take(const std::shared_ptr<Connection>& line, Envelope envelope, std::string raw);
    /// Frames that could not be read.
    void count_bad(const std::string& why);

    /// Nothing more is taken; `then` is called when everything taken is acknowledged.
    void close(std::function<void()> then);

  private:
    struct Arrival;
    using ArrivalPtr = std::shared_ptr<Arrival>;

    void take_back(const ArrivalPtr& arrival, const UndoOf& undo);
    void take_form(const ArrivalPtr& arrival, const Submitted& submitted);
    std::string barred(const Origin& by) const;
    bool opens_form(const ArrivalPtr& arrival) const;
    bool wanted(const Happening& happening) const;
    static const std::string& words_of(const Arrival& arrival);
    void meet(const ArrivalPtr& arrival);
    void judge(const ArrivalPtr& arrival);
    void introduce(const ArrivalPtr& arrival);
    void introduce_later(const std::string& user);
    bool is_unmet(const std::string& user) const;
    Inbound meeting(const std::string& user) const;
    void name_channels(const ArrivalPtr& arrival);
    std::string typed_in(const std::string& words, bool command) const;
    void name_place(const ArrivalPtr& arrival);
    void act(const ArrivalPtr& arrival);
    void on(const ArrivalPtr& arrival, const Spoken& spoken);
    void on(const ArrivalPtr& arrival, const Clicked& clicked);
    void on(const ArrivalPtr& arrival, const Submitted& submitted);
    void on(const ArrivalPtr& arrival, const Shortcut& shortcut);
    void on(const ArrivalPtr& arrival, const Pointed& pointed);
    void on(const ArrivalPtr& arrival, const HomeOpened& opened);
    void on(const ArrivalPtr& arrival, const ReactionPut& put);
    void on(const ArrivalPtr& arrival, const Renamed& renamed);
    void on(const ArrivalPtr& arrival, const Revoked& revoked);
    void on(const ArrivalPtr& arrival, const Uninteresting& uninteresting);
    void on(const ArrivalPtr& arrival, const Malformed& malformed);

    Author author(const std::string& user, const std::string& name) const;
    Place place(const std::string& channel, const std::string& name, bool direct,
                const std::string& user) const;
    Inbound inbound(const ArrivalPtr& arrival) const;
    SourceMessage source_of(const std::string& thread, const std::string& author) const;
    ProductId product_at(const ArrivalPtr& arrival) const;
    void hand_over(const ArrivalPtr& arrival, Inbound inbound);
    void handled(const ArrivalPtr& arrival, const Handled& handled);
    void not_recorded(const ArrivalPtr& arrival, const std::string& why);
    bool reply_rides(const ArrivalPtr& arrival, const Handled& handled);
    void answer_form(const ArrivalPtr& arrival, const Handled& handled);
    void acknowledge(const ArrivalPtr& arrival, const Json& payload = {});
    void release(const ArrivalPtr& arrival);
    void refuse(const ArrivalPtr& arrival, const std::string& why);
    bool refused_before(const Happening& happening);
    void open(const ArrivalPtr& arrival, const Form& form);
    void show_form(const ArrivalPtr& arrival, const Json& view, const std::string& command);
    void open_new(const ArrivalPtr& arrival, const Form& form);
    Context context_at(Place place, const std::string& user) const;
    void refuse_own(const ArrivalPtr& arrival, const std::string& text);
    void record_message(const ArrivalPtr& arrival, const Pointed& pointed, const std::string& link);
    void publish_home(const std::string& user);

    Parts parts_;
    InboundHandler handler_;
    std::size_t open_ = 0;
    bool closed_ = false;
    std::function<void()> when_closed_;
    /// Triggers whose form was opened: a copy of the envelope opens none.
    std::set<std::string> triggers_;
    std::deque<std::string> triggers_in_order_;
    /// Events of which somebody was told that they could not be recorded.
    std::set<std::string> complained_;
    /// Keys of what was refused: it may come again.
    std::set<std::string> refused_;
    std::uint64_t bad_ = 0;
    net::Instant bad_logged_{};
};

}  // namespace plumb::slack
