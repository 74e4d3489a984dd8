#include "cli/console_session.hpp"

#include "cli/drawn_apart.hpp"
#include "core/base/spelling.hpp"
#include "core/base/utf8.hpp"
#include "core/command/lookup.hpp"
#include "core/talk/buttons.hpp"
#include "core/talk/tokens.hpp"
#include "core/talk/verbs.hpp"

namespace plumb::cli {

namespace {

/// The record a thread is named by: an ID, a baseline by its number, or a release by name.
Ref thread_of(const World& world, const std::string& channel, const std::string& typed) {
    if (const auto ref = parse_ref(typed); ref && exists(world, *ref)) return *ref;
    if (typed.starts_with("baseline:"))
        if (const auto ref = anything_called(world, {}, typed)) return *ref;
    const std::string_view name = typed.rfind("release:", 0) == 0 ? std::string_view(typed).substr(8) : typed;
    const Product* product = product_of_channel(world, channel);
    const Release* release = product ? release_by_name(world, id_of(*product), name) : nullptr;
    return release ? Ref{id_of(*release)} : Ref{};
}

/// As the console knows people: without the @ that a name may have, and in small letters.
std::vector<std::string> names_of_admins(const std::vector<std::string>& typed) {
    std::vector<std::string> names;
    for (const std::string& name : typed)
        names.push_back(lower(name.starts_with('@') ? name.substr(1) : name));
    return names;
}

ServiceOptions service_options(const SessionOptions& session) {
    ServiceOptions options;
    options.default_tz = session.default_tz;
    options.policy = session.policy;
    options.catch_up = session.catch_up;
    options.admins = names_of_admins(session.admins);
    options.moved_clock = session.now.has_value();
    return options;
}

std::string in_lines(const Refusal& refusal) {
    std::string words = refusal.wrong;
    if (!refusal.expected.empty()) words += "\n  " + refusal.expected;
    if (!refusal.example.empty()) words += "\n  " + refusal.example;
    return words;
}

/// How the clock is moved on from an instant: a day later.
std::string clock_example(Instant now) {
    constexpr std::size_t kToTheMinute = 16;
    return "\n  :now " + iso(now + std::chrono::hours{24}).substr(0, kToTheMinute);
}

/// Whom and where a line names becomes part of records and of what is printed, as texts do.
std::optional<Refusal> unreadable(const console::Speech& speech) {
    for (const std::string& name : {speech.who, speech.channel, speech.thread}) {
        auto text = readable(name);
        if (!text) return std::move(text.error());
        if (*text != name) return Refusal{"There is a line break in a name.", "A name is one word.", "help"};
    }
    return std::nullopt;
}

FileSources sources_of(Store& store, const Zones& zones, const std::string& default_tz) {
    FileSources sources;
    sources.zones = &zones;
    sources.default_tz = default_tz;
    sources.archived = [&store](const World& world) -> Result<storage::Archived> {
        return storage::Archived{world, store.journal_since(Instant::min()), store.threads()};
    };
    sources.drawn = drawn_apart;
    return sources;
}

}  // namespace

ConsoleSession::ConsoleSession(Store& store, const Zones& zones, std::ostream& out, SessionOptions options)
    : options_(std::move(options)),
      zones_(zones),
      standing_clock_(options_.now.value_or(Instant{})),
      console_(out, options_.look),
      files_(sources_of(store, zones, options_.default_tz)),
      outbox_(store, clock()),
      service_(store, zones, clock(), outbox_, service_options(options_)) {
    outbox_.add(console_);
    outbox_.make_files_with(files_);
    Inbound hello = console::inbound_of({}, options_.self, options_.channel);
    hello.what = Introduced{options_.function, {Role::approver, Role::admin}};
    service_.receive(std::move(hello), {});
    service_.flush();
    outbox_.load();
    service_.tick();
    drain();
}

const Clock& ConsoleSession::clock() const {
    if (options_.now) return standing_clock_;
    return system_clock_;
}

void ConsoleSession::drain() {
    outbox_.pump();
    console_.print();
}

bool ConsoleSession::line(std::string_view text) {
    if (!options_.now) {
        service_.tick();
        drain();
    }
    const console::ScriptLine line = console::read_line(text);
    if (const auto* move = std::get_if<console::ClockMove>(&line)) {
        move_clock(move->time);
    } else if (const auto* speech = std::get_if<console::Speech>(&line)) {
        return speak(*speech);
    } else if (const auto* pressed = std::get_if<console::Press>(&line)) {
        return press(*pressed);
    } else if (const auto* unknown = std::get_if<console::Unknown>(&line)) {
        console_.say_privately(options_.self, "I don’t know “" + cleaned(unknown->word) +
                                                  "”. Did you mean :now?" + clock_example(clock().now()));
    }
    return true;
}

void ConsoleSession::move_clock(const std::string& typed) {
    const std::string time = cleaned(typed);
    const auto at = parse_instant(time);
    std::string problem;
    if (!options_.now)
        problem =
            "The clock is the machine’s. Start the console with --now to move it.\n  plumbline console --now "
            "2027-03-01T09:00";
    else if (!at)
        problem =
            "“" + time + "” is not a time. Write it as in RFC 3339." + clock_example(standing_clock_.now());
    else if (*at > standing_clock_.now() && !within_years(*at))
        problem = "“" + time + "” lies beyond the last day that is planned for, 2199-12-31." +
                  clock_example(standing_clock_.now());
    else if (*at < standing_clock_.now())
        problem = "The clock never goes back: it is " + iso(standing_clock_.now()) + ".";
    if (!problem.empty()) {
        console_.say_privately(options_.self, problem);
        return;
    }
    standing_clock_.move_to(*at);
    service_.tick();
    drain();
}

bool ConsoleSession::give(Inbound inbound, const std::string& who) {
    Handled handled;
    service_.receive(std::move(inbound), [&](const Handled& h) { handled = h; });
    service_.flush();
    drain();
    if (handled.outcome == Handled::Outcome::failed)
        console_.say_privately(who, "not recorded: " + handled.why);
    return handled.outcome != Handled::Outcome::failed && handled.outcome != Handled::Outcome::dead;
}

bool ConsoleSession::speak(const console::Speech& speech) {
    if (const auto wrong = unreadable(speech)) {
        console_.say_privately(options_.self, in_lines(*wrong));
        return true;
    }
    Inbound inbound = console::inbound_of(speech, options_.self, options_.channel);
    const std::string who = speech.who.empty() ? options_.self : speech.who;
    if (!speech.thread.empty()) {
        inbound.place.thread = thread_of(world(), inbound.place.channel, speech.thread);
        if (!inbound.place.thread) {
            console_.say_privately(who, "There is no " + speech.thread + ", so it has no thread.");
            return true;
        }
        // Nobody writes an empty message.
        if (speech.text.empty()) return true;
    }
    const bool addressed = !inbound.place.thread || without_prefix(speech.text).prefixed;
    inbound.what = Said{speech.text, addressed};
    return give(std::move(inbound), who);
}

bool ConsoleSession::press(const console::Press& press) {
    if (const auto wrong = unreadable(press.by)) {
        console_.say_privately(options_.self, in_lines(*wrong));
        return true;
    }
    Inbound inbound = console::inbound_of(press.by, options_.self, options_.channel);
    const std::string who = press.by.who.empty() ? options_.self : press.by.who;
    if (!press.by.thread.empty())
        inbound.place.thread = thread_of(world(), inbound.place.channel, press.by.thread);
    Context known = context();
    known.place = inbound.place;
    if (const Person* person = person_by_handle(world(), who)) known.actor = id_of(*person);
    auto command = button_command(world(), known, press.inside, &service_.live());
    if (const auto offered = command ? std::nullopt : console_.last_offered(press.inside)) command = *offered;
    if (!command) {
        console_.say_privately(who, in_lines(command.error()));
        return true;
    }
    inbound.what = Pressed{*command};
    return give(std::move(inbound), who);
}

Context ConsoleSession::context() const {
    Context context;
    context.now = clock().now();
    context.zones = &zones_;
    context.default_tz = options_.default_tz;
    context.place.account = std::string(console::Console::kAccount);
    context.place.channel_name = options_.channel;
    context.place.channel = console::Console::address(options_.channel);
    if (const Person* person = person_by_handle(world(), options_.self)) context.actor = id_of(*person);
    return context;
}

}  // namespace plumb::cli
