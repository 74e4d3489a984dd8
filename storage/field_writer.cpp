#include "storage/field_writer.hpp"

namespace plumb::storage {

void write_acts(JsonWriter& out, const Acts& acts) {
    out.begin();
    for (std::size_t f = 0; f < kFunctions; ++f)
        if (acts[f])
            out.key(word(static_cast<Function>(f))).value(std::int64_t{acts[f]->time_since_epoch().count()});
    out.end();
}

}  // namespace plumb::storage
