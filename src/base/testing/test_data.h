#pragma once
/// Real recordings for tests: TIMBRE_TESTDATA, else ../shared/testdata beside the checkout. They are not part of the
/// project; a test that needs one says TIMBRE_TEST_DATA(path, "speech/…") and is SKIPPED without it. Under CI=true a
/// missing file is a failure.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"

namespace timbre {

/// The folder, which may not exist.
inline std::filesystem::path test_data_folder() {
  if (const char* named = std::getenv("TIMBRE_TESTDATA")) return named;
  if (const char* source = std::getenv("TIMBRE_SOURCE")) return std::filesystem::path(source) / "../shared/testdata";
  return "../shared/testdata";
}

inline bool in_ci() {
  const char* ci = std::getenv("CI");
  return ci != nullptr && std::string_view(ci) == "true";
}

/// Every audio file below a folder of the test data, sorted; empty when there is none.
inline std::vector<std::filesystem::path> test_data_clips(const std::filesystem::path& below) {
  std::vector<std::filesystem::path> clips;
  std::error_code error;
  for (std::filesystem::recursive_directory_iterator it(test_data_folder() / below, error), end; !error && it != end;
       it.increment(error)) {
    const auto extension = it->path().extension();
    if (extension == ".wav" || extension == ".flac") clips.push_back(it->path());
  }
  std::sort(clips.begin(), clips.end());
  return clips;
}

}  // namespace timbre

/// Declares `name` as the path of a file or folder of the test data, or skips the test (fails it in CI).
#define TIMBRE_TEST_DATA(name, relative)                                                          \
  const std::filesystem::path name = ::timbre::test_data_folder() / (relative);                   \
  if (!std::filesystem::exists(name)) {                                                           \
    if (::timbre::in_ci()) GTEST_FAIL() << "test data is missing: " << name;                      \
    GTEST_SKIP() << "SKIPPED: no test data at " << name << "; set TIMBRE_TESTDATA to the folder"; \
  }                                                                                               \
  static_assert(true)
