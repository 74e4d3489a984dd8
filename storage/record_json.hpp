// One record as an object of the export, under the keys of fields.md. The way back is read_record.hpp.
#pragma once

#include "storage/fields_json.hpp"

namespace plumb::storage {

/// The parts of a record that the export writes in another way than the record holds them.
void dress(Json& json, const Collateral& record);
void dress(Json& json, const Person& record);
void dress(Json& json, const Move& record);
void dress(Json& json, const Schedule& record);
void dress(Json& json, const ChangeRequest& record);
void dress(Json& json, const Assessment& record);
template <class T>
void dress(Json&, const T&) {}

Json acts_by_instant(const Acts& acts);

/// Kinds that are called by a name carry their number beside it.
template <Record T>
inline constexpr bool kCalledByName = std::is_same_v<T, Product> || std::is_same_v<T, Person> ||
                                      std::is_same_v<T, Customer> || std::is_same_v<T, Release>;

template <Record T>
Json record_json(const T& record, const RefStyle& refs) {
    Json json = Json::object();
    json["id"] = refs.write(Ref{id_of(record)});
    if constexpr (kCalledByName<T>) json["number"] = record.meta.n;
    json["created_at"] = iso(record.meta.created_at);
    json["created_by"] = field_json(record.meta.created_by, refs);
    json["updated_at"] = iso(record.meta.updated_at);
    each_field(record, [&](std::string_view key, const auto& field) {
        json[std::string(key)] = field_json(field, refs);
    });
    dress(json, record);
    json["acts"] = acts_by_instant(record.meta.acts);
    if constexpr (requires { record.heard; }) json["heard"] = acts_by_instant(record.heard);
    return json;
}

}  // namespace plumb::storage
