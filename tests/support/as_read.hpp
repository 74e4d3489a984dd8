// What is read of a text, without how it is drawn.
#pragma once

#include "core/base/text.hpp"
#include "core/records/world.hpp"

#include <string>

namespace plumb {

inline std::string as_read(const World& world, const Text& text) {
    std::string out;
    for (const Run& run : text.runs()) {
        const bool person = run.kind == Run::Kind::person || run.kind == Run::Kind::ping;
        out += person ? person_name(world, run.who) : run.text;
    }
    return out;
}

}  // namespace plumb
