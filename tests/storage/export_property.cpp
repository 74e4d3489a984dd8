// What is exported as JSON comes back as it was.
#include "storage/export_json.hpp"
#include "tests/support/random_world.hpp"

#include <rapidcheck.h>

namespace plumb::storage {

namespace {

template <Record T>
void same_kind(const World& a, const World& b) {
    RC_ASSERT(a.all<T>().size() == b.all<T>().size());
    RC_ASSERT(a.last(T::kind) == b.last(T::kind));
    for (const T& record : a.all<T>()) {
        const T* other = b.find(id_of(record));
        RC_ASSERT(other != nullptr);
        RC_ASSERT(*other == record);
    }
}

void same_world(const World& a, const World& b) {
    const auto every = [&]<std::size_t... K>(std::index_sequence<K...>) {
        (same_kind<RecordOf<static_cast<Kind>(K)>>(a, b), ...);
    };
    every(std::make_index_sequence<kKinds>{});
    RC_ASSERT(a.last_message() == b.last_message());
}

/// A request displaces a feature, a day, or nothing: one of them.
Displaces one_of(const Displaces& drawn) {
    if (drawn.feature) return {drawn.feature, std::nullopt, false};
    if (drawn.date) return {{}, drawn.date, false};
    return {{}, std::nullopt, true};
}

/// What a draw cannot know: nothing stands below itself, and what is displaced is one thing.
World without_circles(World world) {
    const World drawn = world;
    for (LaunchEvent event : drawn.all<LaunchEvent>()) {
        if (event.parent.n >= event.meta.n) event.parent = {};
        world.all<LaunchEvent>().put(std::move(event));
    }
    for (ChangeRequest request : drawn.all<ChangeRequest>()) {
        if (request.merged_into.n >= request.meta.n) request.merged_into = {};
        if (request.displaces) request.displaces = one_of(*request.displaces);
        world.all<ChangeRequest>().put(std::move(request));
    }
    return world;
}

}  // namespace

TEST_CASE("an export comes back without loss, and gives the same bytes again") {
    CHECK(rc::check("random installations", [] {
        const auto seed = *rc::gen::arbitrary<unsigned>();
        const RandomWorld drawn(seed);
        const World world = without_circles(drawn.world);
        const Archived archived{world, drawn.journal, drawn.threads};
        const std::string text = export_json(archived, {});
        const auto read = read_export(text);
        if (!read) RC_FAIL(read.error().wrong);
        same_world(world, read->world);
        RC_ASSERT(read->journal == drawn.journal);
        RC_ASSERT(read->threads == drawn.threads);
        RC_ASSERT(export_json(*read, {}) == text);
    }));
}

}  // namespace plumb::storage
