#include "chat/slack/own_prefix.hpp"

#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/talk/grammar.hpp"
#include "core/talk/registry.hpp"
#include "core/talk/verbs.hpp"

namespace plumb::slack {

namespace {

/// Slack takes `/plumb` for a slash command, wherever it is pasted: without the stroke it is one of ours.
constexpr std::string_view kPlain = "plumb";
constexpr std::string_view kBlank = " \t\n";

/// As is_command judges what is said in a record's thread, whichever that is.
bool is_command_in_thread(std::string_view text) {
    Place thread;
    thread.thread = Ref{Kind::change, 1};
    return is_command(text, thread);
}

}  // namespace

std::string with_plain_prefix(std::string text, std::string_view command, bool addressed) {
    const std::string_view name = command.substr(command.starts_with('/') ? 1 : 0);
    std::string_view said = trimmed(text);
    const bool stroke = said.starts_with('/');
    if (stroke) said.remove_prefix(1);
    if (name.empty() || !same_word(said.substr(0, name.size()), name)) return text;
    const std::string_view rest = said.substr(name.size());
    if (!rest.empty() && kBlank.find(rest.front()) == std::string_view::npos) return text;
    // A name that is a noun, too, is that without its stroke.
    const bool noun = !noun_said(commands(), name).empty();
    if (!stroke && (noun || !(addressed || is_command_in_thread(trimmed(rest))))) return text;
    return std::string(kPlain) + std::string(rest);
}

}  // namespace plumb::slack
