// One record as an object of the export, under the keys of fields.md, and back.
#pragma once

#include "storage/fields_json.hpp"

namespace plumb::storage {

/// The parts of a record that the export writes in another way than the record holds them.
void dress(Json& json, const Collateral& record);
void dress(Json& json, const Person& record);
void dress(Json& json, const Move& record);
void dress(Json& json, const Schedule& record);
template <class T>
void dress(Json&, const T&) {}

/// The reverse, before the fields are read. Throws std::invalid_argument.
void undress(Json& json, const Collateral&);
void undress(Json& json, const Person&);
void undress(Json& json, const Schedule&);
template <class T>
void undress(Json&, const T&) {}

Json acts_by_instant(const Acts& acts);
Acts acts_by_instant(const Json& json);

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
    return json;
}

/// Throws std::exception for what is no such record.
template <Record T>
T record_from(Json json, int n, const RefStyle& refs) {
    T record;
    record.meta.n = n;
    const auto stamp = [&](const char* key, auto& value) {
        if (json.contains(key)) field_from(json.at(key), value, refs);
    };
    stamp("created_at", record.meta.created_at);
    stamp("created_by", record.meta.created_by);
    stamp("updated_at", record.meta.updated_at);
    undress(json, record);
    each_field(record, [&](std::string_view key, auto& field) {
        const auto it = json.find(std::string(key));
        if (it != json.end()) field_from(*it, field, refs);
    });
    if (json.contains("acts")) record.meta.acts = acts_by_instant(json.at("acts"));
    return record;
}

}  // namespace plumb::storage
