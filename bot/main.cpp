#include "cli/options.hpp"
#include "cli/version.hpp"

#include <CLI/CLI.hpp>

#include <clocale>
#include <exception>
#include <iostream>

namespace {

int run(int argc, char** argv) {
    using namespace plumb::cli;
    CLI::App program(
        "Keeps the product plan and the go-to-market plan in true: a chat bot for Slack and Matrix.",
        "plumbline");
    program.set_version_flag("--version", std::string("plumbline ") + kVersion);
    program.require_subcommand(1);
    Action action;
    add_all(program, action);
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) return program.exit(error);
        return usage_error(error.what());
    }
    return action ? action() : kBadUsage;
}

}  // namespace

int main(int argc, char** argv) {
    std::setlocale(LC_CTYPE, "C.UTF-8");
    try {
        return run(argc, argv);
    } catch (const std::exception& error) {
        return plumb::cli::failure(std::string("plumbline cannot go on: ") + error.what());
    }
}
