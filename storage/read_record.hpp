// One record from its object in the export: the reverse of record_json.hpp.
#pragma once

#include "storage/fill_in.hpp"
#include "storage/read_field.hpp"

namespace plumb::storage {

/// Puts what the export writes in another way than the record holds it as the record holds it. Throws Misfit.
void undress(Json& json, const Collateral&);
void undress(Json& json, const Person&);
void undress(Json& json, const Schedule&);
/// As older exports have it, an object or a word, it is as the record holds it already.
void undress(Json& json, const ChangeRequest&);
void undress(Json& json, const Assessment&);
template <class T>
void undress(Json&, const T&) {}

/// What a record belongs to, what it can be called in a command, and what must not lie before what. Throws
/// Misfit.
void check_whole(const Product& product);
void check_whole(const Person& person);
void check_whole(const Release& release);
void check_whole(const LaunchEvent& event);
void check_whole(const Collateral& item);
void check_whole(const Evidence& evidence);
void check_whole(const Assessment& assessment);
void check_whole(const Move& move);
void check_whole(const Warning& warning);
void check_whole(const RuleSetting& setting);
void check_whole(const Mute& mute);
void check_whole(const Term& term);
/// When it was made must be there; when it was changed is that, unless it says more.
void check_made(Meta& meta, const Json& json);
/// `key` says what the record is called by.
void check_named(const std::string& name, std::string_view key);
template <class T>
void check_whole(const T&) {}

/// Throws Misfit for what is no such record.
template <Record T>
T read_record(Json json, int n, const RefStyle& refs) {
    T record;
    record.meta.n = n;
    read_part(json, "created_at", record.meta.created_at, refs);
    read_part(json, "created_by", record.meta.created_by, refs);
    read_part(json, "updated_at", record.meta.updated_at, refs);
    check_made(record.meta, json);
    undress(json, record);
    fill_in(json, record);
    read_fields(json, record, refs);
    read_acts(json, "acts", record.meta.acts);
    if constexpr (requires { record.heard; }) read_acts(json, "heard", record.heard);
    if constexpr (requires { record.title; }) check_named(record.title, "title");
    if constexpr (requires { record.product; })
        if (!record.product)
            in_part("product", [] { throw Misfit("it is missing", "a product such as product:atlas"); });
    check_whole(record);
    return record;
}

}  // namespace plumb::storage
