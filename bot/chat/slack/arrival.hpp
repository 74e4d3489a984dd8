// One envelope on its way through the intake. Private to it.
#pragma once

#include "chat/slack/intake.hpp"

namespace plumb::slack {

struct Intake::Arrival {
    std::weak_ptr<Connection> line;
    std::string envelope_id;
    std::string type;
    bool accepts_payload = false;
    bool acknowledged = false;
    bool released = false;
    int retry_attempt = 0;
    std::string raw;
    Happening happening;
    net::Instant came_at{};
    /// With a form that came back: its fields, and the command it makes.
    Typed form_fields;
    std::string form_command;
    std::vector<Handed> form_beside;
    bool home_form = false;
    /// Of a message that it records, as in FormPlace.
    std::string source;
    std::string source_author;

    const Origin& by() const { return happening.by; }
    bool is_slash() const { return type == "slash_commands"; }
    bool is_event() const { return type == "events_api"; }
    bool is_form() const { return std::holds_alternative<Submitted>(happening.what); }
    /// It came from the App Home, which may look different now.
    bool is_home() const {
        const auto* clicked = std::get_if<Clicked>(&happening.what);
        return home_form || (clicked && clicked->home);
    }
};

}  // namespace plumb::slack
