// JSON from a homeserver: read without trusting any of it.
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace plumb::matrix {

using Json = nlohmann::json;

/// A document; nothing where it is no JSON. Half a surrogate pair or bytes that are no UTF-8 are read as
/// U+FFFD: one odd message must not make a whole answer unreadable. What nests deeply is read, too, and must
/// not be copied or written.
std::optional<Json> parsed(std::string_view text);

/// The member of that name; null where it is missing or `from` is no object.
const Json& at(const Json& from, std::string_view key);
/// Its text; empty where it is missing or no text.
std::string text_at(const Json& from, std::string_view key);
std::optional<std::int64_t> number_at(const Json& from, std::string_view key);
bool truth_at(const Json& from, std::string_view key);

/// As it goes over the wire; bytes that are no UTF-8 become U+FFFD.
std::string written(const Json& value);

}  // namespace plumb::matrix
