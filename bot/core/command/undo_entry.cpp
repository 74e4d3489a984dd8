#include "core/command/undo_entry.hpp"

#include "core/base/hash.hpp"
#include "core/command/warnings_today.hpp"

namespace plumb {

namespace {

bool is_answered(const Warning& warning) {
    return warning.status == WarningStatus::acknowledged || warning.status == WarningStatus::snoozed ||
           warning.status == WarningStatus::accepted;
}

/// Somebody answered for it, or what they answered ended with what the command mended. What is muted opens by
/// no rule, either.
bool is_answer(const World& before, const Context& context, const Warning* was, const Warning& now) {
    if (!was || is_same_answer(*was, now)) return false;
    if (is_answered(now)) return true;
    if (now.status != WarningStatus::resolved) return false;
    return is_answered(*was) || mute_of(before, *was, today_of(context, before, was->product));
}

}  // namespace

Ref ref_of(const UndoEntry::Image& image) { return ref_of(image.after ? *image.after : *image.before); }

UndoMark mark_of(const UndoEntry& entry) {
    UndoMark mark{entry.at, hash_of(entry.command)};
    for (const UndoEntry::Image& image : entry.images)
        mark.what = hash_of(to_string(ref_of(image)), mark.what);
    return mark;
}

bool is_of(const UndoMark& mark, const UndoEntry& entry) {
    return mark.at == entry.at && (entry.images.empty() || mark == mark_of(entry));
}

bool is_same_answer(const Warning& a, const Warning& b) {
    if (a.status != b.status) return false;
    return !is_answered(a) || (a.by == b.by && a.until == b.until && a.reason == b.reason);
}

UndoEntry undo_entry(const World& before, const Context& context, const std::vector<Write>& writes) {
    UndoEntry entry{context.now, context.said, {}};
    for (const Write& write : writes) {
        std::visit(
            [&]<class T>(const T& record) {
                const T* old = before.find(id_of(record));
                if constexpr (std::is_same_v<T, Warning>)
                    if (!is_answer(before, context, old, record)) return;
                // Which account is whose is no part of what a command did.
                if constexpr (std::is_same_v<T, Person>)
                    if (old && old->accounts != record.accounts) return;
                UndoEntry::Image image;
                if (old) image.before = AnyRecord{*old};
                if (!write.erase) image.after = write.record;
                entry.images.push_back(std::move(image));
            },
            write.record);
    }
    return entry;
}

}  // namespace plumb
