// `plumbline completion`: the command line for bash and zsh, written from the program's own description of
// it.
#include "cli/asked.hpp"
#include "cli/options.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>
#include <vector>

namespace plumb::cli {

namespace {

/// What the shells need to know of an option.
struct Known {
    std::vector<std::string> words;
    std::string help;
    /// `FILE`, `{text,json}`; empty where it takes nothing.
    std::string takes;
    bool positional = false;
};

std::vector<std::string> words_of(const CLI::Option& option) {
    std::vector<std::string> words;
    for (const std::string& name : option.get_snames()) words.push_back("-" + name);
    for (const std::string& name : option.get_lnames()) words.push_back("--" + name);
    return words;
}

std::vector<Known> options_of(const CLI::App& command) {
    std::vector<Known> known;
    for (const CLI::Option* option : command.get_options()) {
        const bool flag = option->get_type_size() == 0;
        known.push_back({words_of(*option), option->get_description(),
                         flag ? std::string() : option->get_type_name(), option->get_positional()});
    }
    return known;
}

/// The words of `{text,json}`, blanks between them; empty where it is a name such as FILE.
std::string choices(const std::string& takes) {
    const std::size_t from = takes.find('{');
    const std::size_t to = takes.find('}');
    if (from == std::string::npos || to == std::string::npos || to < from) return {};
    std::string words = takes.substr(from + 1, to - from - 1);
    for (char& c : words)
        if (c == ',') c = ' ';
    return words;
}

bool is_path(const std::string& takes) {
    return takes.find("FILE") != std::string::npos || takes.find("DIR") != std::string::npos;
}

std::string bash_case(const CLI::App& command) {
    std::string words;
    std::string values;
    bool paths = false;
    for (const Known& known : options_of(command)) {
        std::string pattern;
        for (const std::string& word : known.words) {
            words += (words.empty() ? "" : " ") + word;
            pattern += (pattern.empty() ? "" : "|") + word;
        }
        if (known.positional) {
            const std::string fixed = choices(known.takes);
            words += fixed.empty() ? "" : " " + fixed;
            paths = paths || is_path(known.takes);
        }
        if (pattern.empty() || known.takes.empty()) continue;
        const std::string fixed = choices(known.takes);
        const std::string made =
            is_path(known.takes) ? "compgen -f -- \"$cur\"" : "compgen -W '" + fixed + "' -- \"$cur\"";
        values.append("                ").append(pattern);
        values.append(") mapfile -t COMPREPLY < <(").append(made).append("); return ;;\n");
    }
    return "        " + command.get_name() + ")\n            case $prev in\n" + values +
           "                *) ;;\n            esac\n            words='" + words + "'\n" +
           (paths ? "            paths=yes\n" : "") + "            ;;\n";
}

std::vector<const CLI::App*> commands_of(const CLI::App& program) {
    return program.get_subcommands([](const CLI::App* command) {
        return !command->get_name().empty() && !command->get_group().empty();
    });
}

std::string bash(const CLI::App& program) {
    std::string names;
    std::string cases;
    for (const CLI::App* command : commands_of(program)) {
        names += (names.empty() ? "" : " ") + command->get_name();
        cases += bash_case(*command);
    }
    return "# bash completion for plumbline; made by “plumbline completion bash”.\n"
           "_plumbline() {\n"
           "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words='' paths=''\n"
           "    COMPREPLY=()\n"
           "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
           "        mapfile -t COMPREPLY < <(compgen -W '" +
           names +
           " --help --version' -- \"$cur\")\n"
           "        return\n"
           "    fi\n"
           "    case ${COMP_WORDS[1]} in\n" +
           cases +
           "        *) ;;\n"
           "    esac\n"
           "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n"
           "    if [ -n \"$paths\" ] && [ \"${#COMPREPLY[@]}\" -eq 0 ]; then\n"
           "        mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n"
           "    fi\n"
           "}\n"
           "complete -o filenames -F _plumbline plumbline\n";
}

/// For single quotes and square brackets of _arguments.
std::string zsh_text(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '\'')
            out += "’";
        else if (c == '[' || c == ']' || c == ':')
            out += std::string("\\") + c;
        else
            out += c;
    }
    return out;
}

std::string zsh_value(const std::string& takes) {
    if (takes.empty()) return {};
    const std::string fixed = choices(takes);
    return ":" + zsh_text(fixed.empty() ? takes : "one of") +
           (is_path(takes)  ? ":_files"
            : fixed.empty() ? ": "
                            : ":(" + fixed + ")");
}

std::string zsh(const CLI::App& program) {
    std::string names;
    std::string cases;
    for (const CLI::App* command : commands_of(program)) {
        names += "        '" + command->get_name() + ":" + zsh_text(command->get_description()) + "'\n";
        cases += "        " + command->get_name() + ")\n            _arguments";
        for (const Known& known : options_of(*command)) {
            if (known.positional && known.words.empty())
                cases += " \\\n                '" + zsh_value(known.takes) + "'";
            for (const std::string& word : known.words)
                cases += " \\\n                '" + word + "[" + zsh_text(known.help) + "]" +
                         zsh_value(known.takes) + "'";
        }
        cases += "\n            ;;\n";
    }
    return "#compdef plumbline\n"
           "# zsh completion for plumbline; made by “plumbline completion zsh”.\n"
           "_plumbline() {\n"
           "    local -a commands\n"
           "    commands=(\n" +
           names +
           "    )\n"
           "    if (( CURRENT == 2 )); then\n"
           "        _describe command commands\n"
           "        return\n"
           "    fi\n"
           "    local command=$words[2]\n"
           "    shift words\n"
           "    (( CURRENT-- ))\n"
           "    case $command in\n" +
           cases +
           "    esac\n"
           "}\n"
           "_plumbline \"$@\"\n";
}

}  // namespace

void add_completion(CLI::App& program, Action& action) {
    CLI::App* command = program.add_subcommand("completion", "Completion for a shell, to be sourced by it");
    auto shell = std::make_shared<std::string>();
    command->add_option("shell", *shell, "bash or zsh")
        ->type_name("SHELL")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh"}));
    command->callback([shell, &program, &action] {
        action = [shell, &program] {
            const auto written = write_output({}, *shell == "bash" ? bash(program) : zsh(program));
            return written ? kDone : failure(written.error());
        };
    });
}

}  // namespace plumb::cli
