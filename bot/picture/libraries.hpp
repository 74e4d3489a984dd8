// cairo and pango, loaded when the first picture is drawn: a process that draws
// none does not pay for them.
#pragma once

#include "core/base/result.hpp"

#include <cairo/cairo.h>
#include <pango/pangocairo.h>

namespace plumb::picture {

// What is used of them; the pointers have the types of the functions' own
// declarations.
#define PLUMB_CAIRO(use)                                                                                     \
    use(cairo_image_surface_create) use(cairo_surface_destroy) use(cairo_surface_status)                     \
        use(cairo_surface_flush) use(cairo_surface_write_to_png_stream) use(cairo_create) use(cairo_destroy) \
            use(cairo_status) use(cairo_save) use(cairo_restore) use(cairo_set_source_rgb) use(cairo_paint)  \
                use(cairo_new_path) use(cairo_move_to) use(cairo_line_to) use(cairo_arc)                     \
                    use(cairo_close_path) use(cairo_rectangle) use(cairo_fill) use(cairo_stroke)             \
                        use(cairo_clip) use(cairo_set_line_width) use(cairo_set_line_cap)                    \
                            use(cairo_set_dash) use(cairo_status_to_string)
#define PLUMB_PANGO(use)                                                                                     \
    use(pango_font_description_new) use(pango_font_description_free) use(pango_font_description_set_family)  \
        use(pango_font_description_set_absolute_size) use(pango_font_description_set_weight)                 \
            use(pango_layout_set_font_description) use(pango_layout_set_text) use(pango_layout_set_width)    \
                use(pango_layout_set_height) use(pango_layout_set_ellipsize) use(pango_layout_set_alignment) \
                    use(pango_layout_set_auto_dir) use(pango_layout_get_context)                             \
                        use(pango_context_set_base_dir) use(pango_layout_set_single_paragraph_mode)
#define PLUMB_PANGOCAIRO(use) use(pango_cairo_create_layout) use(pango_cairo_show_layout)

struct Libraries {
// A name that is declared cannot stand in parentheses. NOLINTNEXTLINE(bugprone-macro-parentheses)
#define PLUMB_DECLARE(name) decltype(&::name) name = nullptr;
    PLUMB_CAIRO(PLUMB_DECLARE)
    PLUMB_PANGO(PLUMB_DECLARE)
    PLUMB_PANGOCAIRO(PLUMB_DECLARE)
    decltype(&::g_object_unref) g_object_unref = nullptr;
#undef PLUMB_DECLARE
};

/// Loads them once; refused where one of them is not installed. They stay
/// loaded.
Result<const Libraries*> libraries();

}  // namespace plumb::picture
