// The console on a terminal: line editing, history, completion.
#pragma once

#include "cli/console_session.hpp"

namespace plumb::cli {

/// Draws for standard output: as wide as it is, in colours where it is a terminal that shows them and nobody
/// said otherwise (NO_COLOR); as seen by the speaker in their channel.
void fit_to_terminal(SessionOptions& options);

/// Reads lines until end of input or `exit`; the exit status.
int run_terminal(ConsoleSession& session, const SessionOptions& options);

}  // namespace plumb::cli
