#include "cli/file_maker.hpp"

namespace plumb::cli {

namespace {

Result<File> exported_json(const FileWish& wish, const World& world, const FileSources& sources) {
    const auto archived = sources.archived(world);
    if (!archived) return tl::make_unexpected(archived.error());
    storage::ExportScope scope;
    scope.product = wish.product;
    return File{wish.name, "application/json", storage::export_json(*archived, scope), {}};
}

}  // namespace

Result<File> make_file(const FileWish& wish, const World& world, Instant, const FileSources& sources) {
    switch (wish.what) {
        case FileWish::What::rows: return File{wish.name, "text/plain", wish.text, {}};
        case FileWish::What::export_json: return exported_json(wish, world, sources);
        case FileWish::What::export_csv:
        case FileWish::What::timeline:
        case FileWish::What::pulse: break;
    }
    return refuse("this version does not make it.");
}

}  // namespace plumb::cli
