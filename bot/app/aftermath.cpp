#include "app/aftermath.hpp"

namespace plumb {

UndoEntry undo_entry(const World& before, const Context& context, const std::vector<Write>& writes) {
    UndoEntry entry{context.now, context.said, {}};
    for (const Write& write : writes) {
        const Kind kind = ref_of(write.record).kind;
        if (kind == Kind::warning) continue;
        UndoEntry::Image image;
        std::visit(
            [&](const auto& record) {
                if (const auto* old = before.find(id_of(record))) image.before = AnyRecord{*old};
            },
            write.record);
        if (!write.erase) image.after = write.record;
        entry.images.push_back(std::move(image));
    }
    return entry;
}

void give_policy(Decision& decision, const World& before, const Policy& policy) {
    for (Write& write : decision.writes) {
        auto* product = std::get_if<Product>(&write.record);
        const bool made = product && !write.erase && !before.find(id_of(*product));
        if (!made || !(product->policy == Policy{})) continue;
        product->policy = policy;
        if (decision.live)
            decision.live->write(decision.after, write, product->meta.created_at);
        else
            make(decision.after, write);
    }
}

}  // namespace plumb
