// A scene as text, for the process that draws it.
#pragma once

#include "core/base/result.hpp"
#include "core/picture/scene.hpp"

#include <string>
#include <string_view>

namespace plumb::picture {

std::string scene_text(const Scene& scene);
/// Reads what scene_text() wrote.
Result<Scene> read_scene(std::string_view text);

}  // namespace plumb::picture
