#include "tests/core/talk/some_commands.hpp"

namespace plumb::sample {

namespace {

std::string day() {
    return "2027-0" + std::to_string(*rc::gen::inRange(3, 10)) + "-" + one_of({"05", "14", "28"});
}
std::string release() { return one_of({"1.0", "2.0", "\"Spring 27\""}); }
std::string feature() { return one_of({"F-1", "F-2", "F-4", "F-5"}); }
std::string event() { return one_of({"LE-1", "LE-2", "LE-4", "LE-5", "LE-6"}); }
std::string request() { return one_of({"CR-1", "CR-2", "CR-3", "CR-4", "CR-5"}); }
std::string person() { return one_of({"@ana", "@ben", "@cleo", "@eve"}); }

}  // namespace

std::string one_of(const std::vector<std::string>& parts) { return *rc::gen::elementOf(parts); }

std::string some_command() {
    switch (*rc::gen::inRange(0, 29)) {
        case 0:
            return "launch new \"Tour\" on:" + day() +
                   " type:" + one_of({"webinar", "launch", "tradeshow", "prep"}) + " release:" + release() +
                   " owner:" + person() + " tier:" + one_of({"1", "2", "3"});
        case 1: return "launch move " + event() + " on:" + day() + " why:x";
        case 2: return "launch set " + event() + " features:" + feature() + "," + feature();
        case 3:
            return "launch set " + event() + " " +
                   one_of({"audience:early", "audience:everyone", "immovable:yes", "owner:", "parent:LE-1",
                           "tier:1", "goal:growth"});
        case 4: return "launch " + one_of({"cancel ", "done ", "confirm "}) + event();
        case 5: return "release move " + release() + " to:" + day() + " why:x";
        case 6:
            return "release " + one_of({"ship ", "cancel ", "beta "}) + release() + one_of({"", " why:x"});
        case 7:
            return "release set " + release() + " " +
                   one_of({"freeze:2027-04-05", "capacity:10", "budget:5", "goal:g", "owners:@ana,@ben"});
        case 8: return "feature new \"Part\" release:" + release() + " owner:" + person();
        case 9: return "feature move " + feature() + " to:" + one_of({"1.0", "2.0", "backlog"});
        case 10: return "feature " + one_of({"drop ", "start ", "done "}) + feature();
        case 11:
            return "change new \"Wish\" kind:add release:" + release() + one_of({"", " why:w"}) +
                   one_of({"", " customer:Acme quote:q"});
        case 12: return "change new \"Other\" feature:" + feature() + " why:w";
        case 13: return "change approve " + request() + " override:\"now\"";
        case 14: return "change decline " + request() + " \"no\"";
        case 15: return "change defer " + request() + " \"later\" until:" + day();
        case 16: return "change reopen " + request() + " \"again\"";
        case 17: return "collateral new " + event() + " \"Sheet\" due:" + day() + " claims:" + feature();
        case 18: return "promise new \"Word\" to:Acme feature:" + feature() + " by:" + day();
        case 19: return "plan " + one_of({"baseline", "confirm"});
        case 20:
            return "assumption new \"It holds\" about:" + one_of({"F-1", "1.0", "LE-1"}) +
                   " check-by:" + day();
        case 21: return "assumption fail A-" + one_of({"1", "2", "3"}) + " \"no\"";
        case 22:
            return "warning " + one_of({"ack", "snooze", "accept"}) + " AW-" +
                   std::to_string(*rc::gen::inRange(2, 9)) + " \"x\" until:" + day();
        case 23:
            return "mute " + one_of({"event-before-release", "no-goal", "no-baseline"}) + " until:" + day() +
                   " why:x";
        case 24:
            return "rule " + one_of({"off", "on"}) + " " +
                   one_of({"no-why", "unowned", "short-lead", "crowded"});
        case 25:
            return "change evidence " + request() + " customer:" + one_of({"Acme", "Birch"}) + " quote:q";
        case 26: return "change merge " + request() + " into:" + request();
        case 27:
            return "change set " + request() +
                   one_of({" horizon:year", " horizon:quarter", " feature:F-2", " why:"});
        default: return "rule set " + one_of({"unheard wait:1", "no-goal days:10", "overbooked max:2"});
    }
}

std::chrono::hours some_time() {
    static const std::vector<int> kHours{1, 1, 1, 20, 20, 20, 30, 30, 30, 100, 400, 2500};
    return std::chrono::hours{*rc::gen::elementOf(kHours)};
}

}  // namespace plumb::sample
