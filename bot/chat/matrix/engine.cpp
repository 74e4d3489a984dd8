#include "chat/matrix/engine.hpp"

#include "chat/matrix/names.hpp"
#include "net/backoff.hpp"
#include "net/redact.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <spdlog/spdlog.h>

namespace plumb::matrix {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::milliseconds kRetryBase{500};
constexpr std::chrono::seconds kRetryCap{30};
/// A server that takes longer goes on working it out, and has it ready when it is asked again.
constexpr std::chrono::seconds kFirstSync{55};
constexpr int kBadRequest = 400;
constexpr int kNoSuchFilter = 404;
/// A server that answers at once with nothing, again and again, is asked a little less often.
constexpr std::chrono::milliseconds kQuickAnswer{50};
constexpr std::chrono::milliseconds kQuickRest{100};
constexpr int kQuickAnswers = 5;
/// Where what the bot says comes back to it and ends a poll each time, it listens so often while it speaks.
constexpr std::chrono::milliseconds kWhileSpeaking{15};
/// Somebody may give the account another name.
constexpr std::chrono::hours kNameEvery{1};

/// Why a sync failed that will not work with this token either: it is not one of the server's.
bool token_unknown(const Answer& answer) {
    return answer.status == kBadRequest &&
           (answer.errcode == "M_UNKNOWN" || answer.errcode == "M_INVALID_PARAM" ||
            answer.errcode == "M_UNKNOWN_POS");
}

}  // namespace

void Engine::start(InboundHandler handler, std::function<void()> on_ready) {
    handler_ = std::move(handler);
    on_ready_ = std::move(on_ready);
    answered_at_ = std::chrono::steady_clock::now();
    const auto self = shared_from_this();
    asio::co_spawn(
        around_.executor, [self]() -> net::Task<void> { return self->run(); }, asio::detached);
}

void Engine::stop(std::function<void()> done) {
    stopped_ = std::move(done);
    stopping_ = true;
    if (intake_) intake_->stop();
    joins_->stop();
    placing_->stop();
    if (inside_)
        api_->stop_polling();
    else
        // Nothing that is in hand can be sent before the account is let in: a silent server is not waited
        // for.
        api_->stop();
    timer_.cancel();
    if (over_ && stopped_) stopped_();
}

void Engine::close() {
    closed_ = true;
    stopping_ = true;
    stopped_ = nullptr;
    joins_->stop();
    placing_->stop();
    timer_.cancel();
    api_->stop();
}

net::Task<void> Engine::run() {
    std::string bug;
    try {
        co_await work();
    } catch (const std::exception& error) {
        bug = error.what();
    }
    if (!bug.empty()) {
        dead_ = "something went wrong: " + net::redact(bug);
        spdlog::error("matrix {}: {}", account_.name, dead_);
    }
    over_ = true;
    if (stopped_) stopped_();
}

net::Task<void> Engine::work() {
    while (!stopping_) {
        if (!inside_) {
            const bool in = co_await let_in();
            if (!in) co_return;
            continue;
        }
        const bool well = co_await step();
        if (well || stopping_) continue;
        ready_ = ready_ && failures_ == 0;
        co_await rest(net::doubled(failures_ - 1, kRetryBase, kRetryCap));
    }
    if (intake_ && !closed_) co_await intake_->settle();
}

/// False where the account needs an operator, or the chat stops.
net::Task<bool> Engine::let_in() {
    const Opened opened = co_await session_.open();
    if (stopping_) co_return false;
    if (opened.what == Opened::What::hopeless) {
        dead_ = net::redact(opened.why);
        ready_ = false;
        spdlog::error("matrix {}: {}; the account stops until its configuration is put right", account_.name,
                      dead_);
        co_return false;
    }
    if (opened.what == Opened::What::later) {
        failed(opened.why);
        co_await rest(opened.wait.value_or(net::doubled(failures_ - 1, kRetryBase, kRetryCap)));
        co_return true;
    }
    inside_ = true;
    if (!intake_) co_await introduce();
    co_return true;
}

Admission Engine::admission() const {
    return {account_.allowed_servers, account_.allowed_rooms, account_.allowed_users};
}

bool Engine::serves(const std::string& user) const {
    return admission().admits_user(user, server_of(self_.user));
}

net::Task<void> Engine::introduce() {
    self_.user = session_.user();
    install_ = install_id();
    Intake::Parts parts{account_.name,
                        around_.executor,
                        api_,
                        joins_,
                        around_.store,
                        around_.clock,
                        around_.metrics,
                        rooms_,
                        self_,
                        admission(),
                        rows_of(install_),
                        [this](const std::string& user, const std::string& room, const ReplyTo& at) {
                            sender_.asked_in(user, room, {at.thread, at.event});
                        },
                        [this] { inside_ = false; }};
    intake_.emplace(std::move(parts), handler_);
    since_ = intake_->load();
    placing_->load(self_.user, around_.store.note("matrix/" + self_.user + "/reactions"));
    filter_ = SyncFilter(self_.user);
    self_.display_name = co_await api_->display_name(self_.user);
    named_at_ = std::chrono::steady_clock::now();
    spdlog::info("matrix {}: this is {} on device {}", account_.name, self_.user, session_.device());
    if (!stopping_) intake_->resume_joins();
}

/// One answer to /sync. False where none came or it could not be taken in.
net::Task<bool> Engine::step() {
    if (ready_ && hears_itself_ && std::chrono::steady_clock::now() - api_->last_put() < kWhileSpeaking)
        co_await rest(kWhileSpeaking);
    if (stopping_) co_return true;
    const auto asked_at = std::chrono::steady_clock::now();
    Answer answer = co_await api_->poll(sync_call());
    if (stopping_) co_return true;
    if (!inside_ || fate_of(answer) == Fate::unauthorized) {
        inside_ = false;
        ready_ = false;
        failed(answer.why);
        co_return true;
    }
    if (recovered(answer)) co_return true;
    auto read = answer.ok() ? sync_answer(answer.text, self_.user) : std::nullopt;
    if (!read) {
        failed(answer.ok() ? "the answer to /sync cannot be read" : answer.why);
        if (answer.retry_after) co_await rest(*answer.retry_after);
        co_return false;
    }
    const auto now = std::chrono::steady_clock::now();
    const bool others_alone = wanted() == SyncFilter::Wanted::others;
    if (others_alone && in_doubt_.wants_own(*read, rooms_, self_.user, now)) {
        with_own_ = true;
        co_return true;
    }
    const std::string next = read->next;
    const bool nothing = read->joined.empty() && read->invited.empty() && read->left.empty();
    const bool quick = nothing && now - asked_at < kQuickAnswer;
    if (others_alone) heard_itself(*read, quick);
    const bool taken = co_await intake_->take(*std::move(read), since_);
    if (!taken) {
        failed("what came could not be recorded");
        co_return false;
    }
    since_ = next;
    with_own_ = false;
    succeeded();
    if (now - named_at_ >= kNameEvery) learn_own_name();
    quick_ = quick ? quick_ + 1 : 0;
    if (quick_ > kQuickAnswers) co_await rest(kQuickRest);
    co_return true;
}

/// What can be done about an answer other than to ask again.
bool Engine::recovered(const Answer& answer) {
    if (answer.too_large && !narrow_ && filter_.is_taken()) {
        spdlog::warn("matrix {}: {}; the rooms are read in pages", account_.name, answer.why);
        narrow_ = true;
        return true;
    }
    const bool refused = answer.status == kBadRequest || answer.status == kNoSuchFilter;
    if (refused && wanted() == SyncFilter::Wanted::others && filter_.give_way()) return true;
    if (!since_.empty() && token_unknown(answer)) {
        spdlog::error(
            "matrix {}: the homeserver does not know where we were ({}); the rooms are read back to what was "
            "seen last",
            account_.name, answer.why);
        since_.clear();
        return true;
    }
    if (!since_.empty() || answer.status != kBadRequest || !filter_.is_taken()) return false;
    spdlog::warn("matrix {}: the homeserver does not take our filter ({}); all is asked for", account_.name,
                 answer.why);
    filter_.drop();
    return true;
}

void Engine::failed(const std::string& why) {
    ++failures_;
    with_own_ = true;
    const std::string said = net::redact(why);
    if (said != trouble_) spdlog::warn("matrix {}: {}", account_.name, said);
    trouble_ = said;
}

void Engine::succeeded() {
    if (!trouble_.empty()) spdlog::info("matrix {}: connected again", account_.name);
    trouble_.clear();
    failures_ = 0;
    narrow_ = false;
    answered_at_ = std::chrono::steady_clock::now();
    if (ready_) return;
    ready_ = true;
    on_ready_();
    have_filter_kept();
}

void Engine::have_filter_kept() {
    const auto self = shared_from_this();
    asio::co_spawn(
        around_.executor, [self]() -> net::Task<void> { co_await self->filter_.keep(*self->api_); },
        asio::detached);
}

void Engine::learn_own_name() {
    named_at_ = std::chrono::steady_clock::now();
    const auto self = shared_from_this();
    asio::co_spawn(
        around_.executor,
        [self]() -> net::Task<void> {
            std::string name = co_await self->api_->display_name(self->self_.user);
            if (!name.empty()) self->self_.display_name = std::move(name);
        },
        asio::detached);
}

/// Not every homeserver leaves out what it is told to, and some end a poll for it with nothing.
void Engine::heard_itself(const SyncAnswer& answer, bool quick) {
    hears_itself_ = quick;
    for (const JoinedRoom& room : answer.joined)
        for (const Event& event : room.timeline) hears_itself_ = hears_itself_ || event.sender == self_.user;
}

SyncFilter::Wanted Engine::wanted() const {
    if (since_.empty() || narrow_) return SyncFilter::Wanted::little;
    return with_own_ ? SyncFilter::Wanted::all : SyncFilter::Wanted::others;
}

net::Task<void> Engine::rest(net::Span span) {
    boost::system::error_code woken;
    timer_.expires_after(span);
    auto token = asio::redirect_error(asio::use_awaitable, woken);
    co_await timer_.async_wait(token);
}

Call Engine::sync_call() const {
    const bool first = !ready_;
    const auto wait = first ? std::chrono::seconds{0} : account_.poll;
    std::string path = client_path({"sync"}) + "?timeout=" +
                       std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(wait).count());
    path += filter_.query(wanted());
    if (!since_.empty()) path += "&since=" + percent_encoded(since_);
    Call call = get(std::move(path));
    call.whole = true;
    call.kind = "sync";
    call.timeout = since_.empty() ? kFirstSync : wait + account_.patience;
    return call;
}

}  // namespace plumb::matrix
