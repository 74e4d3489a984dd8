// One process a device: two bots that answer with one access token would do everything twice, or take each
// other's messages (matrix.md, section 3, row 13).
#pragma once

#include <boost/asio/any_io_executor.hpp>

#include <memory>
#include <string>

namespace plumb::matrix {

/// Held as long as it lives, by this process as often as it likes; nullptr where another process of this
/// machine holds it. Nothing is left behind by a process that is killed.
std::shared_ptr<void> device_lock(const boost::asio::any_io_executor& executor, const std::string& homeserver,
                                  const std::string& access_token);

}  // namespace plumb::matrix
