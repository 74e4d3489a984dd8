// What is kept of a command so that it can be taken back.
#pragma once

#include "core/command/context.hpp"

#include <chrono>
#include <cstdint>
#include <vector>

namespace plumb {

/// How long a command can be taken back.
inline constexpr std::chrono::minutes kUndoWindow{10};

/// The record that an image is of.
Ref ref_of(const UndoEntry::Image& image);

/// Which of a speaker's commands a button takes back: several may be recorded within one second.
struct UndoMark {
    Instant at{};
    /// Of the command's words and the records that it wrote.
    std::uint64_t what = 0;

    bool operator==(const UndoMark&) const = default;
};

UndoMark mark_of(const UndoEntry& entry);
/// Whether the entry is of the command that the mark was made of. Of one that was taken back already the
/// second alone is known.
bool is_of(const UndoMark& mark, const UndoEntry& entry);

/// Whether a warning is answered for in the same way: to the same end, by the same person, until the same
/// day. One that nobody answers for any more is so whatever mended it.
bool is_same_answer(const Warning& a, const Warning& b);

/// The images that undo needs: what was written, not what the rules made of it. Of warnings those that were
/// answered for, and those that were muted when the command mended them: no rule opens them again. `before`
/// may be a world in which what is dated by now has not taken effect yet: undo leaves that out of both sides.
UndoEntry undo_entry(const World& before, const Context& context, const std::vector<Write>& writes);

}  // namespace plumb
