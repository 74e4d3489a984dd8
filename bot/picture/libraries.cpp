#include "picture/libraries.hpp"

#include <dlfcn.h>

#include <memory>

namespace plumb::picture {

namespace {

constexpr const char* kCairo = "libcairo.so.2";
constexpr const char* kPango = "libpango-1.0.so.0";
constexpr const char* kPangoCairo = "libpangocairo-1.0.so.0";
constexpr const char* kObjects = "libgobject-2.0.so.0";

Refusal missing(const char* what) {
    return {std::string("pictures need cairo and pango, and ") + what + " is not installed.",
            "On Debian: apt-get install libpangocairo-1.0-0",
            {}};
}

/// A library that stays open: what it registered with its type system points
/// into it.
class Library {
  public:
    explicit Library(const char* file) : handle_(::dlopen(file, RTLD_NOW | RTLD_LOCAL)) {}

    bool open() const { return handle_ != nullptr; }
    template <class F>
    bool take(F*& function, const char* name) const {
        // The one conversion that POSIX asks for here.
        function = reinterpret_cast<F*>(::dlsym(handle_, name));
        return function != nullptr;
    }

  private:
    void* handle_;
};

Result<const Libraries*> load(Libraries& loaded) {
    const Library cairo(kCairo);
    const Library pango(kPango);
    const Library pangocairo(kPangoCairo);
    const Library objects(kObjects);
    if (!cairo.open()) return tl::make_unexpected(missing(kCairo));
    if (!pango.open()) return tl::make_unexpected(missing(kPango));
    if (!pangocairo.open()) return tl::make_unexpected(missing(kPangoCairo));
    if (!objects.open()) return tl::make_unexpected(missing(kObjects));
    bool all = objects.take(loaded.g_object_unref, "g_object_unref");
#define PLUMB_TAKE(name) all = cairo.take(loaded.name, #name) && all;
    PLUMB_CAIRO(PLUMB_TAKE)
#undef PLUMB_TAKE
#define PLUMB_TAKE(name) all = pango.take(loaded.name, #name) && all;
    PLUMB_PANGO(PLUMB_TAKE)
#undef PLUMB_TAKE
#define PLUMB_TAKE(name) all = pangocairo.take(loaded.name, #name) && all;
    PLUMB_PANGOCAIRO(PLUMB_TAKE)
#undef PLUMB_TAKE
    if (!all) return tl::make_unexpected(missing("a version new enough"));
    return &loaded;
}

}  // namespace

Result<const Libraries*> libraries() {
    static Libraries loaded;
    static const Result<const Libraries*> result = load(loaded);
    return result;
}

}  // namespace plumb::picture

#if defined(__SANITIZE_ADDRESS__)
// What the leak checker asks for: fontconfig keeps what it read until the process ends, out of its sight.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_options();
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig.so\n"; }
extern "C" const char* __lsan_default_options() { return "print_suppressions=0"; }
#endif
