/// timbre-test-hostile-helper <size>: a decoder that does wrong what its input's first word tells it to.

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <sys/mman.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "audio/codec/helper_main.h"
#include "audio/codec/pipe_protocol.h"
#include "audio/codec/pipe_sink.h"

namespace timbre::audio {
namespace {

void say(const std::string& bytes) {
  std::string_view rest(bytes);
  while (!rest.empty()) {
    const ssize_t n = ::write(STDOUT_FILENO, rest.data(), rest.size());
    if (n <= 0) ::_exit(1);
    rest.remove_prefix(static_cast<std::size_t>(n));
  }
}

std::string info_frame(int channel_count = 1) {
  PipeInfo info;
  info.format = {8000, channel_count};
  return encode_frame(kInfoFrame, encode_info(info));
}

std::string samples_frame(std::size_t count) {
  return encode_frame(kSamplesFrame, std::string(count * sizeof(float), '\0'));
}

[[noreturn]] void hang() {
  for (;;) ::pause();
}

void leave_memory() {
  volatile int* nowhere = nullptr;
  *nowhere = 1;
}

void forever(const std::string& frame) {
  say(info_frame());
  for (;;) say(frame);
}

void drip() {
  const std::string frame = info_frame() + samples_frame(1000);
  for (const char byte : frame) {
    say(std::string(1, byte));
    ::usleep(20'000);
  }
}

/// What this process was handed: everything above stderr, and the environment.
void report_inheritance() {
  int open_count = 0;
  for (int fd = 3; fd < 256; ++fd) open_count += ::fcntl(fd, F_GETFD) >= 0 ? 1 : 0;
  int variables = 0;
  while (environ[variables] != nullptr) ++variables;
  say(encode_frame(kFailFrame, encode_fail({ErrorKind::Unsupported, "descriptors " + std::to_string(open_count) +
                                                                        " variables " + std::to_string(variables)})));
}

const std::map<std::string, std::function<void()>>& tricks() {
  static const std::map<std::string, std::function<void()>> all{
      {"crash", leave_memory},
      {"crash_late",
       [] {
         say(info_frame() + samples_frame(10));
         leave_memory();
       }},
      {"abort", [] { ::abort(); }},
      {"arithmetic", [] { ::raise(SIGFPE); }},
      {"killed", [] { ::raise(SIGKILL); }},
      {"hang", hang},
      {"hang_late",
       [] {
         say(info_frame() + samples_frame(10));
         hang();
       }},
      {"hang_inside_a_frame",
       [] {
         say(info_frame() + samples_frame(10).substr(0, 20));
         hang();
       }},
      {"close_and_stay",
       [] {
         ::close(STDOUT_FILENO);
         hang();
       }},
      {"endless_samples", [] { forever(samples_frame(kMaxBlockSamples)); }},
      {"endless_notes", [] { forever(encode_frame(kNoteFrame, "again")); }},
      {"drip", drip},
      {"say_nothing", [] {}},
      {"garbage",
       [] {
         say("HTTP/1.1 200 OK\r\n\r\n");
         hang();
       }},
      {"oversize",
       [] {
         say(info_frame() + encode_frame_header(kSamplesFrame, 0x7FFFFFFF));
         hang();
       }},
      {"nine_channels",
       [] {
         say(info_frame(9));
         hang();
       }},
      {"no_info",
       [] {
         say(samples_frame(10));
         hang();
       }},
      {"info_twice",
       [] {
         say(info_frame() + info_frame());
         hang();
       }},
      {"half_a_frame",
       [] {
         say(info_frame(2) + samples_frame(3));
         hang();
       }},
      {"empty_block",
       [] {
         say(info_frame() + samples_frame(0));
         hang();
       }},
      {"miscount",
       [] {
         say(info_frame() + samples_frame(10) + encode_frame(kEndFrame, encode_end({11, false, false})));
       }},
      {"no_end", [] { say(info_frame() + samples_frame(10)); }},
      {"pass", [] { say(encode_frame(kPassFrame, {})); }},
      {"evil_note",
       [] {
         say(info_frame() + samples_frame(1) + encode_frame(kNoteFrame, "\x1B[2J\nrm -rf \xFF") +
             encode_frame(kEndFrame, encode_end({1, false, false})));
       }},
      {"inheritance", report_inheritance}};
  return all;
}

/// Every one of these must die inside the sandbox before it comes back.
const std::map<std::string, std::function<void()>>& escapes() {
  static const std::map<std::string, std::function<void()>> all{
      {"open", [] { static_cast<void>(::open("/etc/passwd", O_RDONLY)); }},
      {"socket", [] { static_cast<void>(::socket(AF_INET, SOCK_STREAM, 0)); }},
      {"fork", [] { static_cast<void>(::fork()); }},
      {"execute", [] { static_cast<void>(::execl("/bin/true", "true", nullptr)); }},
      {"kill_parent", [] { ::kill(::getppid(), SIGTERM); }},
      {"write_input", [] { static_cast<void>(::write(STDIN_FILENO, "x", 1)); }},
      {"unlink", [] { ::unlink("/tmp/nothing"); }},
      {"executable_memory",
       [] { static_cast<void>(::mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)); }}};
  return all;
}

std::string first_word() {
  char text[64] = {};
  const ssize_t n = ::pread(STDIN_FILENO, text, sizeof text - 1, 0);
  const std::string_view all(text, n > 0 ? static_cast<std::size_t>(n) : 0);
  return std::string(all.substr(0, all.find_first_of(" \n")));
}

Result<DecodeSummary> act_restricted(ByteSource& source, DecodeSink& sink) {
  std::array<std::byte, 64> bytes{};
  TRY(const std::size_t count, source.read_at(0, bytes));
  const std::string_view all(reinterpret_cast<const char*>(bytes.data()), count);
  const std::string word(all.substr(0, all.find_first_of(" \n")));
  if (word == "bomb") {
    std::vector<std::unique_ptr<std::vector<char>>> blocks;
    for (int i = 0; i < 4096; ++i) blocks.push_back(std::make_unique<std::vector<char>>(1 << 20, 'x'));
  }
  if (word == "burn_late") {
    TRY_VOID(PipeSink(STDOUT_FILENO).info({8000, 1}, {}));
  }
  if (word.starts_with("burn")) {
    volatile bool goes_on = true;
    while (goes_on) continue;
  }
  if (const auto escape = escapes().find(word); escape != escapes().end()) escape->second();
  TRY_VOID(sink.info({8000, 1}, {}));
  TRY_VOID(sink.samples(std::vector<float>(8, 0.25F)));
  return DecodeSummary{8, false, false};
}

int act(int argument_count, char** arguments) {
  const auto trick = tricks().find(first_word());
  if (trick == tricks().end()) {
    SandboxLimits limits;
    limits.cpu_s = 1;
    return run_decode_helper(argument_count, arguments, act_restricted, limits);
  }
  trick->second();
  return 3;
}

}  // namespace
}  // namespace timbre::audio

int main(int argument_count, char** arguments) { ::_exit(timbre::audio::act(argument_count, arguments)); }
