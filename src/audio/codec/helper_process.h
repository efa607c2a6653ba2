#pragma once
/// Starts, watches and ends the restricted process that decodes one file.

#include <cstdint>
#include <filesystem>
#include <string>
#include <sys/types.h>

#include "base/result.h"
#include "base/unique_fd.h"

namespace timbre::audio {

/// Looks for a helper program in $TIMBRE_BIN, beside this program, and in ../libexec/timbre from there. Unavailable,
/// with the places and what to do, where it is in none.
[[nodiscard]] Result<std::filesystem::path> find_helper(const std::string& program_name);

/// One running helper; its end kills and reaps the process.
class HelperProcess {
 public:
  HelperProcess() = default;
  HelperProcess(HelperProcess&& other) noexcept;
  HelperProcess& operator=(HelperProcess&& other) noexcept;
  HelperProcess(const HelperProcess&) = delete;
  HelperProcess& operator=(const HelperProcess&) = delete;
  ~HelperProcess() { end(); }

  /// The helper gets `input_fd` as descriptor 0, a pipe as 1, nothing on 2, nothing else, and an empty environment.
  static Result<HelperProcess> start(const std::filesystem::path& program, int input_fd, std::uint64_t size_bytes);

  /// The reading end of its pipe; reads do not block.
  [[nodiscard]] int output_fd() const { return output_.get(); }
  /// After its pipe has closed: waits up to a second for its end and says in plain words how it ended.
  [[nodiscard]] std::string describe_end();
  /// Kills it where it still runs, and reaps it.
  void end();

 private:
  pid_t pid_ = -1;
  UniqueFd output_;
};

}  // namespace timbre::audio
