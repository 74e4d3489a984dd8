#include "core/talk/agreed_since.hpp"

#include "core/command/undo_entry.hpp"

namespace plumb {

namespace {

/// What a baseline agrees on of a release (its date) or of a feature (title and release).
struct Agreeable {
    Day date{};
    std::string title;
    ReleaseId release;

    bool operator==(const Agreeable&) const = default;
};

std::optional<Agreeable> agreeable(const Release& release) {
    if (release.status == ReleaseStatus::cancelled) return std::nullopt;
    return Agreeable{release.date, {}, {}};
}

std::optional<Agreeable> agreeable(const Feature& feature) {
    if (feature.status == FeatureStatus::dropped || !feature.release) return std::nullopt;
    return Agreeable{{}, feature.title, feature.release};
}

template <class T>
std::optional<Agreeable> agreeable(const T&) {
    return std::nullopt;
}

std::optional<Agreeable> agreeable_in(const std::optional<AnyRecord>& record) {
    if (!record) return std::nullopt;
    return std::visit([](const auto& held) { return agreeable(held); }, *record);
}

std::optional<Agreeable> held_by(const Baseline& baseline, Ref record) {
    for (const BaselineRelease& release : baseline.releases)
        if (Ref{release.release} == record) return Agreeable{release.date, {}, {}};
    for (const BaselineFeature& feature : baseline.features)
        if (Ref{feature.feature} == record && feature.release)
            return Agreeable{{}, feature.title, feature.release};
    return std::nullopt;
}

}  // namespace

std::optional<Ref> agreed_since(const World& world, const UndoEntry::Image& image, Instant since) {
    const Ref record = ref_of(image);
    const std::optional<Agreeable> before = agreeable_in(image.before);
    const std::optional<Agreeable> after = agreeable_in(image.after);
    if (before == after) return std::nullopt;
    const ProductId product = product_of(world, record);
    for (const Baseline& baseline : world.all<Baseline>()) {
        const bool made_since = baseline.meta.created_at >= since;
        const bool confirmed_since = baseline.confirmed_at && *baseline.confirmed_at >= since;
        if (baseline.product != product || (!made_since && !confirmed_since)) continue;
        if (held_by(baseline, record) == after) return Ref{id_of(baseline)};
    }
    return std::nullopt;
}

}  // namespace plumb
