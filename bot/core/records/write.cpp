#include "core/records/write.hpp"

#include "core/records/field_text.hpp"

namespace plumb {

namespace {

using Texts = std::vector<std::pair<std::string, std::string>>;

/// Fields of a record as (key, text), in order.
Texts texts(const World& world, const AnyRecord& any) {
    Texts out;
    std::visit(
        [&](const auto& record) {
            each_field(record, [&](std::string_view key, const auto& field) {
                out.emplace_back(std::string(key), field_text(world, field));
            });
        },
        any);
    return out;
}

std::string text_of(const Texts& texts, std::string_view key) {
    for (const auto& [name, text] : texts)
        if (name == key) return text;
    return {};
}

}  // namespace

Ref ref_of(const AnyRecord& any) {
    return std::visit([](const auto& record) { return Ref{id_of(record)}; }, any);
}

void make(World& world, const Write& write) {
    std::visit(
        [&](const auto& record) {
            using T = std::decay_t<decltype(record)>;
            if (write.erase)
                world.all<T>().erase(id_of(record));
            else
                world.all<T>().put(record);
            if (record.meta.n > world.last(T::kind)) world.set_last(T::kind, record.meta.n);
        },
        write.record);
}

World apply(World world, const std::vector<Write>& writes) {
    for (const Write& write : writes) make(world, write);
    return world;
}

std::vector<FieldChange> diff(const World& world, const AnyRecord* before, const AnyRecord* after) {
    std::vector<FieldChange> changes;
    const Texts old_texts = before ? texts(world, *before) : Texts{};
    const Texts new_texts = after ? texts(world, *after) : Texts{};
    const auto& fields = after ? new_texts : old_texts;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        FieldChange change{fields[i].first, before ? old_texts[i].second : std::string{},
                           after ? new_texts[i].second : std::string{}};
        if (change.before != change.after) changes.push_back(std::move(change));
    }
    return changes;
}

std::vector<JournalRow> journal(const World& before, const World& after, const std::vector<Write>& writes,
                                const JournalRow& stamp) {
    std::vector<JournalRow> rows;
    for (const Write& write : writes) {
        const Ref ref = ref_of(write.record);
        std::optional<AnyRecord> held;
        std::visit(
            [&](const auto& record) {
                if (const auto* old = before.find(id_of(record))) held = AnyRecord{*old};
            },
            write.record);
        JournalRow row = stamp;
        row.record = ref;
        if (!held || write.erase) {
            row.field = write.erase ? "erased" : "created";
            (write.erase ? row.before : row.after) = title(write.erase ? before : after, ref);
            rows.push_back(row);
            if (write.erase) continue;
        }
        // What it referred to may be gone since: it is called what it was called then.
        const Texts then = held ? texts(before, *held) : Texts{};
        for (FieldChange& change : diff(after, held ? &*held : nullptr, &write.record)) {
            row.before = text_of(then, change.field);
            row.field = std::move(change.field);
            row.after = std::move(change.after);
            rows.push_back(row);
        }
    }
    return rows;
}

}  // namespace plumb
