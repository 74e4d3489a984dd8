// What a configuration file says, as entries.
#include "config/settings_entries.hpp"
#include "config/settings_keys.hpp"
#include "core/base/among.hpp"

#include "core/base/spelling.hpp"

#include <toml++/toml.h>

#include <algorithm>

namespace plumb::config {

namespace {

std::string place(const std::string& file, const toml::node& node) {
    return file + ":" + std::to_string(node.source().begin.line);
}

Value value_of(const toml::node& node) {
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* number = node.as_integer()) return number->get();
    if (const auto* yes = node.as_boolean()) return yes->get();
    const auto* list = node.as_array();
    if (!list) return std::monostate{};
    std::vector<std::string> texts;
    for (const toml::node& item : *list) {
        const auto* text = item.as_string();
        if (!text) return std::monostate{};
        texts.push_back(text->get());
    }
    return texts;
}

tl::unexpected<Refusal> no_section(const std::string& where, std::string_view section, bool table) {
    std::vector<std::string_view> known = sections();
    const auto near = nearest(section, known);
    std::string listed;
    for (const std::string_view name : known)
        listed += (listed.empty() ? "" : ", ") +
                  (is_repeated(name) ? "[[" + std::string(name) + "]]" : "[" + std::string(name) + "]");
    return refuse(where + ": " + std::string(section) + ": there is no such " + (table ? "section" : "key") +
                      (near ? "; did you mean " + std::string(*near) + "?" : "."),
                  "Expected one of " + listed + ".");
}

/// Walks one file: sections into entries.
class Reader {
  public:
    explicit Reader(std::string file) : file_(std::move(file)) {}

    Result<void> root(const toml::table& table) {
        for (const auto& [key, node] : table) {
            const std::string section(key.str());
            if (auto read = top(section, node); !read) return read;
        }
        return {};
    }
    std::vector<Entry> take() { return std::move(entries_); }

  private:
    Result<void> top(const std::string& section, const toml::node& node) {
        const auto known = sections();
        if (!is_among(known, section))
            return no_section(place(file_, node), section, node.is_table() || node.is_array());
        if (!is_repeated(section)) {
            const auto* table = node.as_table();
            if (table) return this->table(section, 0, *table);
            return refuse(place(file_, node) + ": " + section + ": this is no section.",
                          "Expected [" + section + "] on a line of its own.");
        }
        const auto* list = node.as_array();
        const bool tables = list && std::all_of(list->begin(), list->end(),
                                                [](const toml::node& item) { return item.is_table(); });
        if (!tables)
            return refuse(place(file_, node) + ": " + section + ": there may be several of it.",
                          "Expected [[" + section + "]] on a line of its own.");
        std::size_t index = 0;
        for (const toml::node& item : *list) {
            entries_.push_back({section, index, {}, std::monostate{}, false, place(file_, item)});
            if (auto read = this->table(section, index++, *item.as_table()); !read) return read;
        }
        return {};
    }

    Result<void> table(const std::string& section, std::size_t index, const toml::table& table) {
        const auto known = sections();
        for (const auto& [key, node] : table) {
            const std::string name(key.str());
            std::string inner = section;
            inner.append(".").append(name);
            if (node.is_table() && is_among(known, inner)) {
                if (auto read = this->table(inner, index, *node.as_table()); !read) return read;
                continue;
            }
            entries_.push_back({section, index, name, value_of(node), false, place(file_, node)});
        }
        return {};
    }

    std::string file_;
    std::vector<Entry> entries_;
};

/// The key or section that a line of the file begins with.
std::string key_on(std::string_view text, std::size_t line) {
    for (; line > 1 && !text.empty(); --line)
        text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
    text = trimmed(text.substr(0, text.find('\n')));
    while (text.starts_with("[")) text.remove_prefix(1);
    return std::string(trimmed(text.substr(0, text.find_first_of("=]"))));
}

/// The first line whose key or header names more than a few levels: the parser frees what it read by
/// recursion. 0: none does.
int line_too_deep(std::string_view text) {
    constexpr std::ptrdiff_t kDeepest = 20;
    int number = 1;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        const std::string_view name = line.substr(0, line.find_first_of("=\"'#"));
        if (std::count(name.begin(), name.end(), '.') > kDeepest) return number;
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        ++number;
    }
    return 0;
}

/// What the parser says may quote what stands there, which may be a token: no value is passed on.
Refusal no_toml(std::string_view text, const std::string& file, const toml::parse_error& error) {
    const auto line = error.source().begin.line;
    const std::string where = file + ":" + std::to_string(line) + ": ";
    const bool twice = std::string_view(error.description()).find("redefine") != std::string_view::npos;
    if (twice)
        return {
            where + key_on(text, line) + ": it is there already.", "Expected each key and section once.", {}};
    return {where + "this is no TOML.", "Expected [section] or key = value, texts in quotation marks.", {}};
}

}  // namespace

Result<std::vector<Entry>> toml_entries(std::string_view text, const std::string& file) {
    if (const int line = line_too_deep(text); line > 0)
        return refuse(file + ":" + std::to_string(line) + ": sections stand too deep in one another.",
                      "Expected [section] or key = value, such as [http].");
    Reader reader(file);
    try {
        const toml::table table = toml::parse(text, file);
        if (auto read = reader.root(table); !read) return tl::make_unexpected(read.error());
    } catch (const toml::parse_error& error) {
        return tl::make_unexpected(no_toml(text, file, error));
    }
    return reader.take();
}

}  // namespace plumb::config
