#include "core/records/forgotten.hpp"

namespace plumb {

std::string forgotten_handle(int n) { return "forgotten-" + std::to_string(n); }

bool is_forgotten(const Person& person) {
    return person.accounts.empty() && person.handle == forgotten_handle(person.meta.n);
}

}  // namespace plumb
