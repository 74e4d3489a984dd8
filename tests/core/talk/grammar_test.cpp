// Right commands: what each is understood as.
#include "tests/core/talk/sample.hpp"

#include <catch2/catch.hpp>

using namespace plumb;
using sample::understood;

TEST_CASE("commands are understood", "[grammar]") {
    const auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"", "help"},
        {"plumb", "help"},
        {"/plumb", "help"},
        {"help change", "help | change"},
        {"help change new", "help | change | \"new\""},
        {"plumb change list", "change list"},
        {"/plumb change list", "change list"},
        {"!plumb change list", "change list"},
        {"Plumb Change List", "change list"},
        {"change ls", "change list"},
        {"change view cr-1", "change show | CR-1"},
        {"change ok CR-1", "change approve | CR-1"},
        {"change reject CR-1", "change decline | CR-1"},
        {"change add \"x\"", "change new | \"x\""},
        {"change create \"x\"", "change new | \"x\""},
        {"customer new \"Bolt Ltd\" value:1000", "customer set | Bolt Ltd value=1000"},
        {"customer add Bolt Ltd value:1k", "customer set | Bolt Ltd value=1000"},
        {"warning list", "warnings"},
        {"warning ls", "warnings"},
        {"warnings show AW-1", "warning show | AW-1"},
        {"warning acknowledge AW-1", "warning ack | AW-1"},
        {"role add @eve approver", "role add | eve | \"approver\""},
        {"glossary", "glossary"},
        {"glossary GA", "glossary | GA"},
        {"glossary set GA \"General availability\"", "glossary set | GA | \"General availability\""},
        {"glossary add \"soft launch\" Tell a few", "glossary set | soft launch | \"Tell a few\""},
    }));
    INFO(text);
    CHECK(understood(text) == expected);
}

TEST_CASE("free text is the title", "[grammar]") {
    const auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"change new \"Offline mode\"", "change new | \"Offline mode\""},
        {"change new Offline mode", "change new | \"Offline mode\""},
        {"change new “Offline mode”", "change new | \"Offline mode\""},
        {"change new release:2.0 Offline mode why:x", "change new | \"Offline mode\" release=2.0 why=x"},
        {"change new Offline release:2.0 mode", "change new | \"Offline mode\" release=2.0"},
        {"change new effort:3 days off calendar", "change new | \"days off calendar\" effort=3"},
        {"change new \"  Offline\nmode \"", "change new | \"Offline mode\""},
        {"change new Fix the \"login\" page", "change new | \"Fix the \"login\" page\""},
        {"change new Don't ask at 09:30, see https://x.org/a:b",
         "change new | \"Don't ask at 09:30, see https://x.org/a:b\""},
        {"change new \"<!channel> <b>&amp; `x` @room\"", "change new | \"<!channel> <b>&amp; `x` @room\""},
        {"change decline CR-1 \"No capacity\"", "change decline | CR-1 | \"No capacity\""},
        {"change decline CR-1 no capacity", "change decline | CR-1 | \"no capacity\""},
        {"release move 1.0 to:2027-07-06 It is late", "release move | 1.0 | \"It is late\" to=2027-07-06"},
        {"launch new \"Fair\" immovable on:2027-09-15", "launch new | \"Fair\" immovable=yes on=2027-09-15"},
        {"launch new Fair on:2027-09-15 immovable", "launch new | \"Fair\" immovable=yes on=2027-09-15"},
        {"launch set LE-1 Immovable tier:2", "launch set | LE-1 immovable=yes tier=2"},
        {"launch new An immovable object on:2027-09-15",
         "launch new | \"An immovable object\" on=2027-09-15"},
        {"launch new \"The immovable object\" on:2027-09-15",
         "launch new | \"The immovable object\" on=2027-09-15"},
        {"launch new \"Fair\" on:2027-09-15 immovable:no",
         "launch new | \"Fair\" immovable=no on=2027-09-15"},
    }));
    INFO(text);
    CHECK(understood(text) == expected);
}

TEST_CASE("a subject is found by its ID, title or key in many forms", "[grammar]") {
    const auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"launch show LE-1", "launch show | LE-1"},
        {"launch show le-1", "launch show | LE-1"},
        {"launch show LE–1", "launch show | LE-1"},
        {"launch show LE1", "launch show | LE-1"},
        {"launch show \"Spring launch\"", "launch show | LE-1"},
        {"launch show LE-3", "launch show in borealis | LE-3"},
        {"feature done KEP-24", "feature done | F-1"},
        {"feature done kep-24", "feature done | F-1"},
        {"feature done Login", "feature done | F-1"},
        {"feature done F-3", "feature done in borealis | F-3"},
        {"release show 1.0", "release show | 1.0"},
        {"release show release:1.0", "release show | 1.0"},
        {"release show Spring 27", "release show | Spring 27"},
        {"release show \"spring 27\"", "release show | Spring 27"},
        {"release show 9.0 product:borealis", "release show in borealis | 9.0 product=borealis"},
        {"release move Spring 27 to:2027-12-24 it is late",
         "release move | Spring 27 | \"it is late\" to=2027-12-24"},
        {"release new Autumn 27 date:2027-10-01", "release new | Autumn 27 date=2027-10-01"},
        {"release new \"Autumn 27\" date:2027-10-01", "release new | Autumn 27 date=2027-10-01"},
        {"release ready 1.0 market:green product:red", "release ready | 1.0 market=green product=red"},
        {"status", "status"},
        {"status 1.0", "status | 1.0"},
        {"status Spring 27", "status | Spring 27"},
        {"status le-1", "status | LE-1"},
        {"trace release:2.0", "trace | 2.0"},
        {"history person:ana", "history | ana"},
        {"history @ana", "history | ana"},
        {"history customer:Acme", "history | Acme"},
        {"history product:borealis", "history in borealis | borealis"},
        {"change loop-in CR-1 @ben \"Do they?\" by:fri",
         "change loop-in | CR-1 | \"Do they?\" by=2027-03-05 who=ben"},
        {"change loop-in CR-1 ben \"Do they?\"", "change loop-in | CR-1 | \"Do they?\" who=ben"},
        {"change loop-in CR-1 \"Do they?\" by:fri @ben",
         "change loop-in | CR-1 | \"Do they?\" by=2027-03-05 who=ben"},
        {"change loop-in CR-1 \"Do they?\" who:@ben", "change loop-in | CR-1 | \"Do they?\" who=ben"},
        {"launch signoff LE-1 inside", "launch signoff | LE-1 side=inside"},
        {"digest schedule weekly mon 9am", "digest schedule | weekly day=mon time=32400"},
        {"digest schedule weekly 09:00 tz:Europe/Berlin",
         "digest schedule | weekly time=32400 tz=Europe/Berlin"},
        {"mute no-slack LE-1 until:2027-06-01", "mute | no-slack | \"LE-1\" until=2027-06-01"},
    }));
    INFO(text);
    CHECK(understood(text) == expected);
}

TEST_CASE("values of every type", "[grammar]") {
    const auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"kind:ADD", "kind=add"},
        {"severity:Urgent", "severity=urgent"},
        {"date:“1 mar”", "date=2028-03-01"},
        {"date:2027–04–01", "date=2027-04-01"},
        {"on:fri", "date=2027-03-05"},
        {"by:tomorrow", "date=2027-03-04"},
        {"until:'in 3 weeks'", "date=2027-03-24"},
        {"due:eom", "date=2027-03-31"},
        {"effort:5-8d", "effort=5-8"},
        {"effort:5–8d", "effort=5-8"},
        {"effort:2w", "effort=10"},
        {"direct:y", "direct=yes"},
        {"direct:FALSE", "direct=no"},
        {"release:2.0", "release=2.0"},
        {"release:“Spring 27”", "release=Spring 27"},
        {"release:spring\u00A027", "refused: release:spring 27 holds a blank."},
        {"release:backlog", "release=-"},
        {"feature:F-1", "feature=F-1"},
        {"feature:login", "feature=F-1"},
        {"feature:KEP-24", "feature=F-1"},
        {"events:LE-1,LE-2", "events=LE-1,LE-2"},
        {"events:LE-1 events:le-2,LE-1", "events=LE-1,LE-2"},
        {"events:LE-1, LE-2", "events=LE-1,LE-2"},
        {"events:\"LE-1, LE-2\"", "events=LE-1,LE-2"},
        {"events:LE-3", "events=LE-3"},
        {"customer:\" Stadtwerke \"", "customer=Stadtwerke"},
        {"quote:“We type everything twice.”", "quote=We type everything twice."},
        {"quote:\"one\ntwo\"", "quote=one\ntwo"},
        {"if-declined:\"They leave\"", "if-declined=They leave"},
        {"IF—DECLINED:x", "if-declined=x"},
        {"why:", "why=-"},
        {"why:\"\"", "why=-"},
        {"why: because", "why=because"},
        {"why: \"it is so\"", "why=it is so"},
        {"why:a,b", "why=a,b"},
    }));
    INFO(text);
    const std::string said = understood("change new \"x\" " + text);
    CHECK(said == (expected.substr(0, 8) == "refused:" ? expected : "change new | \"x\" " + expected));
}

TEST_CASE("people in every form", "[grammar]") {
    const auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"owner:@ana", "owner=ana"},
        {"owner:ana", "owner=ana"},
        {"owner:me", "owner=you"},
        {"owner:@ana,@ben", "owner=ana,ben"},
        {"owner:@ana, @ben", "owner=ana,ben"},
        {"owner:@ana owner:@ben", "owner=ana,ben"},
        {"owner:+@ana", "owner+=ana"},
        {"owner:+@ana,-@ben", "owner+=ana owner-=ben"},
        {"owner:—@ben", "owner-=ben"},
        {"owner:@New", "owner=new"},
        {"owner:<@ana|Ana>", "owner=ana"},
        {"owner:@zoe:example.org", "owner=zoe"},
        {"owner:", "owner=-"},
    }));
    INFO(text);
    CHECK(understood("launch set LE-1 " + text) == "launch set | LE-1 " + expected);
}

TEST_CASE("numbers and amounts", "[grammar]") {
    const auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"5000", "5000"},
        {"5,000", "5000"},
        {"1,234,567", "1234567"},
        {"5k", "5000"},
        {"1.5k", "1500"},
        {"2M", "2000000"},
        {"0", "0"},
        {"€5,000", "5000"},
        {"\"5 000 EUR\"", "5000"},
        {"5'000", "5000"},
        {"1000000000000", "1000000000000"},
    }));
    INFO(text);
    CHECK(understood("launch set LE-1 cost:" + text) == "launch set | LE-1 cost=" + expected);
}

TEST_CASE("what is no number, or too much", "[grammar]") {
    const std::string wrong =
        GENERATE(values<std::string>({"-5", "–5", "1000000000001", "5.5", "50.000", "1,5", "12,34,567",
                                      "five", "0x10", "1e6", "99999999999999999999", "k", "5kk"}));
    INFO(wrong);
    CHECK(understood("launch set LE-1 cost:" + wrong).substr(0, 8) == "refused:");
}

TEST_CASE("days that are counted from the event at hand", "[grammar]") {
    CHECK(understood("collateral new LE-1 \"Docs\" due:T-14") ==
          "collateral new | LE-1 | \"Docs\" due=2027-07-01(T-14)");
    CHECK(understood("collateral new LE-1 \"Docs\" by:t–2w") ==
          "collateral new | LE-1 | \"Docs\" due=2027-07-01(T-14)");
    CHECK(understood("collateral set C-1 due:T-7") == "collateral set | C-1 due=2027-07-08(T-7)");
    CHECK(understood("collateral set C-1 due:2027-07-01") == "collateral set | C-1 due=2027-07-01");
    CHECK(understood("launch new \"Posters\" on:T-3 parent:LE-2") ==
          "launch new | \"Posters\" on=2027-09-12 parent=LE-2");
    CHECK(understood("assumption new \"x\" about:LE-1 check-by:T-30") ==
          "assumption new | \"x\" about=LE-1 check-by=2027-06-15");
    CHECK(understood("assumption new \"x\" about:release:1.0 by:fri") ==
          "assumption new | \"x\" about=1.0 check-by=2027-03-05");
    CHECK(understood("launch new \"x\" on:T-3").substr(0, 8) == "refused:");
}

TEST_CASE("a record's one date has many names, others keep their own", "[grammar]") {
    for (const std::string name : {"date", "on", "by", "due", "until"}) {
        INFO(name);
        CHECK(understood("release new 3.0 " + name + ":2027-10-01") == "release new | 3.0 date=2027-10-01");
        CHECK(understood("launch move LE-1 " + name + ":2027-10-01") == "launch move | LE-1 on=2027-10-01");
        CHECK(understood("change defer CR-1 x " + name + ":2027-10-01") ==
              "change defer | CR-1 | \"x\" until=2027-10-01");
        CHECK(understood("release move 1.0 " + name + ":2027-10-01") == "release move | 1.0 to=2027-10-01");
        CHECK(understood("release beta 1.0 " + name + ":2027-10-01").substr(0, 8) == "refused:");
    }
    CHECK(understood("release new 3.0 date:2027-10-01 freeze:2027-09-20") ==
          "release new | 3.0 date=2027-10-01 freeze=2027-09-20");
    CHECK(understood("change list by:me") == "change list by=you");
    CHECK(understood("change list status:open,assessed") == "change list state=open,assessed");
}
