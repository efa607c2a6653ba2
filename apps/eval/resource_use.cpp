#include "resource_use.h"

#include <ctime>
#include <fstream>
#include <malloc.h>
#include <string>

namespace timbre::app {
namespace {

Result<double> status_mib(const std::string& field) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(field + ":")) return std::stod(line.substr(field.size() + 1)) / 1024.0;
  }
  return Error{ErrorKind::Unavailable, "/proc/self/status has no " + field + "; memory is only measured on Linux"};
}

}  // namespace

double processor_s() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

Result<double> settled_memory_mib() {
  ::malloc_trim(0);
  std::ofstream("/proc/self/clear_refs") << "5";  // proc(5): resets the peak
  return status_mib("VmRSS");
}

Result<double> peak_memory_mib() { return status_mib("VmHWM"); }

}  // namespace timbre::app
