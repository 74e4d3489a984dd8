// Wrong and half-typed commands: what was wrong, what is expected, and a line that can be pasted.
#include "tests/core/talk/sample.hpp"

#include <catch2/catch.hpp>

using namespace plumb;
using sample::refusal;
using sample::understood;

namespace {

struct Case {
    std::string text, wrong, expected, example;
};

void check(const Case& c) {
    INFO(c.text);
    const Refusal said = refusal(c.text);
    CHECK(said.wrong == c.wrong);
    CHECK(said.expected == c.expected);
    CHECK(said.example == c.example);
    // What is offered can be pasted.
    INFO(said.example);
    if (said.example.find("…") == std::string::npos)
        CHECK(understood(said.example).substr(0, 8) != "refused:");
}

}  // namespace

TEST_CASE("an unknown word gets the nearest known one", "[grammar][refusal]") {
    const auto c = GENERATE(values<Case>({
        {"plumb chnage new \"x\"", "I don't know “chnage”.", "Did you mean change?", "change new \"x\""},
        {"chnage new \"x\" on:fri", "I don't know “chnage”.", "Did you mean change?",
         "change new \"x\" on:fri"},
        {"Lunch list", "I don't know “Lunch”.", "Did you mean launch?", "launch list"},
        {"warning", "warning needs to know what to do.", "One of show, ack or accept.", "warning show AW-1"},
        {"warnigs", "I don't know “warnigs”.", "Did you mean warnings?", "warnings"},
        {"launches", "I don't know “launches”.", "Did you mean launch list?", "launch list"},
        {"changes", "I don't know “changes”.", "Did you mean change list?", "change list"},
        {"banana", "I don't know “banana”.",
         "A command begins with one of help, me, status, release, feature, change, launch, collateral, "
         "assumption, "
         "customer, digest, warnings, warning, mute, policy, glossary, trace, history, search, undo or role.",
         "help"},
        {"change aprove CR-1", "I don't know “change aprove”.", "Did you mean approve?",
         "change approve CR-1"},
        {"change crate \"x\"", "I don't know “change crate”.", "Did you mean create?", "change create \"x\""},
        {"change edit CR-1 severity:urgent", "I don't know “change edit”.", "Did you mean set?",
         "change set CR-1 severity:urgent"},
        {"change xyzzy CR-1", "I don't know “change xyzzy”.",
         "change takes new, list, show, set, loop-in, approve, decline or defer.", "help change"},
        {"change", "change needs to know what to do.",
         "One of new, list, show, set, loop-in, approve, decline or defer.", "change list state:open"},
        {"change \"Offline mode\"", "change needs to know what to do.",
         "One of new, list, show, set, loop-in, approve, decline or defer.", "change new \"Offline mode\""},
        {"change CR-1", "change needs to know what to do.", "Did you mean change show CR-1?",
         "change show CR-1"},
        {"CR-1", "CR-1 is a request; what about it?", "For example:", "change show CR-1"},
        {"cr-1 ok", "CR-1 is a request; what about it?", "Did you mean change approve CR-1?",
         "change approve CR-1"},
        {"approve CR-1 reason:\"Good\"", "“approve” needs to know of what.", "Did you mean change approve?",
         "change approve CR-1 reason:\"Good\""},
        {"show LE-1", "“show” needs to know of what.", "Did you mean launch show?", "launch show LE-1"},
        {"approve LE-1", "LE-1 is a launch event; “approve” is not said of one.",
         "launch takes new, list, show, set, move or signoff.", "help launch"},
        {"\"Offline mode\"", "A text in quotes stands where a command begins.",
         "A command begins with one of help, me, status, release, feature, change, launch, collateral, "
         "assumption, "
         "customer, digest, warnings, warning, mute, policy, glossary, trace, history, search, undo or role.",
         "help"},
    }));
    check(c);
}

TEST_CASE("an unknown key, or a text that looks like one", "[grammar][refusal]") {
    const auto c = GENERATE(values<Case>({
        {"change new \"x\" relase:2.0", "I don't know the key “relase:”.", "Did you mean release:?",
         "change new \"x\" release:2.0"},
        {"change new \"x\" severety:\"urgent\"", "I don't know the key “severety:”.",
         "Did you mean severity:?", "change new \"x\" severity:\"urgent\""},
        {"change new fix: login", "I don't know the key “fix:”.",
         "change new takes kind:, why:, feature:, release:, to:, date:, events:, severity:, customer:, "
         "quote:, direct:, "
         "effort:, becomes:, if-declined:. A text with a colon is quoted:",
         "change new \"fix: login\""},
        {"change new Cannot log in bug: it hangs release:2.0", "I don't know the key “bug:”.",
         "change new takes kind:, why:, feature:, release:, to:, date:, events:, severity:, customer:, "
         "quote:, direct:, "
         "effort:, becomes:, if-declined:. A text with a colon is quoted:",
         "change new \"Cannot log in bug: it hangs\" release:2.0"},
        {"change decline CR-1 note: no capacity", "I don't know the key “note:”.",
         "change decline takes no keys. A text with a colon is quoted:",
         "change decline CR-1 \"note: no capacity\""},
        {"change new re:login", "I don't know the key “re:”.",
         "change new takes kind:, why:, feature:, release:, to:, date:, events:, severity:, customer:, "
         "quote:, direct:, "
         "effort:, becomes:, if-declined:. A text with a colon is quoted:",
         "change new \"re:login\""},
        {"change list date:tomorrow", "I don't know the key “date:”.",
         "change list takes state:, by:, sort:, page:.", "change list state:open"},
        {"change approve CR-1 reason:\"Good\" foo:x", "I don't know the key “foo:”.",
         "change approve takes revisit:, reason:. Without it:", "change approve CR-1 reason:\"Good\""},
        {"policy set tell:channel foo:1", "I don't know the key “foo:”.",
         "policy set takes assess:, tell:. Without it:", "policy set tell:channel"},
        {"change new \"x\" why:a why:b", "why: is given twice.",
         "It is no list: give it once. With the first of the two, “a”:", "change new \"x\" why:a"},
        {"release new 3.0 date:2027-10-01 on:2027-10-02", "date: is given twice.",
         "It is no list: give it once. With the first of the two, “2027-10-01”:",
         "release new 3.0 date:2027-10-01"},
        {"change set CR-1 why: \"new why\"", "why: \"new why\" can be read in two ways.",
         "why: alone clears it (put it at the end); to set it, leave the blank out:",
         "change set CR-1 why:\"new why\""},
    }));
    check(c);
}

TEST_CASE("a missing value is named, and the command completed", "[grammar][refusal]") {
    const auto c = GENERATE(values<Case>({
        {"change new", "change new needs a title.", "Complete, for example:", "change new \"Offline mode\""},
        {"change new \"\" release:2.0", "change new needs a title.",
         "Complete, for example:", "change new release:2.0 \"Offline mode\""},
        {"launch new \"Webinar\"", "launch new needs on:.",
         "Complete, for example:", "launch new \"Webinar\" on:2027-03-17"},
        {"launch new \"Webinar\" on:", "launch new needs on:.",
         "Complete, for example:", "launch new \"Webinar\" on:2027-03-17"},
        {"launch new", "launch new needs a title and on:.",
         "Complete, for example:", "launch new \"Fair\" on:2027-03-17"},
        {"change  approve", "change approve needs a request (CR-n).",
         "Complete, for example:", "change approve CR-1 reason:\"Worth it\""},
        {"change ok reason:\"Good\"", "change approve needs a request (CR-n).",
         "Complete, for example:", "change ok CR-1 reason:\"Good\""},
        {"release move to:fri", "release move needs a release’s name.",
         "Complete, for example:", "release move 1.0 to:fri"},
        {"release move 2.0", "release move needs to:.",
         "Complete, for example:", "release move 2.0 to:2027-10-14"},
        {"release new", "release new needs a name.",
         "Complete, for example:", "release new 3.0 date:2027-03-17"},
        {"change loop-in CR-1 \"Why?\"", "change loop-in needs @who.",
         "Complete, for example:", "change loop-in CR-1 @eve \"Why?\""},
        {"launch new \"X\" 2027-05-01", "launch new needs on:.", "Did you mean on:2027-05-01?",
         "launch new \"X\" on:2027-05-01"},
        {"launch new Open house 1 may", "launch new needs on:.", "Did you mean on:\"1 may\"?",
         "launch new Open house on:\"1 may\""},
        {"collateral new LE-1 \"Poster\" T-3", "collateral new needs due:.", "Did you mean due:T-3?",
         "collateral new LE-1 \"Poster\" due:T-3"},
        {"change defer CR-1 \"later\" fri", "change defer needs until:.", "Did you mean until:fri?",
         "change defer CR-1 \"later\" until:fri"},
        {"launch move LE-1 2027-08-01 why:\"Hall\"", "launch move needs on:.", "Did you mean on:2027-08-01?",
         "launch move LE-1 on:2027-08-01 why:\"Hall\""},
        {"change defer CR-1 until: \"After the fair\"", "change defer needs until:.",
         "Complete, for example:", "change defer CR-1 \"After the fair\" until:2027-03-17"},
        {"launch signoff LE-1", "launch signoff needs inside or outside.",
         "Complete, for example:", "launch signoff LE-1 inside"},
        {"trace", "trace needs an ID, or a release’s name.", "Complete, for example:", "trace CR-1"},
        {"warning accept AW-1", "warning accept needs a text and until:.",
         "Complete, for example:", "warning accept AW-1 \"Known\" until:2027-03-17"},
        {"customer set", "customer set needs a name.",
         "Complete, for example:", "customer set \"Acme\" value:50000"},
    }));
    check(c);
}

TEST_CASE("the wrong record, or none", "[grammar][refusal]") {
    const auto c = GENERATE(values<Case>({
        {"change approve LE-1", "LE-1 is a launch event.", "Here a request (CR-n) is expected.",
         "change approve CR-1"},
        {"launch show CR-1", "CR-1 is a request.", "Here a launch event (LE-n) is expected.",
         "launch show LE-2"},
        {"change approve CR-99 \"ok\"", "There is no CR-99.", "The newest is CR-1.",
         "change approve CR-1 \"ok\""},
        {"change approve 1", "“1” is a number, not an ID.", "Did you mean CR-1?", "change approve CR-1"},
        {"change approve #1", "“#1” is a number, not an ID.", "Did you mean CR-1?", "change approve CR-1"},
        {"change show offline", "“offline” is no request I know.", "Did you mean CR-1 “Offline mode”?",
         "change show CR-1"},
        {"release move Sprng 27 to:2027-12-06", "There is no release “Sprng 27” in atlas.",
         "Did you mean Spring 27?", "release move \"Spring 27\" to:2027-12-06"},
        {"trace Sprng 27", "There is no release “Sprng 27” in atlas.", "Did you mean Spring 27?",
         "trace \"Spring 27\""},
        {"trace CR 1", "“CR 1” holds a blank.", "Did you mean CR-1?", "trace CR-1"},
        {"history LE 1", "“LE 1” holds a blank.", "Did you mean LE-1?", "history LE-1"},
        {"launch show Sprng launch", "“Sprng launch” is no launch event I know.",
         "Did you mean LE-1 “Spring launch”?", "launch show LE-1"},
        {"release show 3.0", "There is no release “3.0” in atlas.", "Did you mean 1.0?", "release show 1.0"},
        {"release show sprng 27", "There is no release “sprng 27” in atlas.", "Did you mean Spring 27?",
         "release show \"Spring 27\""},
        {"release show CR-1", "CR-1 is a request.", "Here a release is expected, by its name.",
         "release show 1.0"},
        {"release show 1.0 product:borealis", "1.0 is a release of atlas, not of borealis.", "There is 9.0.",
         "release show 9.0 product:borealis"},
        {"release show 9.0", "9.0 is a release of borealis, not of atlas.",
         "Name its product:", "release show 9.0 product:borealis"},
        {"change new \"x\" release:2,0", "release: there is no release “2,0” in atlas.", "Did you mean 2.0?",
         "change new \"x\" release:2.0"},
        {"change new \"x\" feature:LE-1", "feature: LE-1 is a launch event.",
         "Here a feature (F-n) is expected.", "change new \"x\" feature:F-2"},
        {"change new \"x\" events:LE-1,LE-9", "There is no LE-9.", "The newest is LE-3.",
         "change new \"x\" events:LE-1,LE-2"},
        {"history person:anna", "Nobody here is called “anna”.", "Did you mean @ana?", "history @ana"},
        {"history customer:Acne", "There is no customer “Acne”.", "Did you mean customer:Acme?",
         "history customer:Acme"},
        {"launch show LE-3 product:atlas", "LE-3 belongs to borealis, not to atlas.",
         "Its product follows from the record: leave product: out.", "launch show LE-3 "},
    }));
    check(c);
}

TEST_CASE("a value that its key does not take is refused with one it takes", "[grammar][refusal]") {
    const auto c = GENERATE(values<Case>({
        {"change new \"x\" severity:urgnt", "severity: takes no “urgnt”.",
         "Did you mean urgent? It takes normal or urgent.", "change new \"x\" severity:urgent"},
        {"change new \"x\" kind:huge", "kind: takes no “huge”.", "It takes add, modify, drop, move or date.",
         "change new \"x\" kind:add"},
        {"launch new \"Webinar\" on:3/4/2027", "3/4/2027 can be read as 2027-03-04 or 2027-04-03.",
         "Write one of those:", "launch new \"Webinar\" on:2027-03-04"},
        {"launch new \"W\" on:fri prep:400d", "“400d” is more than 366 days, the limit.",
         "Calendar days such as 3d or 2w (a week is 7 days):", "launch new \"W\" on:fri prep:3d"},
        {"launch new \"W\" on:fri tier:4", "tier: 4 is too much.", "A tier is 1, 2 or 3.",
         "launch new \"W\" on:fri tier:3"},
        {"launch new \"W\" on:fri reach:-5", "reach: cannot be below 0.", "From 0 to 10,000,000,000.",
         "launch new \"W\" on:fri reach:5"},
        {"launch new \"W\" on:fri immovable:maybe", "immovable: is yes or no, not “maybe”.",
         "For example:", "launch new \"W\" on:fri immovable:yes"},
        {"launch set LE-1 owner:none", "owner: takes a person, not “none”.",
         "With nothing behind it it is cleared:", "launch set LE-1 owner:"},
        {"launch set LE-1 owner:@ana,+@ben", "owner: mixes a new list with names to add or take away.",
         "Give all with a sign, or none:", "launch set LE-1 owner:+@ana,+@ben"},
        {"me tz:Berlin", "tz: “Berlin” is no time zone I know.", "Did you mean Europe/Berlin?",
         "me tz:Europe/Berlin"},
        {"policy set assess:", "assess: cannot be left empty here.",
         "Give it a value:", "policy set assess:engineering"},
        {"release move 1.0 2027-07-06", "release move needs to:.", "Did you mean to:2027-07-06?",
         "release move 1.0 to:2027-07-06"},
        {"feature move F-1 2.0", "feature move takes no “2.0” there.", "Did you mean to:2.0?",
         "feature move F-1 to:2.0"},
        {"change list open", "change list takes no “open” there.", "Did you mean state:open?",
         "change list state:open"},
        {"change list sort", "change list takes no “sort” there.",
         "sort is a key: a colon and its value follow.", "change list sort:customers"},
        {"undo that please", "undo takes no “that” there.", "Without it:", "undo"},
        {"me function:sales\u00A0cost:5k", "I don't know the key “cost:”.",
         "me takes function:, tz:, quiet:. Without it:", "me function:sales"},
        {"undo\u00A0that\u3000please", "undo takes no “that” there.", "Without it:", "undo"},
    }));
    check(c);
}

TEST_CASE("a value of several words that cannot be read is named whole", "[grammar][refusal]") {
    const std::string days = "A day such as 2027-03-01, 1 mar, fri, in 3 weeks or +10d:";
    const auto c = GENERATE_COPY(values<Case>({
        {"release move 2.0 to:next month why:\"x\"", "“next month” is no date I know.", days,
         "release move 2.0 to:2027-10-14 why:\"x\""},
        {"release move 2.0 to:next month", "“next month” is no date I know.", days,
         "release move 2.0 to:2027-10-14"},
        {"change new \"x\" severity:very urgent", "severity: takes no “very urgent”.", "Did you mean urgent?",
         "change new \"x\" severity:urgent"},
        {"change set CR-1 severity:very urgent", "severity: takes no “very urgent”.", "Did you mean urgent?",
         "change set CR-1 severity:urgent"},
        {"collateral new LE-1 \"Sheet\" due:T 14", "“T 14” is no date I know.", "Did you mean T-14?",
         "collateral new LE-1 \"Sheet\" due:T-14"},
        {"launch set LE-1 prep:1 month", "“1 month” is no fixed number of days.",
         "Days or weeks:", "launch set LE-1 prep:4w"},
    }));
    check(c);
}

TEST_CASE("a colon stands between a key and its value", "[grammar][refusal]") {
    const std::string apart = "There is a blank between a key and its colon.";
    const std::string together = "A key and its value stand together:";
    const auto c = GENERATE_COPY(values<Case>({
        {"launch set LE-1 tier :1", apart, together, "launch set LE-1 tier:1"},
        {"launch set LE-1 tier : 1", apart, together, "launch set LE-1 tier:1"},
        {"launch new \"X\" on : 10 may", apart, together, "launch new \"X\" on:\"10 may\""},
        {"change defer CR-1 until : fri \"x\"", apart, together, "change defer CR-1 until:fri \"x\""},
        {"release move 1.0 to :2027-07-07", apart, together, "release move 1.0 to:2027-07-07"},
        {"launch set LE-1 owner=@dan", "“owner=@dan” has an equals sign for its colon.",
         "A key and its value stand with a colon between them:", "launch set LE-1 owner:@dan"},
        {"collateral new LE-1 \"X\" due:T-3 owner : @ana", apart, together,
         "collateral new LE-1 \"X\" due:T-3 owner:@ana"},
        {"launch new Fair on:2027-09-01 owner : me", apart, together,
         "launch new Fair on:2027-09-01 owner:me"},
        {"assumption new \"Phones\" about : F-1", apart, together, "assumption new \"Phones\" about:F-1"},
        {"change new \"X\" customer : Acme Inc", apart, together, "change new \"X\" customer:\"Acme Inc\""},
        {"collateral new LE-1 \"X\" due:T-3 owner=@ana", "“owner=@ana” has an equals sign for its colon.",
         "A key and its value stand with a colon between them:",
         "collateral new LE-1 \"X\" due:T-3 owner:@ana"},
        {"change new \"X\" customer = \"Acme Inc\"",
         "“customer = \"Acme Inc\"” has an equals sign for its colon.",
         "A key and its value stand with a colon between them:", "change new \"X\" customer:\"Acme Inc\""},
        {"change new \"X\" severity= urgent", "“severity= urgent” has an equals sign for its colon.",
         "A key and its value stand with a colon between them:", "change new \"X\" severity:urgent"},
        {"change new x why=\"slow\"", "“why=\"slow\"” has an equals sign for its colon.",
         "A key and its value stand with a colon between them:", "change new x why:\"slow\""},
    }));
    check(c);
    CHECK(understood("change new Ask whose customer = ours").substr(0, 8) != "refused:");
    CHECK(understood("change new Words behind release : notes").substr(0, 8) != "refused:");
    CHECK(understood("launch set LE-1: tier:1").substr(0, 8) != "refused:");
}

TEST_CASE("a key that may be left out stands behind the text without its colon", "[grammar][refusal]") {
    const auto c = GENERATE(values<Case>({
        {"launch new \"X\" on:2027-05-03 tier 1", "“tier 1” has no colon.", "Did you mean tier:1?",
         "launch new \"X\" on:2027-05-03 tier:1"},
        {"launch new \"X\" on:2027-05-03 to 2027-05-05", "“to 2027-05-05” has no colon.",
         "Did you mean to:2027-05-05?", "launch new \"X\" on:2027-05-03 to:2027-05-05"},
        {"launch new \"X\" from 3 may to 5 may", "launch new needs on:.",
         "Did you mean on:\"3 may\" to:\"5 may\"?", "launch new \"X\" on:\"3 may\" to:\"5 may\""},
        {"change defer CR-1 \"x\" 3/4/2027", "3/4/2027 can be read as 2027-03-04 or 2027-04-03.",
         "Write one of those:", "change defer CR-1 \"x\" until:2027-03-04"},
    }));
    check(c);
    CHECK(understood("launch new Talk on:2027-05-03 tier 1").substr(0, 8) != "refused:");
}

TEST_CASE("a text or a needed value under a key that is none", "[grammar][refusal]") {
    const auto c = GENERATE(values<Case>({
        {"change approve CR-1 why:\"no\"", "I don't know the key “why:”.", "Did you mean reason:?",
         "change approve CR-1 reason:\"no\""},
        {"launch new \"X\" from:2027-05-06 to:2027-05-08", "I don't know the key “from:”.",
         "Did you mean on:?", "launch new \"X\" on:2027-05-06 to:2027-05-08"},
    }));
    check(c);
}

TEST_CASE("a day alone is no reason", "[grammar][refusal]") {
    const auto c = GENERATE(values<Case>({
        {"change defer CR-1 2027-05-01", "change defer needs until:.", "Did you mean until:2027-05-01?",
         "change defer CR-1 until:2027-05-01"},
        {"change defer CR-1 until next month", "“next month” is no date I know.",
         "A day such as 2027-03-01, 1 mar, fri, in 3 weeks or +10d:", "change defer CR-1 until:2027-03-17"},
    }));
    INFO(c.text);
    const Refusal said = refusal(c.text);
    CHECK(said.wrong == c.wrong);
    CHECK(said.expected == c.expected);
    CHECK(said.example == c.example);
}

TEST_CASE("values with a blank are quoted, lists have commas", "[grammar][refusal]") {
    const auto c = GENERATE(values<Case>({
        {"launch new \"Webinar\" on:1 mar", "on:1 mar holds a blank.",
         "A value with blanks is quoted:", "launch new \"Webinar\" on:\"1 mar\""},
        {"launch new \"Webinar\" on:next fri type:webinar", "on:next fri holds a blank.",
         "A value with blanks is quoted:", "launch new \"Webinar\" on:\"next fri\" type:webinar"},
        {"launch move LE-1 on:1 may why:\"Hall\"", "on:1 may holds a blank.",
         "A value with blanks is quoted:", "launch move LE-1 on:\"1 may\" why:\"Hall\""},
        {"release beta 1.0 from:1 may", "from:1 may holds a blank.",
         "A value with blanks is quoted:", "release beta 1.0 from:\"1 may\""},
        {"me quiet:18:00 - 08:00", "quiet:18:00 - 08:00 holds a blank.",
         "A value with blanks is quoted:", "me quiet:\"18:00 - 08:00\""},
        {"launch set LE-1 reach:5 000", "reach:5 000 holds a blank.",
         "A value with blanks is quoted:", "launch set LE-1 reach:\"5 000\""},
        {"launch set LE-1 prep:2 weeks", "prep:2 weeks holds a blank.",
         "A value with blanks is quoted:", "launch set LE-1 prep:\"2 weeks\""},
        {"change new \"x\" effort:5 to 8 days", "effort:5 to 8 days holds a blank.",
         "A value with blanks is quoted:", "change new \"x\" effort:\"5 to 8 days\""},
        {"change new \"x\" release:Spring 27 why:\"y\"", "release:Spring 27 holds a blank.",
         "A value with blanks is quoted:", "change new \"x\" release:\"Spring 27\" why:\"y\""},
        {"customer set Acme value:5 000", "value:5 000 holds a blank.",
         "A value with blanks is quoted:", "customer set Acme value:\"5 000\""},
        {"customer set Acme segment:big shops", "segment: is “big”, and what follows belongs to nothing.",
         "A value with blanks is quoted:", "customer set Acme segment:\"big shops\""},
        {"change approve CR-1 reason:No risk", "reason: is “No”, and what follows belongs to nothing.",
         "A value with blanks is quoted:", "change approve CR-1 reason:\"No risk\""},
        {"launch set LE-1 features:F-1 F-2", "features: is a list, and a blank ends it.",
         "Its items stand with commas between them:", "launch set LE-1 features:F-1,F-2"},
        {"launch set LE-1 owner:@ana @ben", "owner: is a list, and a blank ends it.",
         "Its items stand with commas between them:", "launch set LE-1 owner:@ana,@ben"},
    }));
    check(c);
}

TEST_CASE("what is longer than its limit is refused", "[grammar][refusal]") {
    const std::string wide = [] {
        std::string text;
        for (int i = 0; i < 200; ++i) text += "é";
        return text;
    }();
    CHECK(understood("change new \"" + wide + "\"") == "change new | \"" + wide + "\"");
    CHECK(refusal("change new \"" + wide + "é\"").wrong == "That title has 201 characters.");
    CHECK(refusal("change set CR-1 title:\"" + wide + "é\"").wrong == "That title has 201 characters.");
    CHECK(refusal("release new \"" + wide + "é\" date:fri").wrong == "That name has 201 characters.");
    CHECK(refusal("change new \"x\" customer:\"" + wide + "é\"").wrong == "That name has 201 characters.");
    CHECK(refusal("change new \"x\" effort:10001d").wrong.find("limit") != std::string::npos);
    std::string list = "@p0";
    for (int i = 1; i < 100; ++i) list += ",@p" + std::to_string(i);
    CHECK(understood("launch set LE-1 owner:" + list).substr(0, 10) == "launch set");
    CHECK(refusal("launch set LE-1 owner:" + list + ",@q").wrong == "owner: lists 101 items.");
    CHECK(refusal("change new \"x\" date:2200-01-01").wrong.find("2199") != std::string::npos);
    CHECK(refusal("change new \"x\" date:1969-12-31").wrong.find("1970") != std::string::npos);
    CHECK(refusal(std::string("change new \"a\0b\"", 16)).wrong.find("control character") !=
          std::string::npos);
    CHECK(refusal("change new \"a\xFF\"").wrong.find("UTF-8") != std::string::npos);
    CHECK(refusal(std::string(40'001, 'x')).wrong == "That is 40001 characters long.");
}
