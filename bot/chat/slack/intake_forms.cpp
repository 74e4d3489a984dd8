// The intake's forms, shortcuts, reactions and the App Home.
#include "chat/slack/arrival.hpp"
#include "chat/slack/home.hpp"
#include "chat/slack/mrkdwn.hpp"
#include "chat/slack/pieces.hpp"
#include "core/base/among.hpp"
#include "core/base/utf8.hpp"
#include "core/talk/decide.hpp"
#include "core/talk/spelled_out.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>

namespace plumb::slack {

namespace {

/// A trigger lives for three seconds.
constexpr std::chrono::seconds kTriggerLife{3};
constexpr std::chrono::milliseconds kFormOnItsWay{500};
constexpr std::size_t kTriggersKept = 1000;
constexpr std::chrono::milliseconds kLinkWait{800};
constexpr std::size_t kTitleOfMessage = 120;
/// Reactions on a request's card that support it, and the sign they stand for.
constexpr std::array<std::string_view, 6> kSupport{"+1",           "thumbsup",        "heart",
                                                   "raised_hands", "heavy_plus_sign", "100"};
constexpr std::string_view kSupportKey = "👍";

std::string first_line(const std::string& text) {
    const std::size_t from = text.find_first_not_of(" \t\n");
    if (from == std::string::npos) return {};
    const std::size_t end = text.find('\n', from);
    return shortened(text.substr(from, end == std::string::npos ? end : end - from), kTitleOfMessage);
}

/// What Slack would say, where it does not: its permalinks are all of one form.
std::string built_link(const Self& self, const std::string& channel, const std::string& ts,
                       const std::string& thread) {
    if (self.url.empty()) return {};
    std::string number = ts;
    number.erase(std::remove(number.begin(), number.end(), '.'), number.end());
    std::string link = self.url + (self.url.back() == '/' ? "" : "/") + "archives/" + channel + "/p" + number;
    if (!thread.empty() && thread != ts) link += "?thread_ts=" + thread + "&cid=" + channel;
    return link;
}

}  // namespace

/// Told to wait for less than its trigger has left to live, it is sent again.
void Intake::show_form(const ArrivalPtr& arrival, const Json& view, const std::string& command) {
    const Origin& by = arrival->by();
    WebApi::Call call{kViewsOpen, {{"trigger_id", by.trigger}, {"view", view}}, by.user, kTriggerLife};
    call.again = false;
    parts_.api.call(std::move(call), [this, arrival, view, command](const Answer& answer) {
        if (answer.ok()) return;
        const net::Instant last = arrival->came_at + kTriggerLife - kFormOnItsWay;
        if (answer.what == Answer::What::limited && answer.retry_after &&
            std::chrono::steady_clock::now() + *answer.retry_after < last)
            return show_form(arrival, view, command);
        spdlog::warn("slack {}: a form could not be opened: {}", parts_.account.name, answer.error);
        Card card = plain_card("The form could not be opened in time. The same as a command:");
        card.lines.push_back({Line::Kind::command, {}, Text{}.code(command)});
        parts_.sender.tell(arrival->by(), card);
    });
}

void Intake::open(const ArrivalPtr& arrival, const Form& form) {
    const std::string trigger = arrival->by().trigger;
    const bool fresh = triggers_.insert(trigger).second;
    if (fresh) {
        triggers_in_order_.push_back(trigger);
        if (triggers_in_order_.size() > kTriggersKept) {
            triggers_.erase(triggers_in_order_.front());
            triggers_in_order_.pop_front();
        }
        show_form(arrival, view_of(form), parts_.account.command + " " + to_type(form));
    }
    // Nothing is recorded by opening a form: there is nothing to wait for.
    acknowledge(arrival);
}

/// What no field of the form could mend is said at once.
void Intake::open_new(const ArrivalPtr& arrival, const Form& form) {
    Inbound asked = inbound(arrival);
    auto refused = refused_anyway(form, parts_.around.world(), context_at(asked.place, arrival->by().user));
    if (!refused) return open(arrival, form);
    asked.what = Remark{*std::move(refused)};
    hand_over(arrival, std::move(asked));
}

/// The bot's own words are no customer's voice; what its card is about has its record.
void Intake::refuse_own(const ArrivalPtr& arrival, const std::string& text) {
    std::string first = first_line(text);
    first.resize(std::min(first.find(' '), first.size()));
    const auto ref = parse_ref(first);
    const bool request = ref && ref->kind == Kind::change;
    Inbound asked = inbound(arrival);
    asked.what = Remark{refusal_card(
        {"That is what I said myself, and nobody’s request.",
         request ? "It has its record already:" : "Choose a message in which somebody asks for something.",
         request ? "change show " + to_string(*ref) : std::string{}})};
    hand_over(arrival, std::move(asked));
}

void Intake::on(const ArrivalPtr& arrival, const Pointed& pointed) {
    if (pointed.own) return refuse_own(arrival, pointed.text);
    const std::string& channel = arrival->by().channel;
    WebApi::Call call{kPermalink, {{"channel", channel}, {"message_ts", pointed.ts}}, channel, kLinkWait};
    call.again = false;
    parts_.api.call(std::move(call), [this, arrival, pointed](const Answer& answer) {
        std::string link = answer.ok() ? text_at(answer.body, "permalink") : std::string{};
        if (link.empty())
            link = built_link(parts_.self, arrival->by().channel, pointed.ts, arrival->by().thread);
        record_message(arrival, pointed, link);
    });
}

SourceMessage Intake::source_of(const std::string& thread, const std::string& author) const {
    SourceMessage source{written(ReplyTo{{}, {}, thread}), {}};
    if (const Profile* profile = parts_.directory.person(author)) source.author = profile->name;
    return source;
}

void Intake::record_message(const ArrivalPtr& arrival, const Pointed& pointed, const std::string& link) {
    const World& world = parts_.around.world();
    const std::string text = cleaned(typed_in(pointed.text, false));
    const std::string title = first_line(text);
    const std::string source = arrival->by().thread.empty() ? pointed.ts : arrival->by().thread;
    if (title.empty())
        // A picture, say: it is heard at first hand all the same.
        return open(arrival, new_request(world, product_at(arrival),
                                         {arrival->by().channel, {}, false, source, pointed.author},
                                         {{"link", link}, {"direct", "yes"}}));
    SpelledOut command{"change new", {}};
    command.add("", title);
    command.add("why", text);
    command.add("quote", text);
    if (!link.empty()) command.add("link", link);
    Inbound recorded = inbound(arrival);
    recorded.thread_id.clear();
    recorded.what = Pressed{std::move(command.text)};
    recorded.beside = std::move(command.beside);
    recorded.source = source_of(source, pointed.author);
    hand_over(arrival, std::move(recorded));
}

void Intake::on(const ArrivalPtr& arrival, const ReactionPut& put) {
    // Skin tones come behind the name (`+1::skin-tone-2`).
    const std::string name = put.name.substr(0, put.name.find("::"));
    const bool supports = is_among(kSupport, name);
    if (!put.added || !supports) return acknowledge(arrival);
    Inbound reaction = inbound(arrival);
    reaction.what = Reacted{put.ts, std::string(kSupportKey)};
    hand_over(arrival, std::move(reaction));
}

void Intake::on(const ArrivalPtr& arrival, const HomeOpened&) {
    acknowledge(arrival);
    publish_home(arrival->by().user);
}

Context Intake::context_at(Place place, const std::string& user) const {
    Context context;
    context.now = parts_.around.clock.now();
    context.zones = parts_.around.zones;
    context.default_tz = parts_.around.default_tz;
    context.place = std::move(place);
    const Person* person = person_by_account(parts_.around.world(), parts_.self.account() + "/" + user);
    if (person) context.actor = id_of(*person);
    return context;
}

void Intake::publish_home(const std::string& user) {
    const World& world = parts_.around.world();
    const Context context = context_at(place({}, {}, true, user), user);
    WebApi::Call call{kViewsPublish,
                      {{"user_id", user}, {"view", home_view(world, context, parts_.account.command)}},
                      user};
    parts_.api.call(std::move(call), [this](const Answer& answer) {
        if (!answer.ok())
            spdlog::warn("slack {}: a home could not be shown: {}", parts_.account.name, answer.error);
    });
}

}  // namespace plumb::slack
