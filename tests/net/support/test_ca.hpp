// A certificate authority for one test run.
#pragma once

#include "tests/net/support/scripted_server.hpp"

#include <memory>
#include <string>

namespace plumb::net {

class TestCa {
  public:
    TestCa();
    TestCa(const TestCa&) = delete;
    TestCa& operator=(const TestCa&) = delete;
    ~TestCa();

    /// A file with the authority's own certificate; removed with it.
    const std::string& file() const { return file_; }

    /// A server for these names: `DNS:localhost,IP:127.0.0.1`.
    ServerIdentity issue(const std::string& names) const;

  private:
    struct Keys;
    std::unique_ptr<Keys> keys_;
    std::string file_;
};

}  // namespace plumb::net
