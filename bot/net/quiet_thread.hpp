// Threads that leave signals to the main thread.
#pragma once

#include <pthread.h>

#include <csignal>
#include <thread>
#include <utility>

namespace plumb::net {

/// A thread to which no signal is delivered: SIGTERM and SIGHUP are the main thread's, and SIGPIPE of a
/// dropped connection nobody's.
template <class F>
std::thread quiet_thread(F&& body) {
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    std::thread out(std::forward<F>(body));
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    return out;
}

}  // namespace plumb::net
