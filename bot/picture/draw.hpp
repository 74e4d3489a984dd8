// Draws a scene with cairo and pango.
#pragma once

#include "core/base/result.hpp"
#include "core/picture/scene.hpp"

#include <string>

namespace plumb::picture {

/// The picture as PNG. Refused where it cannot be drawn (a library that is
/// missing, no memory). The same scene with the same fonts gives the same
/// bytes.
Result<std::string> draw(const Scene& scene);

}  // namespace plumb::picture
