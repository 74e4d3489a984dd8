#include "storage/labels.hpp"

#include <charconv>

namespace plumb::storage {

namespace {

constexpr int kAnyProduct = 0;

std::optional<int> number_of(std::string_view text) {
    int n = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (error != std::errc{} || end != text.data() + text.size() || n < 1) return std::nullopt;
    return n;
}

}  // namespace

LabelWriter::LabelWriter(const World& world) : world_(&world) {
    for (const Release& release : world.all<Release>()) ++release_names_[release.name];
}

std::string LabelWriter::label(Ref ref, ProductId from) const {
    const Release* release =
        ref.kind == Kind::release ? world_->find(ref.as<ReleaseId>()) : static_cast<const Release*>(nullptr);
    if (!release || release->product == from || release_names_.at(release->name) == 1)
        return plumb::label(*world_, ref);
    const Product* product = world_->find(release->product);
    return "release:" + (product ? product->key : std::string{}) + "/" + release->name;
}

RefStyle LabelWriter::style(ProductId from) const {
    RefStyle style;
    style.write = [this, from](Ref ref) { return Json(label(ref, from)); };
    return style;
}

void LabelReader::know(Ref record, const std::string& name, ProductId product) {
    numbers_.emplace(Key{record.kind, name, kAnyProduct}, record.n);
    if (product) numbers_.emplace(Key{record.kind, name, product.n}, record.n);
}

Ref LabelReader::read(const std::string& label, ProductId from) const {
    if (const auto numbered = parse_ref(label)) return *numbered;
    for (std::size_t k = 0; k < kKinds; ++k) {
        const std::string_view prefix = kPrefixes[k];
        if (prefix.back() != ':' || label.rfind(prefix, 0) != 0) continue;
        const Kind kind = static_cast<Kind>(k);
        std::string name = label.substr(prefix.size());
        for (const int product : {from.n, kAnyProduct}) {
            const auto it = numbers_.find(Key{kind, name, product});
            if (it != numbers_.end()) return {kind, it->second};
        }
        const std::size_t slash = name.find('/');
        if (kind == Kind::release && slash != std::string::npos) {
            const auto product = numbers_.find(Key{Kind::product, name.substr(0, slash), kAnyProduct});
            const int owner = product == numbers_.end() ? kAnyProduct : product->second;
            const auto it = numbers_.find(Key{kind, name.substr(slash + 1), owner});
            if (it != numbers_.end()) return {kind, it->second};
        }
        if (const auto n = number_of(name)) return {kind, *n};
    }
    throw std::invalid_argument("nothing is called " + label);
}

RefStyle LabelReader::style(ProductId from) const {
    RefStyle style;
    style.read = [this, from](const Json& json, std::optional<Kind>) {
        return read(json.get<std::string>(), from);
    };
    return style;
}

}  // namespace plumb::storage
