// What rows are found again by, while thousands of them are read.
#pragma once

#include "core/records/world.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace plumb::storage {

/// Records of a world and those drafted since, by product and by the text that identifies them; case does not
/// matter.
class ImportIndex {
  public:
    explicit ImportIndex(const World& world);

    void add(const Feature& feature);
    void add(const LaunchEvent& event);
    void add(const Collateral& item);
    void add(const Promise& promise);
    void add(const ChangeRequest& request);
    void add(const Move& move);

    FeatureId feature_by_key(ProductId product, std::string_view key) const;
    std::vector<FeatureId> features_by_title(ProductId product, std::string_view title) const;
    std::vector<EventId> events_by_title(ProductId product, std::string_view title) const;
    bool has_collateral(EventId event, std::string_view title) const;
    bool has_promise(ProductId product, std::string_view title) const;
    bool has_request(ProductId product, std::string_view title) const;
    std::vector<MoveId> moves_of(Ref record) const;

    /// No record before this import.
    bool is_new(ProductId product) const { return product.n > last_product_; }
    /// A row of this import stands for the event, which may be on record already.
    void mention(EventId event) { mentioned_.insert(event.n); }
    bool mentioned(EventId event) const { return mentioned_.contains(event.n); }

    /// A row of that name is there, but wrong: that has been said once, and not again of each row that names
    /// it. An empty name stands for the whole table.
    void spoil(Kind kind, ProductId product, std::string_view name);
    bool spoiled(Kind kind, ProductId product, std::string_view name) const;

  private:
    /// Whose numbers an entry holds.
    enum class By : char { feature_key, feature_title, event_title, collateral, promise, request, move };
    void put(By by, int owner, std::string_view text, int number);
    const std::vector<int>& at(By by, int owner, std::string_view text) const;

    std::unordered_map<std::string, std::vector<int>> numbers_;
    std::unordered_set<std::string> spoiled_;
    std::unordered_set<int> mentioned_;
    int last_product_;
};

}  // namespace plumb::storage
