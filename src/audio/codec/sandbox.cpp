#include "audio/codec/sandbox.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <seccomp.h>
#include <string>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/unique_fd.h"

namespace timbre::audio {
namespace {

Error refused(const char* step, int error_number) {
  return {ErrorKind::Internal, std::string("the decoder cannot be restricted (") + step + ": " +
                                   std::strerror(error_number) +
                                   "), so it reads nothing. Run on Linux 3.17 or later with seccomp enabled"};
}

Result<void> limit(__rlimit_resource resource, const char* name, std::uint64_t value, std::uint64_t grace = 0) {
  const rlimit both{value, value + grace};
  if (::setrlimit(resource, &both) != 0) return refused(name, errno);
  return {};
}

#ifndef TIMBRE_SANITIZED
std::uint64_t mapped_bytes() {
  const UniqueFd file(::open("/proc/self/statm", O_RDONLY | O_CLOEXEC));
  char text[32] = {};
  if (!file || ::read(file.get(), text, sizeof text - 1) <= 0) return 0;
  return std::strtoull(text, nullptr, 10) * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}
#endif

Result<void> set_limits(const SandboxLimits& limits) {
#ifndef TIMBRE_SANITIZED
  TRY_VOID(limit(RLIMIT_AS, "address space", mapped_bytes() + limits.memory_bytes));
#endif
  TRY_VOID(limit(RLIMIT_CPU, "processor time", limits.cpu_s, 1));  // SIGXCPU, a second later SIGKILL
  TRY_VOID(limit(RLIMIT_FSIZE, "file size", 0));
#ifndef TIMBRE_SANITIZED
  TRY_VOID(limit(RLIMIT_NOFILE, "open files", 3));
#endif
  return limit(RLIMIT_CORE, "core file", 0);
}

struct FilterDeleter {
  void operator()(void* filter) const { seccomp_release(filter); }
};
using Filter = std::unique_ptr<void, FilterDeleter>;

/// Adds rules and remembers the first failure.
class Rules {
 public:
  explicit Rules(scmp_filter_ctx filter) : filter_(filter) {}
  template <typename... Comparisons>
  void allow(int system_call, Comparisons... comparisons) {
    if (status_ != 0) return;
    status_ = seccomp_rule_add(filter_, SCMP_ACT_ALLOW, system_call, sizeof...(comparisons), comparisons...);
  }
  [[nodiscard]] int status() const { return status_; }

 private:
  scmp_filter_ctx filter_;
  int status_ = 0;
};

scmp_arg_cmp argument_is(unsigned index, std::uint64_t value) { return {index, SCMP_CMP_EQ, value, 0}; }
scmp_arg_cmp bits_are(unsigned index, std::uint64_t mask, std::uint64_t value) {
  return {index, SCMP_CMP_MASKED_EQ, mask, value};
}

/// The busiest first: the filter is tried in order.
void allow_decoding(Rules& rules) {
  rules.allow(SCMP_SYS(pread64), argument_is(0, STDIN_FILENO));
  rules.allow(SCMP_SYS(writev), argument_is(0, STDOUT_FILENO));
  rules.allow(SCMP_SYS(mmap), bits_are(2, PROT_EXEC, 0), bits_are(3, MAP_ANONYMOUS, MAP_ANONYMOUS));
  rules.allow(SCMP_SYS(mprotect), bits_are(2, PROT_EXEC, 0));
  for (const int call : {SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(brk), SCMP_SYS(madvise), SCMP_SYS(futex),
                         SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(getrandom), SCMP_SYS(exit_group)}) {
    rules.allow(call);
  }
  // abort(): so that a failed check inside a library is reported as what it is
  for (const int call : {SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigaction), SCMP_SYS(getpid), SCMP_SYS(gettid)}) {
    rules.allow(call);
  }
  rules.allow(SCMP_SYS(tgkill), argument_is(0, static_cast<std::uint64_t>(::getpid())));
}

#ifdef TIMBRE_SANITIZED
/// What sanitizers need: a pipe to try whether memory can be read, their own memory map, and stderr for a report.
void allow_sanitizer(Rules& rules) {
  rules.allow(SCMP_SYS(write), scmp_arg_cmp{0, SCMP_CMP_GE, STDERR_FILENO, 0});
  rules.allow(SCMP_SYS(mmap), bits_are(2, PROT_EXEC, 0));
  for (const int call :
       {SCMP_SYS(read), SCMP_SYS(openat), SCMP_SYS(open), SCMP_SYS(close), SCMP_SYS(fstat), SCMP_SYS(newfstatat),
        SCMP_SYS(stat), SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(sigaltstack), SCMP_SYS(sched_yield),
        SCMP_SYS(ioctl), SCMP_SYS(prctl), SCMP_SYS(getrlimit), SCMP_SYS(prlimit64), SCMP_SYS(lseek), SCMP_SYS(uname),
        SCMP_SYS(pipe), SCMP_SYS(pipe2)}) {
    rules.allow(call);
  }
}
#endif

Result<void> load_filter() {
  const Filter filter(seccomp_init(SCMP_ACT_KILL_PROCESS));
  if (!filter) return refused("seccomp", ENOMEM);
  Rules rules(filter.get());
  allow_decoding(rules);
#ifdef TIMBRE_SANITIZED
  allow_sanitizer(rules);
#endif
  if (rules.status() != 0) return refused("seccomp rule", -rules.status());
  if (const int status = seccomp_load(filter.get()); status != 0) return refused("seccomp", -status);
  return {};
}

}  // namespace

Result<void> enter_sandbox(const SandboxLimits& limits) {
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return refused("no new privileges", errno);
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) return refused("death with the parent", errno);
  TRY_VOID(set_limits(limits));
  return load_filter();
}

}  // namespace timbre::audio
