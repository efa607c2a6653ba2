#pragma once
/// The port to a language model that advises: who fills it from above (cloud) only carries the question and the answer.
/// What is asked and what is believed is score's (advice_request.h, advice_check.h).

#include <string>

#include "base/cancel.h"
#include "base/result.h"
#include "score/advice_request.h"

namespace timbre::score {

/// What is known of a service without asking it. Plain data.
struct AdviceServiceState {
  bool is_configured = false;
  std::string service;          ///< "bedrock", "openai_chat"; empty without configuration
  std::string model;            ///< as configured
  std::string host;             ///< where the request goes
  bool is_local = false;        ///< it goes to this machine
  std::string needs;            ///< what is missing, in words; empty where nothing is
  std::string step;             ///< what to do about it; empty where nothing
  std::string language = "en";  ///< of the tips
};

class AdviceService {
 public:
  virtual ~AdviceService() = default;
  /// Reads configuration, asks no network. May be called from any thread.
  [[nodiscard]] virtual AdviceServiceState state() const = 0;
  /// The model's answer as it came: text of which nothing is known. Unavailable, in one line that says why, where it
  /// is not configured, refuses, is busy or does not answer in time; Cancelled. May be called from any thread.
  [[nodiscard]] virtual Result<std::string> ask(const AdviceRequest& request, const CancelToken& cancel) = 0;
};

}  // namespace timbre::score
