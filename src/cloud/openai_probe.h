#pragma once
/// What a server says of itself: its dialect and its models, asked with GETs that cost it nothing.

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "clone/engine.h"
#include "cloud/openai_connection.h"

namespace timbre::cloud {

struct ServerFacts {
  OpenAiDialect dialect = OpenAiDialect::OpenAi;  ///< never Auto
  std::vector<std::string> models = {};           ///< empty: it does not say
  std::string model = {};                         ///< the one to ask for; empty: none has to be named
};

/// Thread-safe.
class OpenAiProbe {
 public:
  /// Both outlive it.
  OpenAiProbe(const OpenAiConnection& connection, const Clock& clock) : connection_(connection), clock_(clock) {}
  /// Kept for a minute, an error for five seconds; two seconds at most. Errors as OpenAiConnection::send; Unsupported
  /// for a server whose dialect is not known; InvalidInput for a model that it does not have or that cannot clone, or
  /// where one has to be named.
  [[nodiscard]] Result<ServerFacts> facts();
  /// Asked again the next time.
  void forget();

 private:
  [[nodiscard]] Result<ServerFacts> ask() const;

  const OpenAiConnection& connection_;
  const Clock& clock_;
  std::mutex mutex_;
  std::optional<Result<ServerFacts>> kept_;
  std::chrono::nanoseconds asked_at_{0};
};

/// In words for people: whether the server can clone now.
[[nodiscard]] clone::EngineState openai_state(const OpenAiConnection& connection, const Result<ServerFacts>& facts);

}  // namespace timbre::cloud
