// A persistent table: copying it is cheap, changing a copy leaves the original as it was.
#pragma once

#include "core/records/meta.hpp"

#include <array>
#include <iterator>
#include <memory>
#include <vector>

namespace plumb {

/// Records of one kind by number, which is their position: numbers start at 1 and are dense. A copy shares
/// all chunks with its original; put() and erase() copy one chunk. That makes hypothetical plans (ripple,
/// whatif) and the way back from a failed commit cost next to nothing.
template <Record T>
class Table {
    static constexpr std::size_t kChunk = 32;
    using Chunk = std::array<std::shared_ptr<const T>, kChunk>;

  public:
    using IdType = Id<T::kind>;

    /// nullptr where there is none.
    const T* find(IdType id) const {
        if (id.n <= 0) return nullptr;
        const auto [chunk, slot] = place(id.n);
        return chunk < chunks_.size() && chunks_[chunk] ? (*chunks_[chunk])[slot].get() : nullptr;
    }

    /// Adds the record or replaces the one of its number.
    void put(T record) {
        const auto [chunk, slot] = place(record.meta.n);
        if (chunk >= chunks_.size()) chunks_.resize(chunk + 1);
        auto copy = chunks_[chunk] ? std::make_shared<Chunk>(*chunks_[chunk]) : std::make_shared<Chunk>();
        auto& held = (*copy)[slot];
        if (!held) ++size_;
        held = std::make_shared<const T>(std::move(record));
        chunks_[chunk] = std::move(copy);
    }

    void erase(IdType id) {
        if (!find(id)) return;
        const auto [chunk, slot] = place(id.n);
        auto copy = std::make_shared<Chunk>(*chunks_[chunk]);
        (*copy)[slot].reset();
        chunks_[chunk] = std::move(copy);
        --size_;
    }

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }

    class Iterator {
      public:
        using value_type = T;
        using difference_type = std::ptrdiff_t;
        using iterator_category = std::forward_iterator_tag;
        using pointer = const T*;
        using reference = const T&;

        Iterator() = default;
        Iterator(const Table* table, std::size_t at) : table_(table), at_(at) { skip(); }
        const T& operator*() const { return *(*table_->chunks_[at_ / kChunk])[at_ % kChunk]; }
        const T* operator->() const { return &**this; }
        Iterator& operator++() {
            ++at_;
            skip();
            return *this;
        }
        Iterator operator++(int) {
            Iterator old = *this;
            ++*this;
            return old;
        }
        bool operator==(const Iterator& other) const { return at_ == other.at_; }

      private:
        void skip() {
            const std::size_t end = table_->chunks_.size() * kChunk;
            while (at_ < end) {
                const auto& chunk = table_->chunks_[at_ / kChunk];
                if (!chunk)
                    at_ = (at_ / kChunk + 1) * kChunk;
                else if (!(*chunk)[at_ % kChunk])
                    ++at_;
                else
                    return;
            }
        }
        const Table* table_ = nullptr;
        std::size_t at_ = 0;
    };
    Iterator begin() const { return {this, 0}; }
    Iterator end() const { return {this, chunks_.size() * kChunk}; }

  private:
    static std::pair<std::size_t, std::size_t> place(int n) {
        const auto index = static_cast<std::size_t>(n - 1);
        return {index / kChunk, index % kChunk};
    }
    std::vector<std::shared_ptr<const Chunk>> chunks_;
    std::size_t size_ = 0;
};

}  // namespace plumb
