// Text with meaning: runs that each platform writes in its own way. What people typed is always a plain run,
// so it can neither ping anyone nor become markup.
#pragma once

#include "core/base/ids.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plumb {

struct Run {
    enum class Kind : std::uint8_t {
        plain,
        strong,
        /// A command that can be pasted, or an identifier.
        code,
        /// A person's name, without a ping.
        person,
        /// A mention that pings.
        ping,
        /// `text` is the label, `target` the address.
        link
    };
    Kind kind = Kind::plain;
    std::string text;
    PersonId who;
    std::string target;

    bool operator==(const Run&) const = default;
};

class Text {
  public:
    Text() = default;
    Text(std::string plain) { add({Run::Kind::plain, std::move(plain), {}, {}}); }
    Text(std::string_view plain) : Text(std::string(plain)) {}
    Text(const char* plain) : Text(std::string(plain)) {}

    Text& operator<<(std::string_view plain) { return add({Run::Kind::plain, std::string(plain), {}, {}}); }
    Text& operator<<(const std::string& plain) { return *this << std::string_view(plain); }
    Text& operator<<(const char* plain) { return *this << std::string_view(plain); }
    Text& operator<<(const Text& other) {
        for (const Run& run : other.runs_) add(run);
        return *this;
    }
    Text& strong(std::string_view text) { return add({Run::Kind::strong, std::string(text), {}, {}}); }
    Text& code(std::string_view text) { return add({Run::Kind::code, std::string(text), {}, {}}); }
    Text& person(PersonId who) { return add({Run::Kind::person, {}, who, {}}); }
    Text& ping(PersonId who) { return add({Run::Kind::ping, {}, who, {}}); }
    Text& link(std::string_view label, std::string_view target) {
        return add({Run::Kind::link, std::string(label), {}, std::string(target)});
    }
    Text& add(Run run) {
        if (run.kind != Run::Kind::plain || !run.text.empty()) runs_.push_back(std::move(run));
        return *this;
    }

    bool empty() const { return runs_.empty(); }
    const std::vector<Run>& runs() const { return runs_; }
    std::vector<Run>& runs() { return runs_; }
    bool operator==(const Text&) const = default;

  private:
    std::vector<Run> runs_;
};

}  // namespace plumb
