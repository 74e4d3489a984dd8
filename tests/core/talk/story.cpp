#include "tests/core/talk/story.hpp"

namespace plumb::sample {

namespace {

std::string spelled(const World& world, const Text& text) {
    std::string out;
    for (const Run& run : text.runs()) {
        const bool person = run.kind == Run::Kind::person || run.kind == Run::Kind::ping;
        if (run.kind == Run::Kind::ping) out += "@";
        out += person ? person_name(world, run.who) : run.text;
    }
    return out;
}

}  // namespace

Story::Story() : world_(sample::world()), now_(sample::context(world_).now) {
    // The sample's own warning is of no finding, and its records have no age.
    world_.all<Warning>().erase(WarningId{1});
    for (const int n : {1, 2}) {
        Product product = *world_.find(ProductId{n});
        product.meta.created_at = product.profile_at = now_;
        world_.all<Product>().put(product);
    }
    ChangeRequest request = *world_.find(ChangeId{1});
    request.feature = FeatureId{1};
    request.why = "Crews lose their notes in tunnels";
    request.opened_at = request.waiting_since = now_;
    world_.all<ChangeRequest>().put(request);
    live_ = Live(world_, now_);
}

Context Story::context(std::string_view who) const {
    Context context = sample::context(world_, who);
    context.now = now_;
    context.zones = &zones_;
    return context;
}

const Decision& Story::keep(Decision decision, Instant at) {
    last_ = std::move(decision);
    if (last_.live)
        live_ = *last_.live;
    else
        live_.follow(world_, last_.writes, at);
    world_ = last_.after;
    out.insert(out.end(), last_.out.begin(), last_.out.end());
    return last_;
}

const Decision& Story::say(std::string_view who, std::string_view text) {
    Context spoken = context(who);
    spoken.said = std::string(text);
    return keep(decide(world_, spoken, text, &live_), now_);
}

void Story::until(Instant then) {
    Context clock = context("you");
    clock.actor = {};
    clock.place = {};
    Agenda agenda;
    agenda.read(world_, clock, now_);
    for (auto due = agenda.first(then); !due.empty(); due = agenda.first(then)) {
        const Instant at = due.front().at;
        clock.now = at;
        // What is past is left out each morning.
        live_ = Live(world_, at);
        for (const DueThing& thing : due) keep(run_due(world_, clock, thing, now_, &live_), at);
        now_ = at;
        // What falls due may itself let something fall due.
        agenda.read(world_, clock, now_);
    }
    now_ = then;
}

std::vector<const Warning*> Story::unresolved() const {
    std::vector<const Warning*> held;
    for (const Warning& w : world_.all<Warning>())
        if (w.status != WarningStatus::resolved) held.push_back(&w);
    return held;
}

std::string spelled(const World& world, const Card& card) {
    std::string out = spelled(world, card.title);
    for (const Line& line : card.lines) out += "\n" + spelled(world, line.text);
    return out;
}

}  // namespace plumb::sample
