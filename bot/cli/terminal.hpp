// The console on a terminal: line editing, history, completion.
#pragma once

#include "cli/console_session.hpp"

namespace plumb::cli {

int terminal_columns();
/// Standard output is a terminal that shows colours, and nobody said otherwise (NO_COLOR).
bool terminal_colours();

/// Reads lines until end of input or `exit`; the exit status.
int run_terminal(ConsoleSession& session, const SessionOptions& options);

}  // namespace plumb::cli
