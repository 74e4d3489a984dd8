// What every implementation of the Store port must do (ports/store.hpp). A test program of one links
// store_contract.cpp and its siblings, and defines store_under_test().
#pragma once

#include "ports/store.hpp"

#include <memory>

namespace plumb {

/// An installation that can be opened again and again; empty at first.
class StoreUnderTest {
  public:
    virtual ~StoreUnderTest() = default;
    /// The store that was opened before is closed by then.
    virtual std::unique_ptr<Store> open() = 0;
};

std::unique_ptr<StoreUnderTest> store_under_test();

/// Begins, puts and commits; every one of them must work.
void commit(Store& store, Transaction transaction);
/// A transaction of these records.
Transaction writing(std::vector<AnyRecord> records);

template <Record T>
T numbered(int n) {
    T record;
    record.meta.n = n;
    return record;
}

}  // namespace plumb
