#include "cli/options.hpp"

#include <iostream>

namespace plumb::cli {

void add_all(CLI::App& program, Action& action) {
    add_serve(program, action);
    add_doctor(program, action);
    add_manifest(program, action);
    add_console(program, action);
    add_demo(program, action);
    add_export(program, action);
    add_align(program, action);
    add_figures(program, action);
    add_archive(program, action);
    add_digest(program, action);
    add_import(program, action);
    add_replay(program, action);
    add_completion(program, action);
    add_draw(program, action);
}

namespace {

std::string words_of(const Refusal& refusal) {
    return refusal.wrong + (refusal.expected.empty() ? "" : " " + refusal.expected);
}

}  // namespace

int usage_error(const std::string& problem) {
    std::cerr << "plumbline: " << problem << "\n";
    return kBadUsage;
}

int usage_error(const Refusal& refusal) { return usage_error(words_of(refusal)); }

int failure(const std::string& problem) {
    std::cerr << "plumbline: " << problem << "\n";
    return kFailed;
}

int failure(const Refusal& refusal) { return failure(words_of(refusal)); }

}  // namespace plumb::cli
