// What an export of the documented keys alone leaves out follows from what it states.
#pragma once

#include "storage/fields_json.hpp"

namespace plumb::storage {

/// Puts keys beyond fields.md, and `to` of an event of one day, into the object of a record where they are
/// absent. The record has its meta already.
void fill_in(Json& json, const Product& product);
void fill_in(Json& json, const ChangeRequest& request);
void fill_in(Json& json, const Assessment& assessment);
void fill_in(Json& json, const LaunchEvent& event);
void fill_in(Json& json, const Move& move);
void fill_in(Json& json, const Warning& warning);
template <class T>
void fill_in(Json&, const T&) {}

}  // namespace plumb::storage
