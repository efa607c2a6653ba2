#pragma once
/// An advice service that answers what it is told to, and remembers what it was asked.

#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

#include "score/advice_service.h"

namespace timbre::studio {

class ScriptedAdviceService : public score::AdviceService {
 public:
  [[nodiscard]] score::AdviceServiceState state() const override { return state_; }
  [[nodiscard]] Result<std::string> ask(const score::AdviceRequest& request, const CancelToken& cancel) override {
    std::unique_lock lock(mutex_);
    asked_.push_back(score::to_json(request));
    while (holds_ && !cancel.is_cancelled()) changed_.wait_for(lock, std::chrono::milliseconds(1));
    if (cancel.is_cancelled()) return Error{ErrorKind::Cancelled, "stopped"};
    if (error_) return *error_;
    return answer_;
  }
  void hold(bool holds) {
    const std::lock_guard lock(mutex_);
    holds_ = holds;
  }
  std::vector<Json> asked() {
    const std::lock_guard lock(mutex_);
    return asked_;
  }

  score::AdviceServiceState state_{true, "openai_chat", "model-1", "advice.example", false, "", "", "en"};
  std::string answer_ =
      R"({"advice":[{"measure":"snr_db","direction":"raise","value":11.3,"text":"Find a quieter room."},)"
      R"({"measure":"duration_s","direction":"raise","value":20,"text":"Speak longer."}]})";
  std::optional<Error> error_;

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool holds_ = false;
  std::vector<Json> asked_;
};

}  // namespace timbre::studio
