// JSON written straight into a text: for what is written with every command.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace plumb::storage {

/// Objects and lists opened are to be ended by who opened them. What is no UTF-8 is replaced.
class JsonWriter {
  public:
    JsonWriter() { text_.reserve(kUsual); }

    void begin() { open('{'); }
    void end() { close('}'); }
    void begin_list() { open('['); }
    void end_list() { close(']'); }
    JsonWriter& key(std::string_view name);
    void value(std::string_view text);
    void value(const std::string& text) { value(std::string_view(text)); }
    void value(int number) { value(std::int64_t{number}); }
    void value(std::int64_t number);
    /// A whole one without its fraction.
    void value(double number);
    void value(bool yes);
    void null();
    std::string take() { return std::move(text_); }

  private:
    /// A card with its buttons.
    static constexpr std::size_t kUsual = 2048;

    void open(char bracket);
    void close(char bracket);
    void separate();

    std::string text_;
    /// The next member or item is not the first.
    bool more_ = false;
};

}  // namespace plumb::storage
