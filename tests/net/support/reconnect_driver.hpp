// Plays the shell of the reconnect machine by hand: what it would be told, what it asked for.
#pragma once

#include "net/reconnect.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace plumb::net {

class ReconnectDriver {
  public:
    explicit ReconnectDriver(ReconnectSettings settings = {}) : machine(settings) {}

    /// Feeds an event and keeps what was asked for in `last` and `all`.
    const Actions& say(const Event& event) {
        last = machine.resume(event, now, random);
        all.insert(all.end(), last.begin(), last.end());
        for (const action::SetTimer& timer : of<action::SetTimer>(last)) timer_at = timer.at;
        for (const action::OpenUrl& asked : of<action::OpenUrl>(last)) requests_ = asked.request;
        if (const auto* given = std::get_if<event::UrlOpened>(&event)) answered_ = given->request;
        if (const auto* refused = std::get_if<event::UrlRefused>(&event)) answered_ = refused->request;
        return last;
    }

    void pass(Span span) { now += span; }

    /// Lets time pass as a shell would: every timer that falls due on the way goes off at its moment.
    void run_for(Span span) {
        const Instant end = now + span;
        while (timer_at && *timer_at <= end) {
            now = std::max(now, *timer_at);
            timer_at.reset();
            say(event::Tick{});
        }
        now = end;
    }

    /// The same, with a frame heard every second on these connections.
    void run_hearing(Span span, const std::vector<Generation>& generations) {
        const Instant end = now + span;
        while (now < end) {
            run_for(std::min<Span>(std::chrono::seconds{1}, end - now));
            for (const Generation g : generations) say(event::Heard{g, now});
        }
    }

    /// Whether the next address is asked for exactly when this has passed.
    bool asks_first_after(Span wait) {
        forget();
        run_for(wait - std::chrono::milliseconds{1});
        const bool early = count<action::OpenUrl>() > 0;
        run_for(std::chrono::milliseconds{1});
        return !early && count<action::OpenUrl>() == 1;
    }

    /// The machine has asked for an address and gets one; the generation that it dials.
    Generation give_url(const std::string& url = "wss://wss.slack.com/link/?ticket=1") {
        say(event::UrlOpened{requests(), url});
        const auto dials = of<action::Dial>(last);
        return dials.empty() ? 0 : dials.back().generation;
    }

    /// Address, dial and hello; the generation.
    Generation open(std::optional<int> num_connections = {}, std::optional<std::chrono::seconds> life = {}) {
        const Generation g = give_url();
        say(event::Dialled{g});
        say(event::Hello{g, num_connections, life});
        return g;
    }

    /// Starts and opens both sockets.
    std::vector<Generation> open_all() {
        say(event::Start{});
        std::vector<Generation> out;
        while (asking()) out.push_back(open());
        return out;
    }

    /// The number of the last address asked for.
    std::uint64_t requests() const { return requests_; }

    /// An address was asked for and neither given nor refused.
    bool asking() const { return requests_ > answered_; }

    template <class A>
    static std::vector<A> of(const Actions& actions) {
        std::vector<A> out;
        for (const Action& a : actions)
            if (const auto* found = std::get_if<A>(&a)) out.push_back(*found);
        return out;
    }

    template <class A>
    std::size_t count() const {
        return of<A>(all).size();
    }

    std::vector<std::string> logs() const {
        std::vector<std::string> out;
        for (const action::Log& l : of<action::Log>(last)) out.push_back(l.text);
        return out;
    }

    bool logged(LogLevel level, const std::string& part) const {
        const auto found = of<action::Log>(last);
        return std::any_of(found.begin(), found.end(), [&](const action::Log& l) {
            return l.level == level && l.text.find(part) != std::string::npos;
        });
    }

    void forget() {
        all.clear();
        last.clear();
    }

    Reconnect machine;
    Instant now = Instant{} + std::chrono::hours{1};
    double random = 0.5;
    Actions last;
    Actions all;
    std::optional<Instant> timer_at;

  private:
    std::uint64_t requests_ = 0;
    std::uint64_t answered_ = 0;
};

}  // namespace plumb::net
