#include "net/reconnect.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "net/backoff.hpp"

namespace plumb::net {

namespace {

/// Own refresh at nine tenths of the life the server announced (slack.md, section 1.7), never in under a
/// second.
constexpr int kRefreshTenths = 9;
constexpr std::chrono::seconds kSoonestRefresh{1};
constexpr std::chrono::hours kLongestLife{24 * 7};

/// Added to the fixed wait after `too_many_websockets`, so that bots on one app do not come back together.
constexpr double kCrowdedJitter = 0.1;

std::string_view name(DisconnectReason reason) {
    switch (reason) {
        case DisconnectReason::warning: return "warning";
        case DisconnectReason::refresh_requested: return "refresh_requested";
        case DisconnectReason::link_disabled: return "link_disabled";
        case DisconnectReason::too_many_websockets: return "too_many_websockets";
        case DisconnectReason::other: break;
    }
    return "no known reason";
}

std::string seconds(Span span) {
    return fmt::format("{:.1f} s", std::chrono::duration<double>(span).count());
}

}  // namespace

Actions Reconnect::resume(const Event& event, Instant now, double random) {
    now_ = now;
    random_ = random;
    out_.clear();
    std::visit([this](const auto& e) { on(e); }, event);
    if (mode_ == Mode::running) ask_if_needed();
    note_darkness();
    if (mode_ == Mode::running) arm_timer();
    return std::move(out_);
}

int Reconnect::live() const {
    return static_cast<int>(std::count_if(connections_.begin(), connections_.end(), [](const Connection& c) {
        return c.phase == Phase::open || c.phase == Phase::draining;
    }));
}

int Reconnect::open_slots() const {
    return static_cast<int>(std::count_if(connections_.begin(), connections_.end(),
                                          [](const Connection& c) { return c.phase == Phase::open; }));
}

void Reconnect::on(const event::Start&) {
    if (mode_ != Mode::idle) return;
    mode_ = Mode::running;
    not_before_ = now_;
}

void Reconnect::on(const event::UrlOpened& e) {
    if (opener_ != Opener::asking || e.request != request_) return;
    opener_ = Opener::connecting;
    const Connection dialled{.slot = attempt_slot_,
                             .generation = ++last_generation_,
                             .phase = Phase::dialling,
                             .opened_at = now_,
                             .last_heard = now_,
                             .deadline = now_ + kDialWait,
                             .refresh_at = {},
                             .leaving = false};
    connections_.push_back(dialled);
    out_.emplace_back(action::Dial{dialled.slot, dialled.generation, e.url});
}

void Reconnect::on(const event::UrlRefused& e) {
    if (opener_ != Opener::asking || e.request != request_) return;
    if (e.fatal) return stop_for_good(e.why);
    attempt_failed(fmt::format("no socket address: {}", e.why), e.retry_after);
}

void Reconnect::on(const event::Dialled& e) {
    Connection* c = find(e.generation);
    if (c == nullptr || c->phase != Phase::dialling) return;
    c->phase = Phase::greeting;
    c->last_heard = now_;
    c->deadline = now_ + kHelloWait;
}

void Reconnect::on(const event::Hello& e) {
    Connection* c = find(e.generation);
    if (c == nullptr || (c->phase != Phase::dialling && c->phase != Phase::greeting)) return;
    for (Connection& old : connections_)
        if (old.slot == c->slot && old.phase == Phase::open) drain(old);
    c->phase = Phase::open;
    c->opened_at = now_;
    c->last_heard = now_;
    const auto life = std::min<std::chrono::seconds>(
        e.approximate_connection_time.value_or(std::chrono::seconds{0}), kLongestLife);
    if (life > std::chrono::seconds{0})
        c->refresh_at = now_ + std::max<Span>(Span{life} / 10 * kRefreshTenths, kSoonestRefresh);
    opener_ = Opener::idle;
    log(LogLevel::info, fmt::format("socket {} open (connection {})", c->slot + 1, c->generation));
    check_count(e.num_connections);
}

void Reconnect::on(const event::Disconnect& e) {
    Connection* c = find(e.generation);
    if (c == nullptr || c->phase == Phase::closing) return;
    if (e.reason == DisconnectReason::link_disabled)
        return stop_for_good("Socket Mode is switched off in the app's settings (link_disabled)");
    if (e.reason == DisconnectReason::too_many_websockets) return back_off_crowded(*c);
    if (c->phase == Phase::open) return replace(*c, name(e.reason));
    if (c->phase == Phase::draining) return;
    close(*c, true);
    attempt_failed(fmt::format("disconnected before hello: {}", name(e.reason)));
}

void Reconnect::on(const event::Closed& e) {
    const auto found = std::find_if(connections_.begin(), connections_.end(),
                                    [&](const Connection& c) { return c.generation == e.generation; });
    if (found == connections_.end()) return;
    const Connection gone = *found;
    connections_.erase(found);
    if (mode_ != Mode::running || gone.phase == Phase::closing) return;
    if (gone.phase == Phase::draining)
        return log(LogLevel::info, fmt::format("connection {} drained", gone.generation));
    if (gone.phase == Phase::open) return lost(gone, e.why);
    attempt_failed(e.why);
}

void Reconnect::on(const event::Heard& e) {
    if (Connection* c = find(e.generation)) c->last_heard = std::max(c->last_heard, e.at);
}

void Reconnect::on(const event::Tick&) {
    armed_.reset();
    if (mode_ != Mode::running) return;
    if (opener_ == Opener::asking && now_ >= ask_deadline_)
        attempt_failed(fmt::format("no socket address within {}", seconds(kUrlWait)));
    for (Connection& c : connections_) tick(c);
}

void Reconnect::on(const event::Stop&) {
    if (mode_ == Mode::stopped) return;
    mode_ = Mode::stopped;
    close_all();
}

void Reconnect::tick(Connection& c) {
    const bool hears = c.phase == Phase::open || c.phase == Phase::draining;
    if (c.phase == Phase::dialling && now_ >= c.deadline) {
        close(c, false);
        attempt_failed(fmt::format("not connected within {}", seconds(kDialWait)));
    } else if (c.phase == Phase::greeting && now_ >= c.deadline) {
        close(c, true);
        attempt_failed(fmt::format("no hello within {}", seconds(kHelloWait)));
    } else if (hears && now_ - c.last_heard >= settings_.dead_after) {
        const bool was_open = c.phase == Phase::open;
        close(c, true);
        if (was_open) lost(c, fmt::format("silent for {}", seconds(now_ - c.last_heard)));
    } else if (c.phase == Phase::draining && now_ >= c.deadline) {
        close(c, true);
    } else if (c.phase == Phase::open && c.refresh_at && now_ >= *c.refresh_at) {
        replace(c, "its announced life is nearly over");
    }
}

/// Asks for a successor, once; the connection itself stays as it is until that has said hello.
void Reconnect::replace(Connection& c, std::string_view why) {
    c.refresh_at.reset();
    if (std::exchange(c.leaving, true)) return;
    log(LogLevel::info, fmt::format("socket {} is to be replaced: {}", c.slot + 1, why));
}

void Reconnect::attempt_failed(std::string_view why, std::optional<Span> at_least) {
    opener_ = Opener::idle;
    back_off(at_least);
    log(LogLevel::warn, fmt::format("socket {} did not open: {}; next try in {}", attempt_slot_ + 1, why,
                                    seconds(not_before_ - now_)));
}

/// Two sockets that go at once count as one failure: the second finds the wait already running.
void Reconnect::lost(const Connection& c, std::string_view why) {
    if (c.leaving) return log(LogLevel::info, fmt::format("socket {} closed as announced", c.slot + 1));
    const bool settled = c.opened_at > failures_.last && now_ - c.opened_at >= kSettled;
    if (settled) failures_.count = 0;
    if (now_ >= not_before_) back_off();
    log(LogLevel::warn, fmt::format("socket {} lost: {}", c.slot + 1, why));
}

void Reconnect::back_off(std::optional<Span> at_least) {
    if (settled_since(failures_.last)) failures_.count = 0;
    const Span wait = full_jitter(failures_.count, kRedialBase, kRedialCap, random_);
    not_before_ = std::max(not_before_, now_ + std::max(wait, at_least.value_or(Span::zero())));
    ++failures_.count;
    failures_.last = now_;
}

/// The app holds as many sockets as it may: whatever is under way is given up and nothing redialled at once
/// (slack.md, section 3, row 4). Told twice during one wait, it counts once.
void Reconnect::back_off_crowded(const Connection& told) {
    Connection& c = *find(told.generation);
    const bool attempt = c.phase == Phase::dialling || c.phase == Phase::greeting;
    if (settled_since(crowded_.last)) crowded_.count = 0;
    if (now_ >= crowded_until_) {
        const Span wait = doubled(crowded_.count++, kCrowdedBase, kCrowdedCap);
        const auto spread =
            static_cast<Span::rep>(static_cast<double>(wait.count()) * kCrowdedJitter * random_);
        crowded_until_ = now_ + wait + Span{spread};
        not_before_ = std::max(not_before_, crowded_until_);
        crowded_.last = now_;
    }
    if (c.phase == Phase::open) drain(c);
    if (attempt) close(c, true);
    if (attempt || opener_ == Opener::asking) opener_ = Opener::idle;
    log(LogLevel::warn,
        fmt::format("too_many_websockets: the app has as many open connections as it may; next try in {}",
                    seconds(not_before_ - now_)));
}

void Reconnect::drain(Connection& c) {
    c.phase = Phase::draining;
    c.deadline = now_ + kDrainWait;
    out_.emplace_back(action::Drain{c.generation, c.deadline});
}

void Reconnect::close(Connection& c, bool politely) {
    c.phase = Phase::closing;
    out_.emplace_back(action::Close{c.generation, politely});
}

void Reconnect::close_all() {
    opener_ = Opener::idle;
    for (Connection& c : connections_)
        if (c.phase != Phase::closing) close(c, c.phase != Phase::dialling);
}

void Reconnect::stop_for_good(std::string reason) {
    mode_ = Mode::stopped;
    close_all();
    log(LogLevel::error, fmt::format("account stopped: {}", reason));
    out_.emplace_back(action::StoppedForGood{std::move(reason)});
}

/// More than ours means another process on the same app token, or connections that died uncleanly and still
/// take their share of what is sent (slack.md, section 3, row 3).
void Reconnect::check_count(std::optional<int> theirs) {
    if (!theirs) return;
    const int ours = static_cast<int>(connections_.size());
    const int excess = std::max(0, *theirs - ours);
    if (std::exchange(excess_, excess) == excess) return;
    out_.emplace_back(action::Alarm{*theirs, ours});
    if (excess == 0) return log(LogLevel::info, "the server counts no connection but ours again");
    log(LogLevel::warn,
        fmt::format(
            "the server counts {} open connections of this app, {} of them ours: the others, of another bot "
            "on "
            "the same app token or lost and not yet given up by the server, take their share of the events",
            *theirs, ours));
}

void Reconnect::ask_if_needed() {
    if (opener_ != Opener::idle || now_ < not_before_) return;
    const std::optional<int> slot = needy_slot();
    if (!slot) return;
    opener_ = Opener::asking;
    attempt_slot_ = *slot;
    ask_deadline_ = now_ + kUrlWait;
    out_.emplace_back(action::OpenUrl{++request_});
}

void Reconnect::note_darkness() {
    const bool dark = mode_ == Mode::running && live() == 0;
    if (dark && !dark_since_) {
        dark_since_ = now_;
        out_.emplace_back(action::DarkBegins{});
    } else if (!dark && dark_since_) {
        out_.emplace_back(action::DarkEnds{now_ - *dark_since_});
        dark_since_.reset();
    }
}

void Reconnect::arm_timer() {
    const std::optional<Instant> next = next_deadline();
    if (!next || (armed_ && *armed_ <= *next)) return;
    armed_ = next;
    out_.emplace_back(action::SetTimer{*next});
}

std::optional<Instant> Reconnect::next_deadline() const {
    std::optional<Instant> next;
    const auto consider = [&](Instant at) { next = next ? std::min(*next, at) : at; };
    if (opener_ == Opener::asking) consider(ask_deadline_);
    if (opener_ == Opener::idle && needy_slot()) consider(not_before_);
    for (const Connection& c : connections_) {
        if (c.phase == Phase::closing) continue;
        if (c.phase != Phase::open) consider(c.deadline);
        if (c.phase == Phase::open || c.phase == Phase::draining)
            consider(c.last_heard + settings_.dead_after);
        if (c.phase == Phase::open && c.refresh_at) consider(*c.refresh_at);
    }
    return next;
}

Reconnect::Connection* Reconnect::find(Generation generation) {
    if (mode_ != Mode::running) return nullptr;
    const auto found = std::find_if(connections_.begin(), connections_.end(),
                                    [&](const Connection& c) { return c.generation == generation; });
    return found == connections_.end() ? nullptr : &*found;
}

const Reconnect::Connection* Reconnect::holder(int slot) const {
    const auto found = std::find_if(connections_.begin(), connections_.end(), [&](const Connection& c) {
        return c.slot == slot && c.phase == Phase::open;
    });
    return found == connections_.end() ? nullptr : &*found;
}

/// Empty slots first: while one is empty another lost socket could mean darkness.
std::optional<int> Reconnect::needy_slot() const {
    for (int slot = 0; slot < settings_.sockets; ++slot)
        if (holder(slot) == nullptr) return slot;
    for (int slot = 0; slot < settings_.sockets; ++slot)
        if (holder(slot)->leaving) return slot;
    return std::nullopt;
}

bool Reconnect::settled_since(Instant failure) const {
    return std::any_of(connections_.begin(), connections_.end(), [&](const Connection& c) {
        return c.phase == Phase::open && c.opened_at > failure && now_ - c.opened_at >= kSettled;
    });
}

void Reconnect::log(LogLevel level, std::string text) { out_.push_back(action::Log{level, std::move(text)}); }

}  // namespace plumb::net
