// A picture as data: what is drawn where, in pixels from the top left; a shell
// draws it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace plumb {

inline constexpr double kPictureWidth = 1600;
/// What every picture keeps free at its sides, and above its title.
inline constexpr double kMargin = 28;
inline constexpr double kTitleTop = 14;
inline constexpr double kPictureHeight = 900;

/// What a colour stands for; the shell has a palette in which no two of them
/// look alike to anybody's eyes, and no meaning rests on colour alone.
enum class Ink : std::uint8_t {
    paper,
    band,
    grid,
    text,
    quiet,
    release,
    beta,
    freeze,
    event,
    done,
    collateral,
    conflict
};

struct Point {
    double x = 0;
    double y = 0;

    bool operator==(const Point&) const = default;
};

/// A rectangle, lying on the point.
struct Box {
    enum class Fill : std::uint8_t { solid, hatched, dotted, outline };
    Point at;
    double width = 0;
    double height = 0;
    Ink ink = Ink::text;
    Fill fill = Fill::solid;
    double radius = 0;

    bool operator==(const Box&) const = default;
};

/// A line through points.
struct Stroke {
    std::vector<Point> through;
    Ink ink = Ink::text;
    double width = 1;
    bool dashed = false;

    bool operator==(const Stroke&) const = default;
};

/// A mark around its centre.
struct Symbol {
    enum class Shape : std::uint8_t { diamond, circle, ring, triangle };
    Shape shape = Shape::circle;
    Point centre;
    double radius = 0;
    Ink ink = Ink::text;

    bool operator==(const Symbol&) const = default;
};

/// One line of text in a box that it never leaves: what does not fit ends in an
/// ellipsis.
struct Label {
    enum class Side : std::uint8_t { left, centre, right };
    std::string text;
    /// Top left of the box.
    Point at;
    double width = 0;
    double size = 0;
    Ink ink = Ink::text;
    bool bold = false;
    Side side = Side::left;

    bool operator==(const Label&) const = default;
};

using Shape = std::variant<Box, Stroke, Symbol, Label>;

struct Scene {
    /// Later ones lie above earlier ones.
    std::vector<Shape> shapes;

    void add(Shape shape) { shapes.push_back(std::move(shape)); }
    bool operator==(const Scene&) const = default;
};

/// About how wide a text is when drawn in that size: generous, since fonts
/// differ and what is too long is cut.
double text_width(std::string_view text, double size, bool bold = false);
/// How high a line of text in that size is.
double line_height(double size);

}  // namespace plumb
