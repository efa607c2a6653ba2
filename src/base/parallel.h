#pragma once
/// Runs independent jobs on a few threads.

#include <cstddef>
#include <functional>

namespace timbre {

/// Calls job(0) … job(count − 1), each once, on at most `thread_count` threads (0: one per core), and returns when all
/// are done. Jobs are taken in order. A job must not throw and must synchronise what it shares.
void parallel_for(std::size_t count, std::size_t thread_count, const std::function<void(std::size_t)>& job);

}  // namespace timbre
