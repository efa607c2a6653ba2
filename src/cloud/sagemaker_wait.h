#pragma once
/// Waiting for a job of SageMaker: looking where its answer should be, telling how long it has been, giving up.

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "base/cancel.h"
#include "base/clock.h"
#include "base/result.h"
#include "clone/engine.h"
#include "cloud/s3_objects.h"
#include "cloud/sagemaker_async.h"
#include "cloud/wait.h"

namespace timbre::cloud {

/// How a wait ended that did not end in an error.
struct SagemakerAnswer {
  bool is_failure = false;  ///< `bytes` is what the container said of its failure
  std::string bytes = {};
};

struct SagemakerWait {
  S3Objects& objects;
  const Clock& clock;
  const Waiter& wait;
  std::chrono::milliseconds give_up_after{0};
  std::int64_t asked_ms = 0;  ///< when the job was queued, Unix milliseconds
  std::function<void(const clone::EngineNews&)> on_news = {};
  CancelToken cancel = {};
};

/// Errors leave the job as it is; all but Cancelled name it: Unavailable after the limit and where the network fails
/// for long, Denied where S3 does not let us look.
[[nodiscard]] Result<SagemakerAnswer> wait_for_sagemaker(const SagemakerJob& job, const SagemakerWait& how);

/// "40 s", "3 min 20 s".
[[nodiscard]] std::string in_words(std::chrono::milliseconds time);

}  // namespace timbre::cloud
