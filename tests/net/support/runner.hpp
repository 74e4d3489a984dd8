// Runs coroutines of a test on one thread until a condition holds; nothing here sleeps.
#pragma once

#include "net/task.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <exception>
#include <functional>
#include <optional>
#include <stdexcept>

namespace plumb::net {

/// Far above what any case needs: reaching it is a failure, not a wait.
inline constexpr std::chrono::seconds kPatience{20};

class Runner {
  public:
    Runner() = default;
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    /// Works until `done` holds; throws if it never does.
    void until(const std::function<bool()>& done) {
        const auto end = std::chrono::steady_clock::now() + kPatience;
        while (!done()) {
            context.restart();
            context.run_one_until(end);
            if (std::chrono::steady_clock::now() >= end) throw std::runtime_error("the condition never held");
        }
    }

    /// What the task returns; what it throws.
    template <class T>
    T run(Task<T> task) {
        std::optional<T> out;
        std::exception_ptr failed;
        boost::asio::co_spawn(context, std::move(task), [&](std::exception_ptr error, T value) {
            failed = error;
            out = std::move(value);
        });
        until([&] { return out.has_value(); });
        if (failed) std::rethrow_exception(failed);
        return std::move(*out);
    }

    void run(Task<void> task) {
        bool over = false;
        std::exception_ptr failed;
        boost::asio::co_spawn(context, std::move(task), [&](std::exception_ptr error) {
            failed = error;
            over = true;
        });
        until([&] { return over; });
        if (failed) std::rethrow_exception(failed);
    }

    boost::asio::io_context context{1};
};

}  // namespace plumb::net
