#pragma once
/// Real models for tests: TIMBRE_MODELS, else ../shared/models beside the checkout. They are not part of the project.

#include <cstdlib>
#include <filesystem>
#include <string>

#include "gtest/gtest.h"

#include "base/testing/test_data.h"
#include "nn/model_folder.h"
#include "nn/onnx_sessions.h"

namespace timbre::nn {

inline std::filesystem::path test_models_folder() {
  if (const char* named = std::getenv("TIMBRE_MODELS")) return named;
  if (const char* source = std::getenv("TIMBRE_SOURCE")) return std::filesystem::path(source) / "../shared/models";
  return "../shared/models";
}

/// One for the whole test program: a network is loaded once.
inline OnnxSessions& test_sessions() {
  static PosixFileSystem disk;
  static OnnxSessions sessions(disk, ModelFolder(disk, built_in_catalog(), test_models_folder()));
  return sessions;
}

}  // namespace timbre::nn

/// Declares `session` as the network `model` of the catalog, or skips the test (fails it in CI).
#define TIMBRE_TEST_MODEL(session, model)                                    \
  const auto session##_opened = ::timbre::nn::test_sessions().get(model);    \
  if (!session##_opened.ok()) {                                              \
    if (::timbre::in_ci()) GTEST_FAIL() << session##_opened.error().message; \
    GTEST_SKIP() << "SKIPPED: " << session##_opened.error().message;         \
  }                                                                          \
  const auto session = *session##_opened
