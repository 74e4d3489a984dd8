// The console on a terminal: line editing, history, completion.
#pragma once

#include "cli/console_session.hpp"

namespace plumb::cli {

int terminal_columns();

/// Reads lines until end of input or `exit`; the exit status.
int run_terminal(ConsoleSession& session, const SessionOptions& options);

}  // namespace plumb::cli
