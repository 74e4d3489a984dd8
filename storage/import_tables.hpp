// One function a table: a row that is not known becomes a record.
#pragma once

#include "storage/import_rows.hpp"

namespace plumb::storage {

/// Each returns false for a row that is on record already, true otherwise (drafted, or said to be wrong).
bool import_product(ImportRow& row, ProductId product);
bool import_release(ImportRow& row, ProductId product);
bool import_feature(ImportRow& row, ProductId product);
bool import_launch(ImportRow& row, ProductId product, ImportReport& report);
/// Once all launches are there. Says what is wrong with the parent.
void import_parent(ImportRow& row, ProductId product);
bool import_collateral(ImportRow& row, ProductId product);
bool import_promise(ImportRow& row, ProductId product);
bool import_change(ImportRow& row, ProductId product, ImportReport& report);
bool import_move(ImportRow& row, ProductId product);

}  // namespace plumb::storage
