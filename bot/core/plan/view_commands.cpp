// The questions about the whole, as a table.
#include "core/plan/plan_commands.hpp"
#include "core/plan/views.hpp"

#include <array>

namespace plumb {

namespace {

constexpr std::array kTable{
    CommandSpec{.noun = "status",
                .verb = "",
                .subject = SubjectType::any_optional,
                .handler = view_status,
                .example = "status 1.0",
                .does = "are we ready, and when; then what is missing"},
    CommandSpec{.noun = "trace",
                .verb = "",
                .subject = SubjectType::any,
                .handler = view_trace,
                .example = "trace F-1",
                .does = "from what customers said to what they are told, both ways"},
    CommandSpec{.noun = "load",
                .verb = "",
                .subject = SubjectType::person_optional,
                .handler = view_load,
                .example = "load @ana",
                .does = "busy days per person in the next 28, by week",
                .anywhere = true},
};

}  // namespace

std::span<const CommandSpec> view_commands() { return kTable; }

}  // namespace plumb
