// Draws in a process of its own: this one neither grows by fonts and libraries nor falls over a broken font.
#pragma once

#include "core/base/result.hpp"
#include "core/picture/scene.hpp"

#include <string>

namespace plumb::cli {

/// The scene as PNG, drawn by `plumbline draw`. Waits for it, but not for ever. May be called on any thread.
Result<std::string> drawn_apart(const Scene& scene);

}  // namespace plumb::cli
