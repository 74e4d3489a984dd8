// A person's names found in text and taken out, word by word.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace plumb::storage {

/// What a person was called, and what stands there instead.
class Scrub {
  public:
    /// `handle` as it is, lower case; `name` may be empty; `accounts` as `slack:T1/U1`, of which the part
    /// behind the workspace counts alone, too.
    Scrub(std::string_view handle, std::string_view name, const std::vector<std::string>& accounts,
          std::string instead);

    /// The text with every whole word that names the person replaced, whatever its case. A handle that is an
    /// ordinary word (`will`, `you`) counts only where it is written like a name: `@will`, `person:will`,
    /// `Will`.
    std::string operator()(std::string_view text) const;
    bool names(std::string_view text) const { return (*this)(text) != text; }

  private:
    struct Word {
        std::string text;
        /// Also in other letter case.
        bool any_case = false;
        /// Only behind `@` or `person:`, or capitalised.
        bool ordinary = false;
    };
    bool matches(const Word& word, std::string_view text, std::size_t at) const;

    /// Longest first.
    std::vector<Word> words_;
    std::string instead_;
};

}  // namespace plumb::storage
