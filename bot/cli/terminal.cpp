#include "cli/terminal.hpp"

#include "cli/options.hpp"
#include "core/talk/completion.hpp"

#include <editline/readline.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::cli {

namespace {

constexpr int kUsualColumns = 80;
constexpr int kWidest = 110;

// libedit calls back without an argument of ours: the session that completes is kept here while its loop
// runs.
const ConsoleSession* completing = nullptr;
std::vector<std::string> candidates;

char* next_candidate(const char*, int state) {
    const auto at = static_cast<std::size_t>(state);
    return at < candidates.size() ? ::strdup(candidates[at].c_str()) : nullptr;
}

char** complete_word(const char* word, int start, int) {
    const std::string before(rl_line_buffer, static_cast<std::size_t>(start));
    candidates = complete(completing->world(), completing->context(), before + word);
    rl_attempted_completion_over = 1;
    return candidates.empty() ? nullptr : rl_completion_matches(word, next_candidate);
}

int terminal_columns() {
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kUsualColumns;
    return std::min<int>(size.ws_col, kWidest);
}

bool terminal_colours() {
    const char* terminal = std::getenv("TERM");
    const char* none = std::getenv("NO_COLOR");
    const bool plain = !terminal || std::string_view(terminal) == "dumb" || (none && *none != '\0');
    return ::isatty(STDOUT_FILENO) && !plain;
}

}  // namespace

void fit_to_terminal(SessionOptions& options) {
    options.look.columns = terminal_columns();
    options.look.colour = terminal_colours();
    options.look.self = options.self;
    options.look.channel = options.channel;
}

int run_terminal(ConsoleSession& session, const SessionOptions& options) {
    std::cout << "Plumbline in this terminal: “help” shows what it takes, “exit” ends.\n";
    rl_readline_name = "plumbline";
    completing = &session;
    rl_attempted_completion_function = complete_word;
    const std::string prompt = options.channel + " ▸ ";
    bool sound = true;
    while (char* typed = ::readline(prompt.c_str())) {
        const std::string line(typed);
        std::free(typed);
        if (line == "exit" || line == "quit") break;
        if (!line.empty()) ::add_history(line.c_str());
        sound = session.line(line) && sound;
    }
    session.drain();
    completing = nullptr;
    return sound ? kDone : kFailed;
}

}  // namespace plumb::cli
