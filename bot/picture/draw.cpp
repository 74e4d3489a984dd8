#include "picture/draw.hpp"

#include "core/base/utf8.hpp"
#include "picture/libraries.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

namespace plumb::picture {

namespace {

/// DejaVu is what deploy/setup installs; where it is not, fontconfig takes what
/// there is.
constexpr const char* kFamily = "DejaVu Sans, Noto Sans, sans-serif";
constexpr double kHatch = 9;
constexpr double kHatchWidth = 2.5;
constexpr double kDot = 2.2;
constexpr double kDotStep = 8;
constexpr double kThin = 2;

struct Colour {
    double red, green, blue;
};

/// Okabe and Ito's palette, which people with any kind of colour vision can
/// tell apart, and greys.
Colour colour(Ink ink) {
    constexpr double kFull = 255;
    const auto of = [](int r, int g, int b) { return Colour{r / kFull, g / kFull, b / kFull}; };
    switch (ink) {
        case Ink::paper: return of(255, 255, 255);
        case Ink::band: return of(244, 246, 248);
        case Ink::grid: return of(205, 210, 216);
        case Ink::text: return of(26, 30, 36);
        case Ink::quiet: return of(84, 92, 102);
        case Ink::release:
        case Ink::beta: return of(0, 114, 178);
        case Ink::freeze: return of(176, 116, 0);
        case Ink::event: return of(120, 206, 176);
        case Ink::done: return of(186, 192, 199);
        case Ink::collateral: return of(150, 70, 120);
        case Ink::conflict: return of(213, 94, 0);
    }
    return of(0, 0, 0);
}

/// How many steps of this size begin within a length.
int steps_in(double length, double step) { return static_cast<int>(std::ceil(length / step)); }

class Brush {
  public:
    Brush(const Libraries& lib, cairo_t* cairo) : lib_(lib), cairo_(cairo) {}

    void operator()(const Box& box) const;
    void operator()(const Stroke& stroke) const;
    void operator()(const Symbol& mark) const;
    void operator()(const Label& label) const;
    void paper() const {
        use(Ink::paper);
        lib_.cairo_paint(cairo_);
    }

  private:
    void use(Ink ink) const {
        const Colour c = colour(ink);
        lib_.cairo_set_source_rgb(cairo_, c.red, c.green, c.blue);
    }
    void path(const Box& box) const;
    void hatch(const Box& box) const;
    void dot(const Box& box) const;
    void polygon(const Symbol& mark, int corners, double first_angle) const;

    const Libraries& lib_;
    cairo_t* cairo_;
};

void Brush::path(const Box& box) const {
    const auto [x, y] = box.at;
    const double r = std::min({box.radius, box.width / 2, box.height / 2});
    if (r <= 0) {
        lib_.cairo_rectangle(cairo_, x, y, box.width, box.height);
        return;
    }
    constexpr double kQuarter = M_PI / 2;
    lib_.cairo_new_path(cairo_);
    lib_.cairo_arc(cairo_, x + box.width - r, y + r, r, -kQuarter, 0);
    lib_.cairo_arc(cairo_, x + box.width - r, y + box.height - r, r, 0, kQuarter);
    lib_.cairo_arc(cairo_, x + r, y + box.height - r, r, kQuarter, 2 * kQuarter);
    lib_.cairo_arc(cairo_, x + r, y + r, r, 2 * kQuarter, 3 * kQuarter);
    lib_.cairo_close_path(cairo_);
}

void Brush::hatch(const Box& box) const {
    lib_.cairo_set_line_width(cairo_, kHatchWidth);
    const int lines = steps_in(box.width + box.height, kHatch);
    for (int line = 0; line < lines; ++line) {
        const double x = box.at.x - box.height + line * kHatch;
        lib_.cairo_move_to(cairo_, x, box.at.y + box.height);
        lib_.cairo_line_to(cairo_, x + box.height, box.at.y);
    }
    lib_.cairo_stroke(cairo_);
}

void Brush::dot(const Box& box) const {
    constexpr double kFirst = kDotStep / 2;
    const int rows = steps_in(box.height - kFirst, kDotStep);
    const int columns = steps_in(box.width - kFirst, kDotStep);
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            const double x = box.at.x + kFirst + column * kDotStep;
            const double y = box.at.y + kFirst + row * kDotStep;
            lib_.cairo_new_path(cairo_);
            lib_.cairo_arc(cairo_, x, y, kDot, 0, 2 * M_PI);
            lib_.cairo_fill(cairo_);
        }
    }
}

void Brush::operator()(const Box& box) const {
    lib_.cairo_save(cairo_);
    use(box.ink);
    path(box);
    if (box.fill == Box::Fill::solid) {
        lib_.cairo_fill(cairo_);
    } else if (box.fill == Box::Fill::outline) {
        lib_.cairo_set_line_width(cairo_, kThin + 1);
        lib_.cairo_stroke(cairo_);
    } else {
        lib_.cairo_save(cairo_);
        lib_.cairo_clip(cairo_);
        box.fill == Box::Fill::hatched ? hatch(box) : dot(box);
        lib_.cairo_restore(cairo_);
        path(box);
        lib_.cairo_set_line_width(cairo_, kThin);
        lib_.cairo_stroke(cairo_);
    }
    lib_.cairo_restore(cairo_);
}

void Brush::operator()(const Stroke& stroke) const {
    if (stroke.through.empty()) return;
    constexpr double kDash[]{12, 8};
    lib_.cairo_save(cairo_);
    use(stroke.ink);
    lib_.cairo_set_line_width(cairo_, stroke.width);
    if (stroke.dashed) lib_.cairo_set_dash(cairo_, kDash, 2, 0);
    lib_.cairo_new_path(cairo_);
    for (const Point& point : stroke.through) lib_.cairo_line_to(cairo_, point.x, point.y);
    lib_.cairo_stroke(cairo_);
    lib_.cairo_restore(cairo_);
}

void Brush::polygon(const Symbol& mark, int corners, double first_angle) const {
    lib_.cairo_new_path(cairo_);
    for (int i = 0; i < corners; ++i) {
        const double angle = first_angle + 2 * M_PI * i / corners;
        lib_.cairo_line_to(cairo_, mark.centre.x + mark.radius * std::cos(angle),
                           mark.centre.y + mark.radius * std::sin(angle));
    }
    lib_.cairo_close_path(cairo_);
    lib_.cairo_fill(cairo_);
}

void Brush::operator()(const Symbol& mark) const {
    constexpr int kDiamond = 4;
    constexpr int kTriangle = 3;
    use(mark.ink);
    switch (mark.shape) {
        case Symbol::Shape::diamond: polygon(mark, kDiamond, 0); return;
        case Symbol::Shape::triangle: polygon(mark, kTriangle, -M_PI / 2); return;
        case Symbol::Shape::circle:
        case Symbol::Shape::ring: break;
    }
    const bool ring = mark.shape == Symbol::Shape::ring;
    lib_.cairo_new_path(cairo_);
    lib_.cairo_arc(cairo_, mark.centre.x, mark.centre.y, ring ? mark.radius - kThin : mark.radius, 0,
                   2 * M_PI);
    lib_.cairo_set_line_width(cairo_, 2 * kThin);
    ring ? lib_.cairo_stroke(cairo_) : lib_.cairo_fill(cairo_);
}

PangoAlignment alignment(Label::Side side) {
    switch (side) {
        case Label::Side::left: return PANGO_ALIGN_LEFT;
        case Label::Side::centre: return PANGO_ALIGN_CENTER;
        case Label::Side::right: return PANGO_ALIGN_RIGHT;
    }
    return PANGO_ALIGN_LEFT;
}

void Brush::operator()(const Label& label) const {
    if (label.text.empty() || label.width < 1) return;
    const std::string text = cleaned(label.text);
    PangoFontDescription* font = lib_.pango_font_description_new();
    lib_.pango_font_description_set_family(font, kFamily);
    lib_.pango_font_description_set_absolute_size(font, label.size * PANGO_SCALE);
    if (label.bold) lib_.pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
    PangoLayout* layout = lib_.pango_cairo_create_layout(cairo_);
    lib_.pango_layout_set_font_description(layout, font);
    // A name in Arabic does not turn the date behind it around.
    lib_.pango_context_set_base_dir(lib_.pango_layout_get_context(layout), PANGO_DIRECTION_LTR);
    lib_.pango_layout_set_auto_dir(layout, 0);
    lib_.pango_layout_set_single_paragraph_mode(layout, 1);
    lib_.pango_layout_set_width(layout, static_cast<int>(label.width * PANGO_SCALE));
    lib_.pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
    lib_.pango_layout_set_alignment(layout, alignment(label.side));
    lib_.pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
    use(label.ink);
    lib_.cairo_move_to(cairo_, label.at.x, label.at.y);
    lib_.pango_cairo_show_layout(cairo_, layout);
    lib_.g_object_unref(layout);
    lib_.pango_font_description_free(font);
}

cairo_status_t append(void* bytes, const unsigned char* data, unsigned int length) {
    static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace

Result<std::string> draw(const Scene& scene) {
    const auto loaded = libraries();
    if (!loaded) return tl::make_unexpected(loaded.error());
    const Libraries& lib = **loaded;
    const std::unique_ptr<cairo_surface_t, decltype(lib.cairo_surface_destroy)> surface(
        lib.cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(kPictureWidth),
                                       static_cast<int>(kPictureHeight)),
        lib.cairo_surface_destroy);
    const std::unique_ptr<cairo_t, decltype(lib.cairo_destroy)> cairo(lib.cairo_create(surface.get()),
                                                                      lib.cairo_destroy);
    const Brush brush(lib, cairo.get());
    brush.paper();
    for (const Shape& shape : scene.shapes) std::visit(brush, shape);
    std::string png;
    cairo_status_t status = lib.cairo_status(cairo.get());
    if (status == CAIRO_STATUS_SUCCESS)
        status = lib.cairo_surface_write_to_png_stream(surface.get(), append, &png);
    if (status != CAIRO_STATUS_SUCCESS)
        return refuse(std::string("the picture was not drawn: ") + lib.cairo_status_to_string(status) + ".");
    return png;
}

}  // namespace plumb::picture
