#include "cli/file_maker.hpp"

#include "cli/drawn_apart.hpp"
#include "core/command/context.hpp"
#include "core/picture/pulse.hpp"
#include "core/picture/timeline_scene.hpp"
#include "core/picture/timeline_text.hpp"
#include "storage/open.hpp"

namespace plumb::cli {

namespace {

/// What a file is made from, by itself.
struct Order {
    FileWish wish;
    World world;
    Day today{};
    const Zone* zone = nullptr;
    FileSources sources;
};

Result<File> exported_json(const Order& order) {
    const auto archived = order.sources.archived(order.world);
    if (!archived) return tl::make_unexpected(archived.error());
    storage::ExportScope scope;
    scope.product = order.wish.product;
    return File{order.wish.name, "application/json", storage::export_json(*archived, scope), {}};
}

Result<File> picture(const Order& order, const Scene& scene, std::string alt) {
    auto png = order.sources.drawn(scene);
    if (!png) return tl::make_unexpected(png.error());
    return File{order.wish.name, "image/png", std::move(*png), std::move(alt)};
}

Result<File> timeline_picture(const Order& order) {
    if (!order.world.find(order.wish.product)) return refuse("the product is gone.");
    const Timeline timeline = timeline_of(order.world, order.wish.product, order.today, *order.zone,
                                          {order.wish.from, order.wish.to});
    return picture(order, timeline_scene(timeline), timeline_alt(timeline));
}

Result<File> pulse_picture(const Order& order) {
    if (!order.world.find(order.wish.product)) return refuse("the product is gone.");
    const Pulse pulse = pulse_of(order.world, order.wish.product, order.today, *order.zone);
    return picture(order, pulse_scene(pulse), pulse_alt(pulse));
}

Result<File> made(const Order& order) {
    switch (order.wish.what) {
        case FileWish::What::rows: return File{order.wish.name, "text/plain", order.wish.text, {}};
        case FileWish::What::export_json: return exported_json(order);
        case FileWish::What::timeline: return timeline_picture(order);
        case FileWish::What::pulse: return pulse_picture(order);
        case FileWish::What::export_csv: break;
    }
    return refuse("this version does not make it.");
}

}  // namespace

FileSources sources_beside(std::string database, const Zones& zones, std::string default_tz) {
    FileSources sources{&zones, std::move(default_tz), {}, drawn_apart};
    sources.archived = [database = std::move(database)](const World& world) -> Result<storage::Archived> {
        const auto store = storage::open_store({database, true, true});
        if (!store) return tl::make_unexpected(store.error());
        return storage::Archived{world, (*store)->journal_since(Instant::min()), (*store)->threads()};
    };
    return sources;
}

FileWork file_work(const FileWish& wish, const World& world, Instant at, const FileSources& sources) {
    Context context;
    context.now = at;
    context.zones = sources.zones;
    context.default_tz = sources.default_tz;
    const Zone& zone = zone_of(context, world, wish.product);
    const auto order = std::make_shared<Order>(Order{wish, world, zone.day_of(at), &zone, sources});
    return [order] { return made(*order); };
}

}  // namespace plumb::cli
