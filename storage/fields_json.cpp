#include "storage/fields_json.hpp"

namespace plumb::storage {

namespace {

constexpr int kIndent = 2;

}  // namespace

std::string json_text(const Json& json) {
    return json.dump(kIndent, ' ', false, Json::error_handler_t::replace) + "\n";
}

const RefStyle& numbered_refs() {
    static const RefStyle style{
        [](Ref ref) { return Json(to_string(ref)); },
        [](const Json& json, std::optional<Kind>) {
            const std::string text = json.get<std::string>();
            if (const auto ref = parse_ref(text)) return *ref;
            for (std::size_t k = 0; k < kKinds; ++k)
                if (text.rfind(kPrefixes[k], 0) == 0)
                    return Ref{static_cast<Kind>(k), std::stoi(text.substr(kPrefixes[k].size()))};
            throw std::invalid_argument("not a reference: " + text);
        }};
    return style;
}

Acts acts_from(const Json& json) {
    Acts acts{};
    for (const auto& [key, at] : json.items())
        if (const auto f = named<Function>(key))
            acts[static_cast<std::size_t>(*f)] = Instant{Seconds{at.get<std::int64_t>()}};
    return acts;
}

}  // namespace plumb::storage
