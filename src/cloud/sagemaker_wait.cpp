#include "cloud/sagemaker_wait.h"

#include <algorithm>

#include "base/utc_time.h"

namespace timbre::cloud {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::size_t kMaxResultBytes = std::size_t{256} << 20;
constexpr int kMostFailuresInARow = 3;  // each of them is five tries with growing pauses (aws_client.h)

/// Often while a warm endpoint would answer, seldom while a cold one wakes.
milliseconds pause_after(milliseconds waited) {
  if (waited < seconds(20)) return seconds(1);
  return waited < seconds(60) ? seconds(2) : seconds(5);
}

class Wait {
 public:
  Wait(const SagemakerJob& job, const SagemakerWait& how) : job_(job), how_(how), start_(how.clock.monotonic()) {}

  Result<SagemakerAnswer> run() {
    while (true) {
      const Result<bool> is_there = look();
      if (how_.cancel.is_cancelled()) return Error{ErrorKind::Cancelled, "stopped"};
      if (is_there.ok() && *is_there) return std::move(answer_);
      if (!is_there.ok()) TRY_VOID(take_failure(is_there.error()));
      const auto waited = std::chrono::duration_cast<milliseconds>(how_.clock.monotonic() - start_);
      if (waited >= how_.give_up_after) return gave_up(waited);
      tell();
      how_.wait(std::min(pause_after(waited), how_.give_up_after - waited), how_.cancel);
    }
  }

 private:
  Result<bool> look() {
    for (const bool is_failure : {false, true}) {
      TRY(S3Read read, how_.objects.get(is_failure ? job_.failure : job_.output, kMaxResultBytes, how_.cancel));
      failures_ = 0;
      is_hidden_ = read.found == S3Found::Hidden;
      if (read.found != S3Found::Yes) continue;
      answer_ = {is_failure, std::move(read.bytes)};
      return true;
    }
    return false;
  }

  /// A network that is away for a moment is no reason to lose a job.
  Result<void> take_failure(const Error& error) {
    const bool may_pass = error.kind == ErrorKind::Unavailable && ++failures_ < kMostFailuresInARow;
    if (may_pass) return {};
    return Error{error.kind, error.message + " (job " + job_.id + " goes on; ask again to take it up)"};
  }

  void tell() {
    if (!how_.on_news) return;
    const milliseconds since(std::max<std::int64_t>(0, unix_ms(how_.clock) - how_.asked_ms));
    const char* why = since < seconds(15) ? "waiting for the endpoint"
                                          : "waiting for the endpoint, which may be waking up, "
                                            "for minutes";
    how_.on_news({.words = std::string(why) + ": so far " + in_words(since)});
  }

  [[nodiscard]] Error gave_up(milliseconds waited) const {
    const std::string hint = is_hidden_
                                 ? " S3 would not say whether the result is there: s3:GetObject or s3:ListBucket "
                                   "is missing (docs/engines.md)."
                                 : "";
    return {ErrorKind::Unavailable, "gave up after " + in_words(waited) + ": SageMaker's job " + job_.id +
                                        " has written nothing to " + to_string(job_.output) + "." + hint +
                                        " Ask again to go on waiting for it, or raise sagemaker.give_up_minutes"};
  }

  const SagemakerJob& job_;
  const SagemakerWait& how_;
  std::chrono::nanoseconds start_;
  int failures_ = 0;
  bool is_hidden_ = false;
  SagemakerAnswer answer_;
};

}  // namespace

std::string in_words(milliseconds time) {
  const auto whole = std::chrono::duration_cast<seconds>(time).count();
  if (whole < 60) return std::to_string(whole) + " s";
  return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
}

Result<SagemakerAnswer> wait_for_sagemaker(const SagemakerJob& job, const SagemakerWait& how) {
  return Wait(job, how).run();
}

}  // namespace timbre::cloud
