// Everything on record as a document that people read.
#pragma once

#include "core/time/zone.hpp"
#include "storage/export_json.hpp"

namespace plumb::storage {

/// Markdown (CommonMark with tables), a chapter a product: releases, features, requests with who was heard
/// and what was decided, events with their collateral, promises, assumptions, open warnings, moves, words.
/// What people wrote is shown as typed and never becomes markup. Days are those of each product's zone.
std::string export_markdown(const Archived& archived, const ExportScope& scope, const Zones& zones);

}  // namespace plumb::storage
