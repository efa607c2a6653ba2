#pragma once
/// Engine "qwen3-tts": Qwen3-TTS behind an asynchronous endpoint of Amazon SageMaker that may sleep. How to connect it:
/// docs/engines.md.

#include <filesystem>
#include <memory>
#include <string>

#include "base/clock.h"
#include "base/file_system.h"
#include "base/result.h"
#include "clone/engine.h"
#include "cloud/aws_surroundings.h"
#include "cloud/sagemaker_settings.h"
#include "cloud/wait.h"
#include "net/http_exchange.h"

namespace timbre::cloud {

struct QwenSagemakerParts {
  std::filesystem::path data_folder;
  std::filesystem::path settings_file;  ///< named to people
  FileSystem& disk;
  const Clock& clock;
  net::HttpExchanger& exchanger;
  AwsSurroundings surroundings = AwsSurroundings::of_this_process();
  Waiter wait = wait_on_this_machine;
};

/// `settings`: an Error where the section is there and wrong, or NotFound where there is none; state() tells it.
/// What the parts refer to outlives the engine.
[[nodiscard]] std::unique_ptr<clone::Engine> make_qwen_sagemaker_engine(Result<SagemakerSettings> settings,
                                                                        QwenSagemakerParts parts);

}  // namespace timbre::cloud
