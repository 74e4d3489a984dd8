#include "core/base/fold.hpp"

#include <catch2/catch.hpp>

namespace plumb {

TEST_CASE("texts say the same whatever their case, punctuation and spaces") {
    CHECK(says_the_same("Offline mode", " OFFLINE – mode!\n"));
    CHECK(says_the_same("Offline mode", "„Offline“\u00A0mode…"));
    CHECK(says_the_same("Off-line mode", "offline mode"));
    CHECK_FALSE(says_the_same("Offline mode", "Offline mode for crews"));
    CHECK_FALSE(says_the_same("SSO 2", "SSO 3"));
}

TEST_CASE("a text of which nothing is left says nothing") {
    CHECK(says_the_same("", ""));
    CHECK(says_the_same("… –  ?!", ""));
    CHECK(says_the_same("", "\t\u200B\u3000"));
    CHECK_FALSE(says_the_same("x", ""));
    CHECK_FALSE(says_the_same("", "0"));
}

TEST_CASE("letters of every alphabet with case are told apart by themselves alone") {
    CHECK(says_the_same("ÄÖÜ Çé Ñ", "äöü ÇÉ ñ"));
    CHECK(says_the_same("ŁÓDŹ Ÿ Ž", "łódź ÿ ž"));
    CHECK(says_the_same("ΌΔΟΣ", "όδος"));
    CHECK(says_the_same("ЩЁГОЛЬ", "щёголь"));
    CHECK(says_the_same("ԵՐԵՎԱՆ", "երեվան"));
    CHECK(says_the_same("ＡＢＣ", "ａｂｃ"));
    CHECK(says_the_same("オフライン・モード", "オフラインモード"));
    CHECK_FALSE(says_the_same("é", "e"));
    CHECK_FALSE(says_the_same("Ж", "Ш"));
    CHECK_FALSE(says_the_same("ğ", "g"));
}

TEST_CASE("bytes that are no character say nothing") {
    CHECK(says_the_same("a\xFF\xC3", "A"));
    CHECK(says_the_same("\xE2\x82", ""));
}

}  // namespace plumb
