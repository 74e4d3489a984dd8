#include "core/talk/named_in_text.hpp"

#include "core/command/account.hpp"

#include <algorithm>

namespace plumb {

namespace {

/// Who an account belongs to, as they are called; empty for a stranger.
std::string name_behind(const std::string& account, const World& world, const Context& context) {
    if (const Person* person = person_by_account(world, account)) return person_name(world, id_of(*person));
    const auto member = std::find_if(context.members.begin(), context.members.end(),
                                     [&](const Member& one) { return one.account == account; });
    if (member == context.members.end()) return {};
    return member->name.empty() ? member->handle : member->name;
}

}  // namespace

std::string named_in_text(std::string_view text, const World& world, const Context& context) {
    constexpr std::string_view kEnd = " \t\n\"'()<>,";
    constexpr std::string_view kSentence = ".:;!?";
    std::string out;
    while (!text.empty()) {
        const std::size_t at = std::min(text.find('@'), text.size());
        out += text.substr(0, at);
        text.remove_prefix(at);
        std::string_view token = text.substr(0, std::min(text.find_first_of(kEnd), text.size()));
        while (!token.empty() && kSentence.find(token.back()) != std::string_view::npos)
            token.remove_suffix(1);
        const std::string account = token.empty() ? std::string{} : account_of(token, context.place);
        const std::string name = account.empty() ? std::string{} : name_behind(account, world, context);
        // The sign alone where it stands for nobody: another one may follow.
        const std::size_t taken = name.empty() ? std::min<std::size_t>(1, text.size()) : token.size();
        out += name.empty() ? text.substr(0, taken) : std::string_view(name);
        text.remove_prefix(taken);
    }
    return out;
}

}  // namespace plumb
