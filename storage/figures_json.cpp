#include "storage/figures_json.hpp"

#include <cmath>

namespace plumb::storage {

namespace {

/// Binary fractions as people would write them: 4.4, not 4.4000000000000004.
Json decimal(double value) {
    constexpr double kPlaces = 1e6;
    const double rounded = std::round(value * kPlaces) / kPlaces;
    const auto whole = static_cast<std::int64_t>(rounded);
    return static_cast<double>(whole) == rounded ? Json(whole) : Json(rounded);
}

std::string word_of(const Awaited& awaited) {
    return awaited ? std::string(word(*awaited)) : std::string("decision");
}

Json volumes(const World& world, const std::vector<VolumeFigure>& figures) {
    Json json = Json::object();
    for (const VolumeFigure& f : figures)
        json[label(world, f.release)] = {{"churn", decimal(f.churn)}, {"total", decimal(f.total)},
                                         {"add", decimal(f.add)},     {"drop", decimal(f.drop)},
                                         {"move", decimal(f.move)},   {"modify", decimal(f.modify)}};
    return json;
}

Json customers(const World& world, const std::vector<CustomerFigure>& figures) {
    Json list = Json::array();
    for (const CustomerFigure& f : figures)
        list.push_back({{"name", world.find(f.customer)->name},
                        {"requests", f.requests},
                        {"value", f.value ? Json(*f.value) : Json()}});
    return list;
}

Json waiting(const std::vector<WaitingFigure>& figures) {
    Json json = Json::object();
    for (const WaitingFigure& f : figures)
        json[word_of(f.awaited)] = {{"median", decimal(f.median)},
                                    {"longest", f.longest},
                                    {"total", f.total},
                                    {"requests", f.requests}};
    return json;
}

Json balance(const std::vector<BalanceFigure>& figures) {
    Json json = Json::object();
    for (const BalanceFigure& f : figures)
        json[std::string(word(f.function))] = {{"raised", f.raised},
                                               {"approved", f.approved},
                                               {"declined", f.declined},
                                               {"overridden", f.overridden}};
    return json;
}

Json squeak(const std::optional<Squeak>& squeak) {
    if (!squeak) return {};
    return {{"weakness", std::string(squeak->weakness)}, {"warnings", squeak->warnings}};
}

}  // namespace

Json figures_json(const World& world, const Figures& figures) {
    Json json = Json::object();
    Json& costs = json["switch_cost"] = Json::object();
    for (const RequestCost& cost : figures.switch_cost)
        costs[label(world, cost.request)] = decimal(cost.days);
    json["change_volume"] = volumes(world, figures.change_volume);
    json["customers"] = customers(world, figures.customers);
    json["first_share"] = decimal(figures.first_share);
    json["waiting"] = waiting(figures.waiting);
    json["bottleneck"] = figures.bottleneck ? Json(word_of(*figures.bottleneck)) : Json();
    json["balance"] = balance(figures.balance);
    json["promises"] = {{"kept", figures.promises.kept},
                        {"broken", figures.promises.broken},
                        {"open", figures.promises.open},
                        {"overdue", figures.promises.overdue}};
    Json& load = json["load"] = Json::object();
    for (const LoadFigure& f : figures.load) load[label(world, f.person)] = f.busy_days;
    Json& horizons = json["horizons"] = Json::object();
    for (std::size_t i = 0; i < figures.horizons.size(); ++i)
        horizons[std::string(word(static_cast<Horizon>(i)))] = figures.horizons[i];
    json["squeakiest"] = squeak(figures.squeakiest);
    json["squeakiest_last_month"] = squeak(figures.squeakiest_before);
    return json;
}

}  // namespace plumb::storage
