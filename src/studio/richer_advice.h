#pragma once
/// The use case behind richer advice: a language model is asked about a take, on demand, and its tips are kept beside
/// the offline advice, never instead of it.
///
/// Before the first request to a service a person must have seen what is sent and agreed; that is remembered for this
/// service and host (advice-agreed.json in the data folder). An answer is kept under kept_advice_folder() with the
/// SHA-256 of what was sent of the scorecard: when that says something else, it is no longer shown. A question that was
/// running when the program ended is not asked again by itself.

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/json.h"
#include "base/result.h"
#include "score/advice_check.h"
#include "score/advice_service.h"
#include "store/take_store.h"
#include "studio/job_queue.h"
#include "studio/take_library.h"

namespace timbre::studio {

/// One question to a service, answered, read and checked. InvalidInput where the answer is no advice.
[[nodiscard]] Result<score::CheckedAdvice> ask_for_advice(score::AdviceService& service,
                                                          const score::AdviceFacts& facts, const CancelToken& cancel);

/// {"advice": [{"measure", "direction", "text"}], "dropped": [{"text", "why"}]}.
[[nodiscard]] Json to_json(const score::CheckedAdvice& advice);

/// An error as the one line that stands beside the offline advice.
[[nodiscard]] std::string why_there_is_none(const Error& error);

class RicherAdvice {
 public:
  /// Everything must outlive it but the service; without one nothing is configured.
  RicherAdvice(TakeLibrary& library, JobQueue& jobs, std::shared_ptr<score::AdviceService> service,
               TakeListener on_change);

  /// {"configured", "service", "model", "host", "is_local", "needs", "step", "agreed"}; null where there is nothing.
  [[nodiscard]] Json service_json() const;
  /// {"state": none|waiting|running|done|failed, "payload", "advice", "dropped", "why", "service", "model", "made_ms"}
  /// of a take. The payload is what was sent where the state is done, else what would be; null, with "why", for a take
  /// that is not judged yet. NotFound.
  [[nodiscard]] Result<Json> json_of(const std::string& take_id);
  /// Has the question asked; one that waits or runs is not asked again. Denied unless `agrees` or agreed before,
  /// Unavailable without a service, InvalidInput for a take that is not judged yet.
  [[nodiscard]] Result<void> ask(const std::string& take_id, bool agrees);

 private:
  enum class Phase { Waiting, Running, Failed };
  struct Question {
    Phase phase = Phase::Waiting;
    std::string job;  ///< its id
    std::string why;  ///< when Failed
  };

  [[nodiscard]] score::AdviceServiceState service_state() const;
  [[nodiscard]] bool has_agreed(const score::AdviceServiceState& service) const;
  [[nodiscard]] Result<void> remember_agreement(const score::AdviceServiceState& service);
  [[nodiscard]] Result<void> run(const std::string& take_id, const JobContext& context);
  [[nodiscard]] Result<void> keep_answer(const std::string& take_id, const JobContext& context);
  void set(const std::string& take_id, std::optional<Question> question);
  [[nodiscard]] std::optional<Question> question_of(const std::string& take_id);
  [[nodiscard]] std::optional<Json> kept(const std::string& take_id, const Json& payload) const;

  TakeLibrary& library_;
  JobQueue& jobs_;
  std::shared_ptr<score::AdviceService> service_;
  TakeListener on_change_;
  std::mutex asking_;  ///< nothing is asked twice at once
  std::mutex mutex_;
  std::map<std::string, Question> questions_;  ///< by take
};

}  // namespace timbre::studio
