// The command line: one function a command, each with the exit status of operation.md section 1 (0 done, 1
// failed, 2 bad usage).
#pragma once

#include "core/base/result.hpp"

#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace plumb::cli {

inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kBadUsage = 2;

/// What a command, once parsed, runs; set by the command's own registration.
using Action = std::function<int()>;

/// Each adds its command to the program and sets the action when it is the one that was asked for.
void add_console(CLI::App& program, Action& action);
void add_demo(CLI::App& program, Action& action);
void add_export(CLI::App& program, Action& action);
void add_draw(CLI::App& program, Action& action);
void add_align(CLI::App& program, Action& action);
/// backup, restore, forget.
void add_archive(CLI::App& program, Action& action);
void add_figures(CLI::App& program, Action& action);
void add_digest(CLI::App& program, Action& action);
void add_import(CLI::App& program, Action& action);
void add_replay(CLI::App& program, Action& action);
void add_serve(CLI::App& program, Action& action);
void add_doctor(CLI::App& program, Action& action);
void add_manifest(CLI::App& program, Action& action);
void add_completion(CLI::App& program, Action& action);
/// Every command.
void add_all(CLI::App& program, Action& action);

/// `problem` on standard error, one line, as the program's own word.
int usage_error(const std::string& problem);
int usage_error(const Refusal& refusal);
int failure(const std::string& problem);
/// The same for a refusal: what is wrong, and what is expected.
int failure(const Refusal& refusal);

}  // namespace plumb::cli
