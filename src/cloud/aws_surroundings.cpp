#include "cloud/aws_surroundings.h"

#include <cstdlib>
#include <string_view>
#include <unistd.h>

namespace timbre::cloud {

std::string AwsSurroundings::variable(const std::string& name) const {
  const auto found = variables.find(name);
  return found == variables.end() ? "" : found->second;
}

AwsSurroundings AwsSurroundings::of_this_process() {
  AwsSurroundings result;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view line(*entry);
    const auto equals = line.find('=');
    if (!line.starts_with("AWS_") || equals == std::string_view::npos || equals + 1 == line.size()) continue;
    result.variables.emplace(line.substr(0, equals), line.substr(equals + 1));
  }
  if (const char* home = std::getenv("HOME")) result.home = home;  // NOLINT(concurrency-mt-unsafe): nothing sets it
  return result;
}

}  // namespace timbre::cloud
