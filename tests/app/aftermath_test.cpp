#include "app/aftermath.hpp"

#include <catch2/catch.hpp>

using namespace plumb;

namespace {

Policy agreed() {
    Policy policy;
    policy.assess = {Function::sales};
    return policy;
}

Product product(int n, Policy policy = {}) {
    Product made;
    made.meta.n = n;
    made.key = "p" + std::to_string(n);
    made.policy = std::move(policy);
    return made;
}

Policy after(const World& before, const Product& written) {
    Decision decision;
    decision.writes.push_back({AnyRecord{written}, false});
    decision.after = plumb::apply(before, decision.writes);
    give_policy(decision, before, agreed());
    CHECK(std::get<Product>(decision.writes[0].record).policy == decision.after.find(id_of(written))->policy);
    return decision.after.find(id_of(written))->policy;
}

}  // namespace

TEST_CASE("a new product begins with the installation's policy") {
    CHECK(after(World{}, product(1)) == agreed());
}

TEST_CASE("what the command says of the policy stays") {
    Policy own;
    own.decide = Role::admin;
    CHECK(after(World{}, product(1, own)) == own);
}

TEST_CASE("a product that was there keeps its policy") {
    const World before = plumb::apply(World{}, {{AnyRecord{product(1)}, false}});
    Product renamed = product(1);
    renamed.name = "Atlas";
    CHECK(after(before, renamed) == Policy{});
}
