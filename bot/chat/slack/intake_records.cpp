// The intake's way to the app and back: what is handed over, and how each outcome is acknowledged.
#include "chat/slack/arrival.hpp"
#include "chat/slack/mrkdwn.hpp"
#include "core/talk/decide.hpp"

#include <spdlog/spdlog.h>

namespace plumb::slack {

namespace {

/// Events complained about that are remembered; Slack repeats each three times within minutes.
constexpr std::size_t kComplaints = 1000;

/// A refusal's card (wrong, expected, example) taken apart again, for a form's field.
Refusal as_refusal(const Card& card, const World& world) {
    Refusal refusal{text_of(card.title, world, {}, Markup::plain), {}, {}};
    for (const Line& line : card.lines) {
        std::string& part = line.kind == Line::Kind::command ? refusal.example : refusal.expected;
        part += (part.empty() ? "" : " ") + text_of(line.text, world, {}, Markup::plain);
    }
    return refusal;
}

/// Remembers what was said, and forgets all of it when it is much.
bool is_new(std::set<std::string>& said, const std::string& key) {
    if (said.size() > kComplaints) said.clear();
    return said.insert(key).second;
}

}  // namespace

Author Intake::author(const std::string& user, const std::string& name) const {
    Author author;
    author.account = parts_.self.account() + "/" + user;
    author.handle = name;
    if (user == parts_.self.user) {
        author.handle = parts_.self.name;
        author.outside = true;
    }
    if (const Profile* profile = parts_.directory.person(user)) {
        if (!profile->handle.empty()) author.handle = profile->handle;
        author.name = profile->name;
        author.tz = profile->tz;
        author.outside = !profile->takes_part(parts_.self.team);
    }
    return author;
}

Place Intake::place(const std::string& channel, const std::string& name, bool direct,
                    const std::string& user) const {
    Place place;
    place.account = parts_.self.account();
    // One address for somebody's direct messages, whichever way they were reached.
    place.channel = place.account + "/" + (direct ? "@" + user : channel);
    place.channel_name = name;
    place.direct = direct;
    return place;
}

Inbound Intake::inbound(const ArrivalPtr& arrival) const {
    const Origin& by = arrival->by();
    Inbound inbound;
    inbound.keys = arrival->happening.keys;
    inbound.author = author(by.user, by.user_name);
    inbound.place = place(by.channel, by.channel_name, by.direct, by.user);
    inbound.thread_id = by.thread;
    inbound.at = parts_.around.clock.now();
    inbound.reply_to = written(ReplyTo{by.user, by.response_url, by.thread});
    inbound.reply_in_ack = arrival->is_slash() && arrival->accepts_payload;
    inbound.payload = arrival->raw;
    return inbound;
}

ProductId Intake::product_at(const ArrivalPtr& arrival) const {
    const Origin& by = arrival->by();
    const Product* product = product_of_channel(
        parts_.around.world(), place(by.channel, by.channel_name, by.direct, by.user).channel);
    return product ? id_of(*product) : ProductId{};
}

void Intake::hand_over(const ArrivalPtr& arrival, Inbound inbound) {
    if (!inbound.place.direct) parts_.sender.asked_in(inbound.place.channel, arrival->by());
    handler_(std::move(inbound), [this, arrival](const Handled& result) { handled(arrival, result); });
}

void Intake::handled(const ArrivalPtr& arrival, const Handled& handled) {
    if (handled.outcome == Handled::Outcome::failed) return not_recorded(arrival, handled.why);
    if (arrival->is_form())
        answer_form(arrival, handled);
    else if (!reply_rides(arrival, handled))
        acknowledge(arrival);
    if (arrival->is_home()) publish_home(arrival->by().user);
}

/// The private answer in the acknowledgement, where it fits into one message.
bool Intake::reply_rides(const ArrivalPtr& arrival, const Handled& handled) {
    if (!handled.reply) return false;
    std::vector<Drawn> parts =
        drawn(handled.reply->message.card, parts_.around.world(), parts_.self.account());
    const bool fits = parts.size() == 1 && !handled.reply->message.card.file;
    const auto line = arrival->line.lock();
    if (!fits || !line) {
        handled.reply_done(false);
        return false;
    }
    Json payload{
        {"response_type", "ephemeral"}, {"text", parts.front().text}, {"blocks", parts.front().blocks}};
    const bool sent = line->acknowledge(arrival->envelope_id, payload);
    arrival->acknowledged = true;
    handled.reply_done(sent);
    release(arrival);
    return true;
}

void Intake::answer_form(const ArrivalPtr& arrival, const Handled& handled) {
    const bool shown =
        arrival->accepts_payload && !arrival->form_fields.empty() &&
        (handled.outcome == Handled::Outcome::refused || handled.outcome == Handled::Outcome::dead);
    if (shown) {
        const Refusal refusal = handled.reply ? as_refusal(handled.reply->message.card, parts_.around.world())
                                              : Refusal{"It was not recorded.", {}, {}};
        if (handled.reply) handled.reply_done(true);
        return acknowledge(arrival, form_errors(field_at_fault(refusal, arrival->form_fields), refusal));
    }
    const bool refused = handled.outcome == Handled::Outcome::refused && handled.reply;
    if (handled.reply && !refused) handled.reply_done(false);
    acknowledge(arrival);
    if (!refused) return;
    // The form is closed now: what was typed must not be lost with it, and is told after the reason.
    Card kept = refusal_card(as_refusal(handled.reply->message.card, parts_.around.world()));
    kept.lines.push_back({Line::Kind::text, {}, "Your text is kept:"});
    kept.lines.push_back(
        {Line::Kind::command, {}, Text{}.code(parts_.account.command + " " + arrival->form_command)});
    for (const Handed& value : arrival->form_beside)
        kept.lines.push_back({Line::Kind::field, value.key, value.text});
    parts_.sender.tell(arrival->by(), kept, handled.reply_done);
}

void Intake::not_recorded(const ArrivalPtr& arrival, const std::string& why) {
    const std::string text = "not recorded: " + why;
    if (arrival->is_form() && arrival->accepts_payload && !arrival->form_fields.empty())
        return acknowledge(arrival, form_errors(arrival->form_fields.front().first, {text, {}, {}}));
    if (arrival->is_slash() && arrival->accepts_payload)
        return acknowledge(arrival, {{"response_type", "ephemeral"}, {"text", escaped(text)}});
    const auto* spoken = std::get_if<Spoken>(&arrival->happening.what);
    const bool asked = !spoken || spoken->addressed;
    const std::string& key =
        arrival->happening.keys.empty() ? arrival->envelope_id : arrival->happening.keys.back();
    if (asked && is_new(complained_, key))
        parts_.sender.tell(
            arrival->by(),
            plain_card(arrival->is_event() ? text + ". Slack brings it again within minutes." : text));
    // Slack brings events again as long as they are not acknowledged; a click or a command it does not.
    if (arrival->is_event()) return release(arrival);
    acknowledge(arrival);
}

void Intake::acknowledge(const ArrivalPtr& arrival, const Json& payload) {
    if (const auto line = arrival->line.lock(); line && !arrival->acknowledged)
        line->acknowledge(arrival->envelope_id, payload);
    arrival->acknowledged = true;
    release(arrival);
}

/// It is through: counted, and a stop may go on.
void Intake::release(const ArrivalPtr& arrival) {
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - arrival->came_at;
    parts_.around.metrics.observe("plumbline_acknowledgement_seconds", {{"account", parts_.account.name}},
                                  took.count());
    if (arrival->released) return;
    arrival->released = true;
    --open_;
    if (closed_ && open_ == 0)
        if (const auto call = std::exchange(when_closed_, {})) call();
}

/// A mention comes as two events, and Slack may bring each again: it is refused once.
bool Intake::refused_before(const Happening& happening) {
    bool before = false;
    for (const std::string& key : happening.keys) before = !is_new(refused_, key) || before;
    return before;
}

void Intake::refuse(const ArrivalPtr& arrival, const std::string& why) {
    const auto* spoken = std::get_if<Spoken>(&arrival->happening.what);
    const bool asked = (!spoken || spoken->addressed || arrival->by().direct) &&
                       !std::holds_alternative<ReactionPut>(arrival->happening.what) &&
                       !std::holds_alternative<HomeOpened>(arrival->happening.what);
    spdlog::info("slack {}: refused {} by {}", parts_.account.name, arrival->happening.kind,
                 arrival->by().user);
    if (!asked || refused_before(arrival->happening)) return acknowledge(arrival);
    if (arrival->is_slash() && arrival->accepts_payload)
        return acknowledge(arrival, {{"response_type", "ephemeral"}, {"text", why}});
    acknowledge(arrival);
    parts_.sender.tell(arrival->by(), plain_card(why));
}

}  // namespace plumb::slack
