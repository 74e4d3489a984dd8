#include "cli/options.hpp"
#include "cli/version.hpp"
#include "core/base/spelling.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <clocale>
#include <csignal>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

namespace {

std::string one_line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

/// What is wrong with the first word, where a command belongs; empty where nothing is.
std::string wrong_command(const CLI::App& program, int argc, char** argv) {
    const std::string typed = argc > 1 ? argv[1] : "";
    if (typed == "-h" || typed == "--help" || typed == "--version") return {};
    std::vector<std::string> names;
    for (const CLI::App* command : program.get_subcommands(nullptr)) {
        if (command->get_name() == typed) return {};
        // One without a group is for our own tools, and in no help.
        if (!command->get_group().empty()) names.push_back(command->get_name());
    }
    const std::string expected = "Expected " + plumb::choice_of(names) + "; “plumbline --help” says more.";
    if (typed.empty()) return "There is no command. " + expected;
    const std::vector<std::string_view> known(names.begin(), names.end());
    const auto near = plumb::nearest(typed, known);
    return "“" + one_line(typed) + "” is no command" +
           (near ? "; did you mean " + std::string(*near) + "? " : ". ") + expected;
}

/// What a command lacks, in the words of its help: `backup needs FILE: where to`.
std::string missing_argument(const CLI::App& program, const CLI::Error& error) {
    for (const CLI::App* command : program.get_subcommands())
        for (const CLI::Option* option : command->get_options())
            if (option->get_required() && option->count() == 0)
                return "“" + command->get_name() + "” needs " + option->get_type_name() + ": " +
                       one_line(option->get_description()) + "; “plumbline " + command->get_name() +
                       " --help” says more.";
    return one_line(error.what());
}

/// Done is only what could also be said: where standard output takes nothing (a full disk), answers are lost.
int once_said(int status) {
    std::cout.flush();
    if (std::cout || status != plumb::cli::kDone) return status;
    return plumb::cli::failure("Standard output does not take it.");
}

int run(int argc, char** argv) {
    using namespace plumb::cli;
    CLI::App program(
        "Keeps the product plan and the go-to-market plan in true: a chat bot for Slack and Matrix.",
        "plumbline");
    program.set_version_flag("--version", std::string("plumbline ") + kVersion);
    program.require_subcommand(1);
    Action action;
    add_all(program, action);
    if (const std::string wrong = wrong_command(program, argc, argv); !wrong.empty())
        return usage_error(wrong);
    try {
        program.parse(argc, argv);
    } catch (const CLI::RequiredError& error) {
        return usage_error(missing_argument(program, error));
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) return once_said(program.exit(error));
        return usage_error(one_line(error.what()));
    }
    return action ? once_said(action()) : kBadUsage;
}

}  // namespace

extern "C" {
/// jemalloc looks for its settings here: one heap for all threads, since those beside the main one allocate
/// little.
__attribute__((visibility("default"), used)) const char* malloc_conf = "narenas:1";

/// GnuTLS, which stands behind protocols of libcurl that are never spoken, asks this as it is loaded: it need
/// not set itself up, which costs each start a megabyte.
// NOLINTNEXTLINE(bugprone-reserved-identifier,readability-identifier-naming): GnuTLS gives it its name.
int _gnutls_global_init_skip();
// NOLINTNEXTLINE(bugprone-reserved-identifier,readability-identifier-naming)
__attribute__((visibility("default"), used)) int _gnutls_global_init_skip() { return 1; }
}

int main(int argc, char** argv) {
    std::setlocale(LC_CTYPE, "C.UTF-8");
    // A file that may not grow is an error of the write.
    std::signal(SIGXFSZ, SIG_IGN);
    try {
        return run(argc, argv);
    } catch (const std::exception& error) {
        return plumb::cli::failure(std::string("plumbline cannot go on: ") + error.what());
    }
}
