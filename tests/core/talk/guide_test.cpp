// deploy/guide holds every command and every rule for people to read. It is written from the tables, and this
// holds it to them: PLUMBLINE_WRITE_GUIDE=1 core_talk_test "[guide]" writes it anew.
#include "core/align/rule.hpp"
#include "core/talk/registry.hpp"

#include <catch2/catch.hpp>
#include <fmt/core.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

using namespace plumb;

namespace {

std::string sentence(std::string_view words) {
    std::string out(words);
    if (!out.empty() && out.front() >= 'a' && out.front() <= 'z') out.front() -= 'a' - 'A';
    return out + ".";
}

std::string keys_of(const CommandSpec& spec) {
    std::string keys;
    for (const KeySpec& key : spec.keys) {
        keys += fmt::format("{}`{}:`", keys.empty() ? "" : ", ", key.name);
        if (key.required) keys += " (needed)";
    }
    return keys;
}

std::string of_command(const CommandSpec& spec) {
    const std::string name = std::string(spec.noun) + (spec.verb.empty() ? "" : " ") + std::string(spec.verb);
    std::string text = fmt::format("**{}**: {}\n\n    {}\n\n", name, sentence(spec.does), spec.example);
    if (!spec.keys.empty()) text += fmt::format("Takes {}.\n\n", keys_of(spec));
    return text;
}

std::string commands_guide() {
    std::string text =
        "# Every command\n\nA command is `NOUN VERB [ID] [free text] [key:value …]`. `help NOUN` says the "
        "same in "
        "the chat, with\nexamples of records that exist there.\n\n";
    std::string_view noun;
    for (const CommandSpec* spec : commands()) {
        if (spec->noun != noun) text += fmt::format("## {}\n\n", spec->noun);
        noun = spec->noun;
        text += of_command(*spec);
    }
    text.pop_back();
    return text;
}

std::string_view unit_words(Unit unit) {
    switch (unit) {
        case Unit::days: return " days";
        case Unit::working_days: return " working days";
        case Unit::effort_days: return " person-days";
        case Unit::per_cent: return " %";
        case Unit::points: return " points";
        case Unit::count: return "";
    }
    return "";
}

std::string_view article(std::string_view noun) {
    constexpr std::string_view kVowels = "aeio";
    return kVowels.find(noun.front()) == std::string_view::npos ? "a" : "an";
}

std::string of_rule(const RuleSpec& rule) {
    std::string text = fmt::format("**`{}`**, about {} {}: {} *{}*", rule.name, article(rule.main), rule.main,
                                   sentence(rule.finds), sentence(rule.severity));
    std::string limits;
    for (const Threshold& t : rule.thresholds)
        limits += fmt::format("{}`{}:` {}{}", limits.empty() ? "" : ", ", t.key, t.value, unit_words(t.unit));
    if (!limits.empty()) text += fmt::format(" Limits: {}.", limits);
    return text + fmt::format(" {}\n\n", rule.why);
}

std::string rules_guide() {
    std::string text =
        "# Every rule\n\n`rule set RULE key:value` changes a limit for one product, `rule off RULE` "
        "silences the rule there;\n`warning why AW-n` says the value, the limit, who set it and "
        "where the default comes from.\n`tests/rules/RULE.cases` says by example when a rule finds "
        "something, when not, and how that is mended.\n\n";
    for (const RuleSpec& rule : rules()) text += of_rule(rule);
    text.pop_back();
    return text;
}

void check_guide(const std::string& name, const std::string& wanted) {
    const std::string path = std::string(PLUMB_GUIDE) + "/" + name;
    if (std::getenv("PLUMBLINE_WRITE_GUIDE")) std::ofstream(path) << wanted;
    std::ostringstream held;
    held << std::ifstream(path).rdbuf();
    INFO("written anew by PLUMBLINE_WRITE_GUIDE=1 core_talk_test \"[guide]\"");
    CHECK(held.str() == wanted);
}

}  // namespace

TEST_CASE("the guide names every command, in the words of the table", "[guide]") {
    check_guide("commands.md", commands_guide());
}

TEST_CASE("the guide names every rule, with its limits", "[guide]") {
    check_guide("rules.md", rules_guide());
}
