// `plumbline draw`: the process of its own in which drawn_apart has a picture drawn.
#include "cli/options.hpp"
#include "picture/draw.hpp"
#include "picture/scene_json.hpp"

#include <CLI/CLI.hpp>

#include <iostream>
#include <iterator>

namespace plumb::cli {

namespace {

/// What went wrong stands where the picture would: whoever asked has no other line to us.
int refused(const Refusal& refusal) {
    std::cout << refusal.wrong << (refusal.expected.empty() ? "" : " ") << refusal.expected << std::flush;
    return kFailed;
}

int run_draw() {
    const std::string text{std::istreambuf_iterator<char>(std::cin), {}};
    const auto scene = picture::read_scene(text);
    if (!scene) return refused(scene.error());
    const auto png = picture::draw(*scene);
    if (!png) return refused(png.error());
    std::cout << *png << std::flush;
    return kDone;
}

}  // namespace

void add_draw(CLI::App& program, Action& action) {
    // In no group: it is for this program itself (cli/drawn_apart.hpp), and in nobody's help.
    CLI::App* command = program.add_subcommand("draw", "A scene from standard input as PNG")->group("");
    command->callback([&action] { action = run_draw; });
}

}  // namespace plumb::cli
