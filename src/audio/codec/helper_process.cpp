#include "audio/codec/helper_process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <utility>
#include <vector>

#include "base/utf8.h"

namespace timbre::audio {
namespace {

/// As much as an unprivileged process may have by default; fewer switches between the two processes.
constexpr int kPipeBytes = 1 << 20;
constexpr int kFirstFreeFd = 3;
constexpr int kEndWaitMs = 1000;

Error start_error(int error_number, const std::filesystem::path& program) {
  const bool is_busy = error_number == EAGAIN || error_number == EMFILE || error_number == ENFILE;
  return {ErrorKind::Unavailable, "cannot start the decoder '" + printable(program.string()) +
                                      "': " + std::strerror(error_number) +
                                      (is_busy ? ". Try again with fewer files at a time" : ". Install it again")};
}

std::vector<std::filesystem::path> helper_folders() {
  std::vector<std::filesystem::path> folders;
  if (const char* named = std::getenv("TIMBRE_BIN"); named != nullptr && *named != '\0') folders.emplace_back(named);
  std::error_code error;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
  if (!error) {
    folders.push_back(self.parent_path());
    folders.push_back(self.parent_path().parent_path() / "libexec" / "timbre");
  }
  return folders;
}

/// Above the three standard numbers, which the child's own 0, 1 and 2 would otherwise run over.
Result<UniqueFd> above_standard(int fd) {
  UniqueFd copy(::fcntl(fd, F_DUPFD_CLOEXEC, kFirstFreeFd));
  if (!copy) return Error{ErrorKind::Unavailable, std::string("cannot copy a descriptor: ") + std::strerror(errno)};
  return copy;
}

struct Pipe {
  UniqueFd read_end;
  UniqueFd write_end;
};

Result<Pipe> make_pipe() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) {
    return Error{ErrorKind::Unavailable, std::string("cannot make a pipe: ") + std::strerror(errno)};
  }
  const UniqueFd low_read(ends[0]);
  const UniqueFd low_write(ends[1]);
  Pipe pipe;
  TRY(pipe.read_end, above_standard(low_read.get()));
  TRY(pipe.write_end, above_standard(low_write.get()));
  ::fcntl(pipe.read_end.get(), F_SETFL, O_NONBLOCK);
  ::fcntl(pipe.read_end.get(), F_SETPIPE_SZ, kPipeBytes);  // smaller works too
  return pipe;
}

/// posix_spawn's settings, with their clean-up.
class SpawnSettings {
 public:
  SpawnSettings(int input_fd, int output_fd) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_adddup2(&actions_, input_fd, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, output_fd, STDOUT_FILENO);
#ifndef TIMBRE_SANITIZED  // a sanitizer's report must be seen
    posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
#endif
    posix_spawn_file_actions_addclosefrom_np(&actions_, kFirstFreeFd);
    posix_spawnattr_init(&attributes_);
    sigset_t none;
    sigset_t all;
    ::sigemptyset(&none);
    ::sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }
  [[nodiscard]] const posix_spawn_file_actions_t* actions() const { return &actions_; }
  [[nodiscard]] const posix_spawnattr_t* attributes() const { return &attributes_; }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

std::string describe_signal(int signal_number) {
  switch (signal_number) {
    case SIGSYS:
      return "it tried something that a decoder may not do (blocked system call) and was stopped";
    case SIGXCPU:
      return "it used up its processor time and was stopped";
    case SIGKILL:
      return "it was killed from outside (SIGKILL), perhaps because the machine ran out of memory";
    case SIGSEGV:
    case SIGBUS:
      return std::string("it crashed with a bad memory access (") + (signal_number == SIGBUS ? "SIGBUS" : "SIGSEGV") +
             ")";
    case SIGABRT:
      return "it gave up on itself (SIGABRT)";
    case SIGFPE:
      return "it crashed in a calculation (SIGFPE)";
    case SIGILL:
      return "it crashed on an illegal instruction (SIGILL)";
    default:
      return "it was stopped by signal " + std::to_string(signal_number);
  }
}

}  // namespace

Result<std::filesystem::path> find_helper(const std::string& program_name) {
  std::string places;
  for (const auto& folder : helper_folders()) {
    const std::filesystem::path candidate = folder / program_name;
    if (::access(candidate.c_str(), X_OK) == 0) return candidate;
    places += (places.empty() ? "'" : ", '") + printable(folder.string()) + "'";
  }
  return Error{ErrorKind::Unavailable,
               "cannot find the decoder '" + program_name + "' (looked in " + places +
                   "). Build or install all of Timbre, or set TIMBRE_BIN to the folder it is in"};
}

HelperProcess::HelperProcess(HelperProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), output_(std::move(other.output_)) {}

HelperProcess& HelperProcess::operator=(HelperProcess&& other) noexcept {
  if (this != &other) {
    end();
    pid_ = std::exchange(other.pid_, -1);
    output_ = std::move(other.output_);
  }
  return *this;
}

Result<HelperProcess> HelperProcess::start(const std::filesystem::path& program, int input_fd,
                                           std::uint64_t size_bytes) {
  TRY(const UniqueFd input, above_standard(input_fd));
  TRY(Pipe pipe, make_pipe());
  const SpawnSettings settings(input.get(), pipe.write_end.get());
  std::string name = program.string();
  std::string size = std::to_string(size_bytes);
  const std::array<char*, 3> arguments{name.data(), size.data(), nullptr};
  const std::array<char*, 1> environment{nullptr};
  HelperProcess helper;
  const int status = ::posix_spawn(&helper.pid_, program.c_str(), settings.actions(), settings.attributes(),
                                   arguments.data(), environment.data());
  if (status != 0) {
    helper.pid_ = -1;
    return start_error(status, program);
  }
  helper.output_ = std::move(pipe.read_end);
  return helper;
}

std::string HelperProcess::describe_end() {
  int status = 0;
  for (int waited_ms = 0; pid_ > 0; ++waited_ms) {
    const pid_t ended = ::waitpid(pid_, &status, WNOHANG);
    if (ended == 0 && waited_ms < kEndWaitMs) {
      ::poll(nullptr, 0, 1);
      continue;
    }
    if (ended == 0) return "it closed its answer and went on running";
    pid_ = -1;
    if (ended < 0) return "how it ended is not known";
  }
  if (WIFSIGNALED(status)) return describe_signal(WTERMSIG(status));
  return "it ended without an answer (exit status " + std::to_string(WEXITSTATUS(status)) + ")";
}

void HelperProcess::end() {
  if (pid_ <= 0) return;
  ::kill(pid_, SIGKILL);
  while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) continue;
  pid_ = -1;
}

}  // namespace timbre::audio
