#pragma once
/// What a process is told about AWS from outside: variables and the home folder. A value, so that tests make their own.

#include <filesystem>
#include <map>
#include <string>

namespace timbre::cloud {

struct AwsSurroundings {
  std::map<std::string, std::string> variables = {};  ///< those whose names begin with AWS_, without empty ones
  std::filesystem::path home = {};

  /// Empty where it is not set.
  [[nodiscard]] std::string variable(const std::string& name) const;
  [[nodiscard]] static AwsSurroundings of_this_process();
};

}  // namespace timbre::cloud
