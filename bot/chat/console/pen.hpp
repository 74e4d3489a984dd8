// Colour on a terminal, word by word, so that lines may be broken anywhere between them.
#pragma once

#include <string>
#include <string_view>

namespace plumb::console {

class Pen {
  public:
    /// Without colour it hands texts on as they are.
    explicit Pen(bool colour = false) : colour_(colour) {}

    /// Headlines and headings.
    std::string strong(std::string_view text) const { return styled(text, "1"); }
    /// Frames, labels, small print.
    std::string quiet(std::string_view text) const { return styled(text, "2"); }
    /// What can be typed or pressed.
    std::string code(std::string_view text) const { return styled(text, "36"); }
    /// The marks of severities, each in its colour: ■ ▲ ✓.
    std::string with_marks(std::string_view text) const;

  private:
    std::string styled(std::string_view text, std::string_view style) const;

    bool colour_;
};

}  // namespace plumb::console
