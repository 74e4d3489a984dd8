// A persistent table: copying it is cheap, changing a copy leaves the original as it was.
#pragma once

#include "core/records/named.hpp"
#include "core/records/numbers.hpp"
#include "core/records/sparse.hpp"

#include <array>
#include <iterator>
#include <memory>
#include <vector>

namespace plumb {

/// Records of one kind by number, which is their position (numbers start at 1 and are dense), and by every
/// record that they name, so that what hangs on a record is found without asking all. That copies share what
/// they have in common makes hypothetical plans (ripple, whatif) and the way back from a failed commit cost
/// next to nothing.
template <Record T>
class Table {
  public:
    using IdType = Id<T::kind>;

    /// nullptr where there is none.
    const T* find(IdType id) const { return is_number(id.n) ? records_.find(place(id.n)) : nullptr; }

    /// Adds the record or replaces the one of its number.
    void put(T record) {
        const int n = record.meta.n;
        const T* held = records_.find(place(n));
        if (!held) ++size_;
        rename(n, held ? named_by(*held) : std::vector<Ref>{}, named_by(record));
        records_.put(place(n), std::move(record));
    }

    void erase(IdType id) {
        const T* held = find(id);
        if (!held) return;
        rename(id.n, named_by(*held), {});
        records_.erase(place(id.n));
        --size_;
    }

    /// Those that name a record in one of their fields, by number.
    std::vector<const T*> naming(Ref ref) const {
        std::vector<const T*> out;
        each_naming(ref, [&](const T& record) { out.push_back(&record); });
        return out;
    }
    template <class Use>
    void each_naming(Ref ref, Use use) const {
        if (!named_ || !is_number(ref.n)) return;
        const Numbers* numbers = (*named_)[static_cast<std::size_t>(ref.kind)].find(place(ref.n));
        if (numbers) numbers->each([&](int n) { use(*records_.find(place(n))); });
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
        Iterator(const Sparse<T>* records, std::size_t at) : records_(records), at_(records->next(at)) {}
        const T& operator*() const { return *records_->find(at_); }
        const T* operator->() const { return &**this; }
        Iterator& operator++() {
            at_ = records_->next(at_ + 1);
            return *this;
        }
        Iterator operator++(int) {
            Iterator old = *this;
            ++*this;
            return old;
        }
        bool operator==(const Iterator& other) const { return at_ == other.at_; }

      private:
        const Sparse<T>* records_ = nullptr;
        std::size_t at_ = 0;
    };
    Iterator begin() const { return {&records_, 0}; }
    Iterator end() const { return {&records_, records_.end()}; }

  private:
    /// By the kind of what is named, and its number.
    using Named = std::array<Sparse<Numbers>, kKinds>;

    /// What a stranger's file calls CR-0 or CR--5 names nothing.
    static bool is_number(int n) { return n > 0; }
    static std::size_t place(int n) { return static_cast<std::size_t>(n - 1); }

    void rename(int n, const std::vector<Ref>& before, const std::vector<Ref>& after) {
        if (before == after) return;
        if (!named_)
            named_ = std::make_shared<Named>();
        else if (named_.use_count() > 1)
            named_ = std::make_shared<Named>(*named_);
        const auto numbers = [&](Ref ref) -> Numbers& {
            return (*named_)[static_cast<std::size_t>(ref.kind)].edit(place(ref.n));
        };
        for (const Ref ref : before)
            if (is_number(ref.n) && !std::binary_search(after.begin(), after.end(), ref))
                numbers(ref).remove(n);
        for (const Ref ref : after)
            if (is_number(ref.n) && !std::binary_search(before.begin(), before.end(), ref))
                numbers(ref).add(n);
    }

    Sparse<T> records_;
    std::shared_ptr<Named> named_;
    std::size_t size_ = 0;
};

}  // namespace plumb
