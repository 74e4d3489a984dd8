#include "cli/options.hpp"

#include <iostream>

namespace plumb::cli {

void add_all(CLI::App& program, Action& action) {
    add_console(program, action);
    add_demo(program, action);
}

int usage_error(const std::string& problem) {
    std::cerr << "plumbline: " << problem << "\n";
    return kBadUsage;
}

int failure(const std::string& problem) {
    std::cerr << "plumbline: " << problem << "\n";
    return kFailed;
}

}  // namespace plumb::cli
