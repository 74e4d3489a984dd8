#include "chat/matrix/matrix.hpp"

#include "chat/matrix/device_lock.hpp"
#include "chat/matrix/engine.hpp"
#include "chat/matrix/names.hpp"
#include "net/url.hpp"

namespace plumb::matrix {

namespace {

class Matrix : public Chat {
  public:
    Matrix(MatrixAccount account, MatrixAround around, std::shared_ptr<void> lock)
        : lock_(std::move(lock)), engine_(std::make_shared<Engine>(std::move(account), std::move(around))) {}
    Matrix(const Matrix&) = delete;
    Matrix& operator=(const Matrix&) = delete;
    // NOLINTNEXTLINE(bugprone-exception-escape): what cancels a timer may throw by its type alone.
    ~Matrix() override { engine_->close(); }

    void start(InboundHandler handler, std::function<void()> on_ready) override {
        engine_->start(std::move(handler), std::move(on_ready));
    }
    void stop(std::function<void()> done) override { engine_->stop(std::move(done)); }
    ChatHealth health() const override { return engine_->health(); }
    bool ready() const override { return engine_->ready(); }

    bool owns(std::string_view channel) const override {
        return !engine_->self().user.empty() && !room_of(engine_->self().user, channel).empty();
    }

    SamePlace same_place(std::string_view channel) const override { return engine_->same_place(channel); }
    bool is_shut(std::string_view channel) const override { return engine_->is_shut(channel); }
    Reach reach(std::string_view channel, const Person& person) override {
        return engine_->reach(channel, user_of(person));
    }
    bool is_pressed_by_reactions(std::string_view channel) const override {
        return engine_->is_direct(channel);
    }

    std::string direct_channel(const Person& person) const override {
        const std::string user = user_of(person);
        const std::string& bot = engine_->self().user;
        if (user.empty() || bot.empty() || !engine_->serves(user)) return {};
        const Room* room = engine_->rooms().direct_with(user);
        return channel_address(bot, room ? room->id : user);
    }

    void send(const Delivery& delivery, std::function<void(SendOutcome)> done) override {
        engine_->send(delivery, std::move(done));
    }

  private:
    std::shared_ptr<void> lock_;
    std::shared_ptr<Engine> engine_;
};

}  // namespace

Result<std::unique_ptr<Chat>> make_matrix(MatrixAccount account, MatrixAround around) {
    const std::string address = account.homeserver.find("://") == std::string::npos
                                    ? "https://" + account.homeserver
                                    : account.homeserver;
    if (account.homeserver.empty())
        return refuse(account.name + ": no homeserver is set.", "Its address is expected.",
                      "https://matrix.example.org");
    if (const auto url = net::parse_url(address); !url)
        return refuse(account.name + ": the homeserver’s address cannot be used: " + url.error().wrong + ".",
                      "https:// is expected (http:// for this machine alone).", "https://matrix.example.org");
    if (account.user.empty())
        return refuse(account.name + ": no user is set.", "The bot’s Matrix id is expected.",
                      "@plumbline:example.org");
    if (account.access_token.empty() && account.password.empty())
        return refuse(account.name + ": neither an access token nor a password is set.",
                      "One of the two lets the bot in.");
    std::shared_ptr<void> lock;
    if (!account.access_token.empty()) {
        lock = device_lock(around.executor, account.homeserver, account.access_token);
        if (!lock)
            return refuse(account.name + ": another Plumbline uses the device of this access token.",
                          "One bot a device is expected: stop the other, or log in once more for a token.");
    }
    return std::unique_ptr<Chat>(
        std::make_unique<Matrix>(std::move(account), std::move(around), std::move(lock)));
}

}  // namespace plumb::matrix
