#include "chat/slack/intake.hpp"

#include "chat/slack/arrival.hpp"
#include "chat/slack/groups.hpp"
#include "chat/slack/mrkdwn.hpp"
#include "chat/slack/own_prefix.hpp"
#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/talk/decide.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace plumb::slack {

namespace {

constexpr std::chrono::minutes kBadLoggedEvery{1};
/// As many as a list may hold.
constexpr std::size_t kMentionsLookedUp = 100;
constexpr std::size_t kChannelsLookedUp = 10;
/// An event must be acknowledged within three seconds of its coming: so long may the people in it be looked
/// up before it is recorded, so long the channels that it names, and so long the place.
constexpr std::chrono::milliseconds kPeopleWait{1000};
/// A form's trigger lives for three seconds, and began to before its press came.
constexpr std::chrono::milliseconds kFormWait{600};
constexpr std::chrono::milliseconds kChannelsWait{1200};
constexpr std::chrono::milliseconds kPlaceWait{1400};

}  // namespace

void Intake::take(const std::shared_ptr<Connection>& line, Envelope envelope, std::string raw) {
    // Left unacknowledged, Slack brings it again.
    if (closed_) return;
    auto arrival = std::make_shared<Arrival>();
    arrival->line = line;
    arrival->happening = understood(envelope, parts_.self);
    arrival->envelope_id = std::move(envelope.id);
    arrival->type = std::move(envelope.type);
    arrival->accepts_payload = envelope.accepts_payload;
    arrival->retry_attempt = envelope.retry_attempt;
    arrival->raw = std::move(raw);
    arrival->came_at = std::chrono::steady_clock::now();
    ++open_;
    if (const auto* form = std::get_if<Submitted>(&arrival->happening.what)) take_form(arrival, *form);
    if (wanted(arrival->happening))
        meet(arrival);
    else
        act(arrival);
}

/// Whether somebody is to be looked up for it first.
bool Intake::wanted(const Happening& happening) const {
    const What& what = happening.what;
    if (const auto* spoken = std::get_if<Spoken>(&what))
        return spoken->addressed || happening.by.direct || !happening.by.thread.empty();
    return !std::holds_alternative<Renamed>(what) && !std::holds_alternative<Revoked>(what) &&
           !std::holds_alternative<Uninteresting>(what) && !std::holds_alternative<Malformed>(what);
}

/// What was written, by whomever, as far as it is going to be recorded.
const std::string& Intake::words_of(const Arrival& arrival) {
    if (const auto* spoken = std::get_if<Spoken>(&arrival.happening.what)) return spoken->text;
    if (const auto* pointed = std::get_if<Pointed>(&arrival.happening.what)) return pointed->text;
    return arrival.form_command;
}

void Intake::meet(const ArrivalPtr& arrival) {
    std::vector<std::string> people{arrival->by().user};
    const auto* pointed = std::get_if<Pointed>(&arrival->happening.what);
    if (pointed && !pointed->author.empty()) people.push_back(pointed->author);
    if (!arrival->source_author.empty()) people.push_back(arrival->source_author);
    for (const std::string& named : mentioned(words_of(*arrival)))
        if (people.size() < kMentionsLookedUp && named != parts_.self.user) people.push_back(named);
    const bool known = parts_.directory.person(arrival->by().user) != nullptr;
    const auto wait = !known && opens_form(arrival) ? kFormWait : kPeopleWait;
    parts_.directory.ask(people, arrival->came_at + wait, [this, arrival] { judge(arrival); });
}

/// Why somebody may not do this here; empty where they may, as far as is known of them yet.
std::string Intake::barred(const Origin& by) const {
    const Profile* profile = parts_.directory.person(by.user);
    if (by.stranger || (profile ? !profile->is_member(parts_.self.team) : by.visiting))
        return "Plumbline takes requests and decisions from members of this workspace. Ask one of them to "
               "record it "
               "for you.";
    const auto& allowed = parts_.account.channels;
    if (!allowed.empty() && !by.direct && !by.channel.empty() && !is_among(allowed, by.channel))
        return "Plumbline does not work in this channel: its configuration names those it works in.";
    return {};
}

/// What opens a form waits less for who pressed: its trigger lives for seconds, and what it records is judged
/// again when it comes back.
bool Intake::opens_form(const ArrivalPtr& arrival) const {
    const What& what = arrival->happening.what;
    if (std::holds_alternative<Shortcut>(what)) return true;
    if (const auto* clicked = std::get_if<Clicked>(&what)) return !carried(clicked->value).asks.empty();
    const auto* spoken = std::get_if<Spoken>(&what);
    return spoken && arrival->is_slash() && form_for(spoken->text, parts_.around.world(), {}, {}).has_value();
}

void Intake::judge(const ArrivalPtr& arrival) {
    const Origin& by = arrival->by();
    const Profile* profile = parts_.directory.person(by.user);
    if (profile && profile->bot) return acknowledge(arrival);
    // Commands and shortcuts come from the direct messages of two people, too; events only from the bot's
    // own.
    if (arrival->is_event() && by.direct && !by.channel.empty())
        parts_.directory.learn_direct(by.user, by.channel);
    if (const std::string why = barred(by); !why.empty()) return refuse(arrival, why);
    // Nothing else is looked up where that took too long already.
    if (!profile && opens_form(arrival)) return act(arrival);
    introduce(arrival);
}

/// Whether the record knows somebody by nothing but their id, or not at all; or as a member who is none.
bool Intake::is_unmet(const std::string& user) const {
    const Person* known = person_by_account(parts_.around.world(), parts_.self.account() + "/" + user);
    if (!known) return true;
    const auto outside = author(user, {}).outside;
    return known->handle == lower(user) || (outside && *outside != known->outside);
}

Inbound Intake::meeting(const std::string& user) const {
    Inbound met;
    met.author = author(user, {});
    met.place.account = parts_.self.account();
    met.what = Introduced{};
    met.at = parts_.around.clock.now();
    return met;
}

/// People who are named for the first time get the names that Slack has for them.
void Intake::introduce(const ArrivalPtr& arrival) {
    std::vector<Inbound> strangers;
    for (const std::string& user : mentioned(words_of(*arrival))) {
        if (!is_unmet(user)) continue;
        if (user == parts_.self.user || parts_.directory.person(user))
            strangers.push_back(meeting(user));
        else
            introduce_later(user);
    }
    if (strangers.empty()) return name_channels(arrival);
    auto left = std::make_shared<std::size_t>(strangers.size());
    for (Inbound& met : strangers)
        handler_(std::move(met), [this, arrival, left](const Handled&) {
            if (--*left == 0) name_channels(arrival);
        });
}

/// Whom Slack did not tell of in time is on record by their id until it does.
void Intake::introduce_later(const std::string& user) {
    parts_.directory.when_told(user, [this, user] {
        if (closed_ || !parts_.directory.person(user) || !is_unmet(user)) return;
        handler_(meeting(user), [](const Handled&) {});
    });
}

/// Events name channels by their ids alone.
void Intake::name_channels(const ArrivalPtr& arrival) {
    std::vector<std::string> channels;
    if (!arrival->is_form()) channels = unnamed_channels(words_of(*arrival));
    channels.resize(std::min(channels.size(), kChannelsLookedUp));
    if (channels.empty()) return name_place(arrival);
    auto left = std::make_shared<std::size_t>(channels.size());
    for (const std::string& channel : channels)
        parts_.directory.ask_channel(channel, arrival->came_at + kChannelsWait,
                                     [this, arrival, left](const Channel&) {
                                         if (--*left == 0) name_place(arrival);
                                     });
}

std::string Intake::typed_in(const std::string& words, bool command) const {
    const ChannelNames names = [this](const std::string& id) { return parts_.directory.channel(id).name; };
    return typed(words, {parts_.around.world(), parts_.self, names, command});
}

/// The first record of an unbound channel makes a product of the channel's name. A direct conversation of
/// several people makes none.
void Intake::name_place(const ArrivalPtr& arrival) {
    Origin& by = arrival->happening.by;
    if (by.direct || by.group || by.channel.empty()) return act(arrival);
    if (!by.channel_name.empty()) {
        parts_.directory.learn_name(by.channel, by.channel_name);
        return act(arrival);
    }
    const Place here = place(by.channel, by.channel_name, by.direct, by.user);
    if (product_of_channel(parts_.around.world(), here.channel)) {
        // Of a bound channel that was renamed the new name is known by now.
        if (const Channel known = parts_.directory.channel(by.channel); !known.group)
            by.channel_name = known.name;
        return act(arrival);
    }
    const net::Instant until = arrival->came_at + kPlaceWait;
    parts_.directory.ask_channel(by.channel, until, [this, arrival](const Channel& channel) {
        Origin& there = arrival->happening.by;
        there.group = channel.group;
        // Without a name its product is called by its id: what is said in a closed channel stays out of the
        // products of others.
        if (!channel.group) there.channel_name = channel.name.empty() ? lower(there.channel) : channel.name;
        act(arrival);
    });
}

void Intake::act(const ArrivalPtr& arrival) {
    std::visit([&](const auto& what) { on(arrival, what); }, arrival->happening.what);
}

void Intake::on(const ArrivalPtr& arrival, const Spoken& spoken) {
    if (!wanted(arrival->happening)) return acknowledge(arrival);
    const World& world = parts_.around.world();
    std::string text = with_groups_named(typed_in(spoken.text, true));
    if (spoken.addressed) text = without_dress(text);
    text = with_plain_prefix(std::move(text), parts_.account.command, spoken.addressed);
    if (arrival->is_slash() && !arrival->by().trigger.empty()) {
        const FormPlace here{arrival->by().channel, arrival->by().thread};
        if (const auto form = form_for(text, world, product_at(arrival), here))
            return open_new(arrival, *form);
    }
    Inbound said = inbound(arrival);
    said.what = Said{std::move(text), spoken.addressed, arrival->by().direct};
    hand_over(arrival, std::move(said));
}

void Intake::on(const ArrivalPtr& arrival, const Clicked& clicked) {
    if (const auto undo = undo_of(clicked.value)) return take_back(arrival, *undo);
    Carried button = carried(clicked.value);
    if (!button.asks.empty()) {
        const Origin& by = arrival->by();
        Inbound asked = inbound(arrival);
        const FormPlace here{by.direct ? std::string{} : by.channel, by.thread, clicked.home};
        const std::string account = parts_.self.account() + "/" + by.user;
        const Person* person = person_by_account(parts_.around.world(), account);
        Form form = form_of(clicked.label, button.command, asks_for(button, person), here);
        show_settings(form, person);
        auto refused = refused_at_press(form, parts_.around.world(), context_at(asked.place, by.user));
        if (!refused) return open(arrival, form);
        asked.what = Remark{*std::move(refused)};
        return hand_over(arrival, std::move(asked));
    }
    Inbound pressed = inbound(arrival);
    pressed.what = Pressed{std::move(button.command)};
    hand_over(arrival, std::move(pressed));
}

void Intake::take_back(const ArrivalPtr& arrival, const UndoOf& undo) {
    if (arrival->by().user != undo.user) {
        const Profile* other = parts_.directory.person(undo.user);
        const std::string who = other && !other->name.empty() ? other->name : std::string("who recorded it");
        return refuse(arrival, "Only " + who + " takes that back. What came of it is in history.");
    }
    Inbound pressed = inbound(arrival);
    pressed.what = Pressed{"undo", undo.mark};
    hand_over(arrival, std::move(pressed));
}

/// A form is recorded where it was opened.
void Intake::take_form(const ArrivalPtr& arrival, const Submitted& submitted) {
    auto form = filled(submitted.callback, submitted.metadata, submitted.values);
    if (!form) return;
    Origin& by = arrival->happening.by;
    by.channel = form->place.channel;
    by.channel_name.clear();
    by.thread = form->place.thread;
    by.direct = by.channel.empty() || by.channel.front() == 'D';
    arrival->home_form = form->place.home;
    arrival->source = std::move(form->place.source);
    arrival->source_author = std::move(form->place.author);
    arrival->form_fields = std::move(form->typed);
    arrival->form_command = std::move(form->command);
    arrival->form_beside = std::move(form->beside);
}

void Intake::on(const ArrivalPtr& arrival, const Submitted&) {
    if (arrival->form_command.empty()) return acknowledge(arrival);
    Inbound pressed = inbound(arrival);
    // A refusal goes with the form: on its field, or with what was typed.
    pressed.reply_in_ack = true;
    pressed.what = Pressed{arrival->form_command};
    pressed.beside = arrival->form_beside;
    if (!arrival->source.empty()) pressed.source = source_of(arrival->source, arrival->source_author);
    hand_over(arrival, std::move(pressed));
}

void Intake::on(const ArrivalPtr& arrival, const Shortcut& shortcut) {
    const World& world = parts_.around.world();
    const bool event = shortcut.callback.find("launch") != std::string::npos ||
                       shortcut.callback.find("event") != std::string::npos;
    open(arrival, event ? new_event(world, {}, {}, {}) : new_request(world, {}, {}, {}));
}

void Intake::on(const ArrivalPtr& arrival, const Renamed& renamed) {
    parts_.directory.learn_name(arrival->by().channel, renamed.name);
    acknowledge(arrival);
}

void Intake::on(const ArrivalPtr& arrival, const Revoked& revoked) {
    acknowledge(arrival);
    parts_.on_revoked(revoked.why);
}

void Intake::on(const ArrivalPtr& arrival, const Uninteresting&) { acknowledge(arrival); }

void Intake::on(const ArrivalPtr& arrival, const Malformed& malformed) {
    acknowledge(arrival);
    count_bad(malformed.why);
}

void Intake::count_bad(const std::string& why) {
    ++bad_;
    parts_.around.metrics.count("plumbline_frames_ignored_total", {{"account", parts_.account.name}});
    const auto now = std::chrono::steady_clock::now();
    if (bad_ > 1 && now - bad_logged_ < kBadLoggedEvery) return;
    bad_logged_ = now;
    spdlog::warn("slack {}: {} frames so far that are none of Slack’s, the latest: {}", parts_.account.name,
                 bad_, why);
}

void Intake::close(std::function<void()> then) {
    closed_ = true;
    when_closed_ = std::move(then);
    if (open_ == 0)
        if (const auto call = std::exchange(when_closed_, {})) call();
}

}  // namespace plumb::slack
