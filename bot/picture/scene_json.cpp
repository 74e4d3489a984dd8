#include "picture/scene_json.hpp"

#include <nlohmann/json.hpp>

namespace plumb::picture {

namespace {

using Json = nlohmann::json;

template <class E>
int number(E value) {
    return static_cast<int>(value);
}

template <class E>
E member(const Json& json) {
    return static_cast<E>(json.get<int>());
}

Json point_json(const Point& point) { return Json::array({point.x, point.y}); }
Point point_from(const Json& json) { return {json.at(0).get<double>(), json.at(1).get<double>()}; }

struct ToJson {
    Json operator()(const Box& box) const {
        return Json::array({"box", point_json(box.at), box.width, box.height, number(box.ink),
                            number(box.fill), box.radius});
    }
    Json operator()(const Stroke& stroke) const {
        Json points = Json::array();
        for (const Point& point : stroke.through) points.push_back(point_json(point));
        return Json::array({"stroke", points, number(stroke.ink), stroke.width, stroke.dashed});
    }
    Json operator()(const Symbol& mark) const {
        return Json::array(
            {"mark", number(mark.shape), point_json(mark.centre), mark.radius, number(mark.ink)});
    }
    Json operator()(const Label& label) const {
        return Json::array({"label", label.text, point_json(label.at), label.width, label.size,
                            number(label.ink), label.bold, number(label.side)});
    }
};

Shape shape_from(const Json& json) {
    const auto what = json.at(0).get<std::string>();
    if (what == "box")
        return Box{point_from(json.at(1)),  json.at(2).get<double>(),      json.at(3).get<double>(),
                   member<Ink>(json.at(4)), member<Box::Fill>(json.at(5)), json.at(6).get<double>()};
    if (what == "stroke") {
        Stroke stroke{{}, member<Ink>(json.at(2)), json.at(3).get<double>(), json.at(4).get<bool>()};
        for (const Json& point : json.at(1)) stroke.through.push_back(point_from(point));
        return stroke;
    }
    if (what == "mark")
        return Symbol{member<Symbol::Shape>(json.at(1)), point_from(json.at(2)), json.at(3).get<double>(),
                      member<Ink>(json.at(4))};
    return Label{json.at(1).get<std::string>(),  point_from(json.at(2)),  json.at(3).get<double>(),
                 json.at(4).get<double>(),       member<Ink>(json.at(5)), json.at(6).get<bool>(),
                 member<Label::Side>(json.at(7))};
}

}  // namespace

std::string scene_text(const Scene& scene) {
    Json json = Json::array();
    for (const Shape& shape : scene.shapes) json.push_back(std::visit(ToJson{}, shape));
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Scene> read_scene(std::string_view text) {
    try {
        Scene scene;
        for (const Json& shape : Json::parse(text)) scene.add(shape_from(shape));
        return scene;
    } catch (const Json::exception& error) {
        return refuse(std::string("this is no scene: ") + error.what());
    }
}

}  // namespace plumb::picture
