#include "cli/file_maker.hpp"

#include "cli/drawn_apart.hpp"
#include "cli/zip_file.hpp"
#include "core/base/utf8.hpp"
#include "core/command/context.hpp"
#include "core/picture/pulse.hpp"
#include "core/picture/timeline_scene.hpp"
#include "core/picture/timeline_text.hpp"
#include "storage/export_csv.hpp"
#include "storage/open.hpp"

#include <map>
#include <memory>

namespace plumb::cli {

namespace {

/// The zones of the products, looked up beforehand: the system's are for one thread.
class KnownZones : public Zones {
  public:
    KnownZones(const World& world, const Zones& zones) {
        for (const Product& product : world.all<Product>())
            if (const Zone* zone = zones.find(product.tz)) known_.emplace(product.tz, zone);
    }
    const Zone* find(std::string_view name) const override {
        const auto known = known_.find(name);
        return known == known_.end() ? nullptr : known->second;
    }

  private:
    std::map<std::string, const Zone*, std::less<>> known_;
};

/// What a file is made from, by itself.
struct Order {
    FileWish wish;
    World world;
    Day today{};
    const Zone* zone = nullptr;
    KnownZones zones;
    FileSources sources;
};

Result<File> exported_json(const Order& order) {
    const auto archived = order.sources.archived(order.world);
    if (!archived) return tl::make_unexpected(archived.error());
    storage::ExportScope scope;
    scope.product = order.wish.product;
    scope.without_secrets = true;
    return File{order.wish.name, "application/json", storage::export_json(*archived, scope), {}};
}

Result<File> exported_csv(const Order& order) {
    storage::ExportScope scope;
    scope.product = order.wish.product;
    const storage::CsvExport tables = storage::export_csv(order.world, scope, order.zones);
    ZipFile zip;
    for (const storage::NamedFile& table : tables.files) zip.add(table.name, table.text);
    std::string left_out;
    for (const std::string& line : tables.left_out) left_out += line + "\n";
    if (!left_out.empty()) zip.add("left_out.txt", left_out);
    return File{order.wish.name, "application/zip", zip.bytes(), {}};
}

Result<File> picture(const Order& order, const Scene& scene, const std::string& alt) {
    auto png = order.sources.drawn(scene);
    if (!png) return tl::make_unexpected(png.error());
    return File{order.wish.name, "image/png", std::move(*png), with_bidi_escaped(alt)};
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
        case FileWish::What::export_csv: return exported_csv(order);
    }
    return refuse("nobody knows how to make it.");
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
    const auto order = std::make_shared<Order>(
        Order{wish, world, zone.day_of(at), &zone, KnownZones(world, *sources.zones), sources});
    return [order] { return made(*order); };
}

}  // namespace plumb::cli
