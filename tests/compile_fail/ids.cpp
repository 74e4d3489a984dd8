// Ids of different kinds are different types: the one line that PLUMB_WRONG names must not compile, all else
// does.
#include "core/base/ids.hpp"

namespace plumb {

inline int number(FeatureId id) { return id.n; }

inline int uses() {
    const FeatureId feature{1};
    const ReleaseId release{1};
#if PLUMB_WRONG == 1
    return number(release);
#elif PLUMB_WRONG == 2
    return feature == release;
#elif PLUMB_WRONG == 3
    return number(1);
#elif PLUMB_WRONG == 4
    const int n = feature;
    return n;
#elif PLUMB_WRONG == 5
    const FeatureId other = Ref{release};
    return number(other);
#else
    return number(feature) + release.n + Ref{release}.n;
#endif
}

}  // namespace plumb
