#include "cli/drawn_apart.hpp"

#include "picture/scene_json.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>

extern char** environ;

namespace plumb::cli {

namespace {

/// Far more than a picture takes, also the first on a busy machine, for which libraries and fonts come from
/// the disk; less than a stopping service may take (operation.md section 1).
constexpr std::chrono::seconds kPatience{8};
constexpr const char* kSelf = "/proc/self/exe";
constexpr std::size_t kPiece = 65'536;

using Clock = std::chrono::steady_clock;

/// An open file, closed at the end.
class Descriptor {
  public:
    explicit Descriptor(int n) : n_(n) {}
    ~Descriptor() { close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int get() const { return n_; }
    void close() {
        if (n_ >= 0) ::close(n_);
        n_ = -1;
    }

  private:
    int n_;
};

/// A process that draws, on the other end of a socket which is its standard input and output. Ended and
/// waited for by the destructor at the latest.
class Artist {
  public:
    explicit Artist(int its_end) {
        posix_spawn_file_actions_t files;
        posix_spawn_file_actions_init(&files);
        posix_spawn_file_actions_adddup2(&files, its_end, STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&files, its_end, STDOUT_FILENO);
        // Fonts and their caches are complained about there, by libraries: what matters comes as the answer.
        posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        // It inherits neither connections nor the lock on the database.
        posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
        posix_spawnattr_t attributes;
        posix_spawnattr_init(&attributes);
        sigset_t none;
        sigemptyset(&none);
        posix_spawnattr_setsigmask(&attributes, &none);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
        std::array<char, 10> name{"plumbline"};
        std::array<char, 5> command{"draw"};
        std::array<char*, 3> arguments{name.data(), command.data(), nullptr};
        error_ = ::posix_spawn(&pid_, kSelf, &files, &attributes, arguments.data(), environ);
        posix_spawn_file_actions_destroy(&files);
        posix_spawnattr_destroy(&attributes);
    }
    ~Artist() {
        if (error_ != 0 || waited_) return;
        ::kill(pid_, SIGKILL);
        wait();
    }
    Artist(const Artist&) = delete;
    Artist& operator=(const Artist&) = delete;

    int error() const { return error_; }
    /// Its exit status; -1 when a signal ended it.
    int wait() {
        int status = 0;
        while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
        }
        waited_ = true;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

  private:
    pid_t pid_ = 0;
    int error_ = 0;
    bool waited_ = false;
};

/// Waits until the socket is ready for that; false when the time is up.
bool ready(int socket, short what, Clock::time_point deadline) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
    pollfd asked{socket, what, 0};
    return left.count() > 0 && ::poll(&asked, 1, static_cast<int>(left.count())) > 0;
}

bool send_all(int socket, std::string_view text, Clock::time_point deadline) {
    while (!text.empty()) {
        if (!ready(socket, POLLOUT, deadline)) return false;
        const ssize_t sent = ::send(socket, text.data(), text.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno != EINTR && errno != EAGAIN) return false;
        if (sent > 0) text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool receive_all(int socket, std::string& text, Clock::time_point deadline) {
    std::array<char, kPiece> piece;
    while (ready(socket, POLLIN, deadline)) {
        const ssize_t got = ::recv(socket, piece.data(), piece.size(), MSG_DONTWAIT);
        if (got == 0) return true;
        if (got > 0) text.append(piece.data(), static_cast<std::size_t>(got));
        if (got < 0 && errno != EINTR && errno != EAGAIN) return false;
    }
    return false;
}

}  // namespace

Result<std::string> drawn_apart(const Scene& scene) {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return refuse(std::string("the picture was not drawn: ") + std::strerror(errno) + ".");
    const Descriptor ours(ends[0]);
    Descriptor its(ends[1]);
    Artist artist(its.get());
    its.close();
    if (artist.error() != 0)
        return refuse(std::string("the picture was not drawn: ") + std::strerror(artist.error()) + ".");
    const auto deadline = Clock::now() + kPatience;
    std::string answer;
    const bool asked =
        send_all(ours.get(), picture::scene_text(scene), deadline) && ::shutdown(ours.get(), SHUT_WR) == 0;
    if (!receive_all(ours.get(), answer, deadline) || !asked)
        return refuse("the picture was not drawn in time.");
    if (artist.wait() == 0) return answer;
    return refuse(answer.empty() ? "the picture was not drawn." : answer);
}

}  // namespace plumb::cli
