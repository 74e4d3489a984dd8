// Every picture beside the one that a person looked at. To keep new ones after looking at them:
// PLUMB_KEEP_PICTURES=1 picture_test
#include "core/picture/timeline_scene.hpp"
#include "picture/draw.hpp"
#include "tests/picture/plans.hpp"

#include <cairo/cairo.h>

#include <array>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>

namespace plumb::picture {
namespace {

constexpr int kWidth = static_cast<int>(kPictureWidth);
constexpr int kHeight = static_cast<int>(kPictureHeight);
constexpr int kBlock = 10;
/// Of 255; fonts and their rendering may differ a little between versions.
constexpr double kBlockDiffers = 40;
constexpr double kBlocksMayDiffer = 0.004;

/// The fonts of the tests, before anything is drawn.
const bool fonts_set = ::setenv("FONTCONFIG_FILE", PLUMB_FONTS, 1) == 0;

/// Mean brightness of each block.
using Blocks = std::array<double, static_cast<std::size_t>((kWidth / kBlock) * (kHeight / kBlock))>;

struct Reading {
    const std::string* bytes;
    std::size_t at = 0;
};

cairo_status_t read(void* from, unsigned char* to, unsigned int length) {
    auto& reading = *static_cast<Reading*>(from);
    if (reading.at + length > reading.bytes->size()) return CAIRO_STATUS_READ_ERROR;
    std::memcpy(to, reading.bytes->data() + reading.at, length);
    reading.at += length;
    return CAIRO_STATUS_SUCCESS;
}

std::unique_ptr<Blocks> blocks_of(const std::string& png) {
    Reading reading{&png};
    const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface(
        cairo_image_surface_create_from_png_stream(read, &reading), cairo_surface_destroy);
    REQUIRE(cairo_surface_status(surface.get()) == CAIRO_STATUS_SUCCESS);
    REQUIRE(cairo_image_surface_get_width(surface.get()) == kWidth);
    REQUIRE(cairo_image_surface_get_height(surface.get()) == kHeight);
    const unsigned char* data = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    auto blocks = std::make_unique<Blocks>();
    constexpr int kBytes = 4;
    constexpr double kSamples = kBlock * kBlock * 3.0;
    for (int y = 0; y < kHeight; ++y)
        for (int x = 0; x < kWidth; ++x)
            for (int c = 0; c < 3; ++c)
                (*blocks)[static_cast<std::size_t>((y / kBlock) * (kWidth / kBlock) + x / kBlock)] +=
                    data[y * stride + x * kBytes + c] / kSamples;
    return blocks;
}

double share_that_differs(const std::string& one, const std::string& other) {
    const auto a = blocks_of(one);
    const auto b = blocks_of(other);
    double differ = 0;
    for (std::size_t i = 0; i < a->size(); ++i)
        if (std::abs((*a)[i] - (*b)[i]) > kBlockDiffers) ++differ;
    return differ / static_cast<double>(a->size());
}

std::string golden_path(std::string_view name) { return PLUMB_GOLDEN "/" + std::string(name) + ".png"; }

std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void looks_as_kept(std::string_view name, const Scene& scene) {
    INFO(name);
    const auto png = draw(scene);
    REQUIRE(png);
    if (std::getenv("PLUMB_KEEP_PICTURES")) std::ofstream(golden_path(name), std::ios::binary) << *png;
    const std::string kept = read_file(golden_path(name));
    REQUIRE_FALSE(kept.empty());
    CHECK(share_that_differs(*png, kept) <= kBlocksMayDiffer);
}

}  // namespace

TEST_CASE("each plan looks as it did when a person looked at it") {
    for (const SeenPlan& plan : kSeenPlans) looks_as_kept(plan.name, timeline_scene(plan.of()));
}

TEST_CASE("the pulse looks as it did when a person looked at it") {
    looks_as_kept("pulse", pulse_scene(plans::pulse()));
}

TEST_CASE("the comparison sees a bar that moved") {
    Timeline timeline = plans::usual();
    const std::string before = draw(timeline_scene(timeline)).value();
    timeline.events.front().on += Days{20};
    timeline.events.front().busy_from += Days{20};
    timeline.events.front().to += Days{20};
    CHECK(share_that_differs(before, draw(timeline_scene(timeline)).value()) > kBlocksMayDiffer);
}

TEST_CASE("the same scene gives the same bytes") {
    const Scene scene = timeline_scene(plans::scripts());
    CHECK(draw(scene).value() == draw(scene).value());
}

TEST_CASE("text that is no UTF-8 or nothing at all is drawn all the same") {
    Scene scene;
    scene.add(Label{"\xff\xfe broken", {10, 10}, 300, 30, Ink::text, false, Label::Side::left});
    scene.add(Label{"", {10, 50}, 300, 30, Ink::text, false, Label::Side::left});
    scene.add(Box{{10, 90}, 0, 0, Ink::event, Box::Fill::hatched, 0});
    scene.add(Stroke{});
    CHECK(draw(scene));
}

}  // namespace plumb::picture
