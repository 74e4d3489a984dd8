#include "core/talk/undo_images.hpp"

#include "core/align/effects.hpp"
#include "core/talk/references.hpp"

namespace plumb {

namespace {

using Image = UndoEntry::Image;

/// What is dated takes effect, in every product.
void pass_time(World& world, const Context& context) {
    std::vector<ProductId> products;
    for (const Product& product : world.all<Product>()) products.push_back(id_of(product));
    for (const ProductId product : products) {
        const Zone& zone = zone_of(context, world, product);
        const std::vector<Write> due = effects(world, product, zone.day_of(context.now), zone);
        for (const Write& write : due) make(world, write);
    }
}

/// People and customers come into being by being named: they go with what named them, unless they have become
/// more since.
bool by_the_way(const Image& image) {
    const Kind kind = ref_of(image).kind;
    return !image.before && (kind == Kind::person || kind == Kind::customer);
}

/// A warning that the command mended, and that has been found again since: it lives on.
bool found_since(const World& world, const Image& image) {
    const auto* mended = image.after ? std::get_if<Warning>(&*image.after) : nullptr;
    if (!mended || mended->status != WarningStatus::resolved) return false;
    const Warning* now = world.find(id_of(*mended));
    return !now || now->status != WarningStatus::resolved;
}

/// Images that say something: a record that only took note of being touched is left alone.
std::vector<Image> telling(const World& world, const std::vector<Image>& images) {
    std::vector<Image> out;
    for (const Image& image : images)
        if (!same_record(world, image.before, image.after) && !found_since(world, image))
            out.push_back(image);
    return out;
}

/// Leaves out those who are known for more than this command by now.
std::vector<Image> without_known(const World& world, const std::vector<Image>& images) {
    const std::vector<Ref> written = written_by(images);
    std::vector<Image> out;
    for (const Image& image : images) {
        const Ref ref = ref_of(image);
        const bool more = by_the_way(image) && (!same_record(world, record_now(world, ref), image.after) ||
                                                first_reference(world, ref, written));
        if (!more || images.size() == 1) out.push_back(image);
    }
    return out;
}

}  // namespace

std::optional<AnyRecord> record_now(const World& world, Ref ref) {
    std::optional<AnyRecord> found;
    const auto look = [&]<std::size_t... K>(std::index_sequence<K...>) {
        (
            [&] {
                if (static_cast<std::size_t>(ref.kind) != K) return;
                if (const auto* record = world.find(Id<static_cast<Kind>(K)>{ref.n}))
                    found = AnyRecord{*record};
            }(),
            ...);
    };
    look(std::make_index_sequence<kKinds>{});
    return found;
}

bool same_record(const World& world, const std::optional<AnyRecord>& a, const std::optional<AnyRecord>& b) {
    if (!a || !b) return !a && !b;
    return diff(world, &*a, &*b).empty();
}

std::vector<Ref> written_by(const std::vector<Image>& images) {
    std::vector<Ref> written;
    for (const Image& image : images) written.push_back(ref_of(image));
    return written;
}

std::vector<Ref> made_by(const std::vector<Image>& images) {
    std::vector<Ref> made;
    for (const Image& image : images)
        if (!image.before) made.push_back(ref_of(image));
    return made;
}

std::vector<Image> by_now(const Draft& draft, std::vector<Image> images) {
    World before = draft.world();
    World after = draft.world();
    const auto put = [](World& world, const std::optional<AnyRecord>& side, const AnyRecord& record) {
        make(world, {side ? *side : record, !side});
    };
    for (const Image& image : images) {
        const AnyRecord& record = image.after ? *image.after : *image.before;
        put(before, image.before, record);
        put(after, image.after, record);
    }
    pass_time(before, draft.context());
    pass_time(after, draft.context());
    for (Image& image : images) {
        const Ref ref = ref_of(image);
        image.before = record_now(before, ref);
        image.after = record_now(after, ref);
    }
    return images;
}

std::vector<Image> to_put_back(const World& world, const std::vector<Image>& images) {
    return without_known(world, telling(world, images));
}

}  // namespace plumb
