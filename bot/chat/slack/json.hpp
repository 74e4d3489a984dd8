// JSON from outside: read without trusting any of it.
#pragma once

#include <nlohmann/json.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace plumb::slack {

using Json = nlohmann::json;

/// Deeper than anything that Slack sends by far (its richest messages nest about twenty levels).
inline constexpr int kDeepest = 100;

/// A document of bounded depth; nothing where it is no JSON or nests deeper. Never throws.
std::optional<Json> parsed(std::string_view text);
/// The same without what this key of the document holds, which is not looked at.
std::optional<Json> parsed_without(std::string_view key, std::string_view text);

/// The value at a path of keys; null where anything on the way is missing or no object.
const Json& at(const Json& from, std::initializer_list<std::string_view> path);
inline const Json& at(const Json& from, std::string_view key) { return at(from, {key}); }

/// The text at a path; empty where it is missing or no text.
std::string text_at(const Json& from, std::initializer_list<std::string_view> path);
inline std::string text_at(const Json& from, std::string_view key) { return text_at(from, {key}); }

/// `true`, and the text `"true"` that form-encoded fields became.
bool truth_at(const Json& from, std::string_view key);

std::optional<std::int64_t> number_at(const Json& from, std::initializer_list<std::string_view> path);

/// As it goes over the wire; bytes that are no UTF-8 become U+FFFD.
std::string written(const Json& value);

}  // namespace plumb::slack
