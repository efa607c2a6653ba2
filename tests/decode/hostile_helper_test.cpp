/// What a decoding process may do to its parent: nothing but be reported, in time.

#include <chrono>

#include "decode_tools.h"

namespace timbre::audio {
namespace {

using std::chrono::milliseconds;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class HostileHelper : public testing::Test {
 protected:
  std::string act(const std::string& word) {
    const auto path = folder_.path() / "clip.wav";
    write_bytes(path, word + "\n");
    const auto start = std::chrono::steady_clock::now();
    const auto decoded = decode_file(path, options());
    elapsed_ = std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - start);
    if (decoded.ok()) return "no error";
    EXPECT_THAT(decoded.error().message, HasSubstr("clip.wav"));
    return decoded.error().message;
  }
  static DecodeOptions options() {
    DecodeOptions options;
    options.stall_limit = milliseconds(500);
    options.total_limit = milliseconds(2000);
    const char* folder = std::getenv("TIMBRE_BIN");
    const std::filesystem::path beside = std::filesystem::read_symlink("/proc/self/exe").parent_path();
    options.helper = (folder != nullptr ? std::filesystem::path(folder) : beside) / "timbre-test-hostile-helper";
    return options;
  }
  /// For what takes real work to reach its own limit on a busy machine.
  static DecodeOptions patient() {
    DecodeOptions patient = options();
    patient.stall_limit = milliseconds(30'000);
    patient.total_limit = milliseconds(30'000);
    return patient;
  }
  TemporaryFolder folder_;
  milliseconds elapsed_{0};
};

constexpr const char* kNextStep = "Export the recording again as WAV or FLAC";

TEST_F(HostileHelper, ACrashIsNamed) {
#ifdef TIMBRE_SANITIZED
  GTEST_SKIP() << "SKIPPED: a sanitizer turns the signal into an exit";
#endif
  EXPECT_THAT(act("crash"), AllOf(HasSubstr("crashed with a bad memory access (SIGSEGV)"), HasSubstr(kNextStep)));
  EXPECT_THAT(act("crash_late"), HasSubstr("SIGSEGV"));
  EXPECT_THAT(act("abort"), HasSubstr("gave up on itself (SIGABRT)"));
  EXPECT_THAT(act("arithmetic"), HasSubstr("crashed in a calculation (SIGFPE)"));
}

TEST_F(HostileHelper, AKillIsNamed) { EXPECT_THAT(act("killed"), HasSubstr("killed from outside (SIGKILL)")); }

TEST_F(HostileHelper, AHangEndsAfterTheStallLimit) {
  for (const char* word : {"hang", "hang_late", "hang_inside_a_frame"}) {
    EXPECT_THAT(act(word), AllOf(HasSubstr("made no progress for 0.5 s"), HasSubstr(kNextStep)));
    EXPECT_GE(elapsed_, milliseconds(490)) << word;
  }
}

TEST_F(HostileHelper, AClosedPipeIsNoticed) {
  EXPECT_THAT(act("close_and_stay"), HasSubstr("closed its answer and went on running"));
}

TEST_F(HostileHelper, ASlowDripEndsAfterTheTotalLimit) {
  EXPECT_THAT(act("drip"), HasSubstr("took longer than the limit of 2.0 s"));
}

TEST_F(HostileHelper, EndlessSamplesEndAtThreeHours) {
  EXPECT_THAT(act("endless_samples"), HasSubstr("3.00 hours long; the limit is 3 hours. Cut it into parts"));
}

TEST_F(HostileHelper, EndlessNotesAreCutShort) { EXPECT_THAT(act("endless_notes"), HasSubstr("too many notes")); }

TEST_F(HostileHelper, NonsenseIsRefusedAtOnce) {
  const std::vector<std::pair<const char*, const char*>> cases{{"garbage", "unknown frame type"},
                                                               {"oversize", "a frame of 2147483647 bytes"},
                                                               {"nine_channels", "9 channels"},
                                                               {"no_info", "does not begin with the format"},
                                                               {"info_twice", "frames in the wrong order"},
                                                               {"half_a_frame", "no whole frames"},
                                                               {"empty_block", "no whole frames"},
                                                               {"miscount", "miscounts its frames"},
                                                               {"pass", "leaves the file to others"}};
  for (const auto& [word, words] : cases) {
    EXPECT_THAT(act(word), HasSubstr(words)) << word;
  }
}

TEST_F(HostileHelper, AnEndWithoutAnAnswerIsNamed) {
  EXPECT_THAT(act("say_nothing"), HasSubstr("ended without an answer (exit status 3)"));
  EXPECT_THAT(act("no_end"), HasSubstr("ended without an answer (exit status 3)"));
}

TEST_F(HostileHelper, ItsWordsCannotSteerATerminal) {
  const auto path = folder_.path() / "clip.wav";
  write_bytes(path, "evil_note\n");
  const auto decoded = decode_file(path, options());
  ASSERT_TRUE(decoded.ok()) << decoded.error().message;
  ASSERT_EQ(decoded->notes.size(), 1U);
  EXPECT_EQ(decoded->notes[0], "\\x1b[2J\\nrm -rf \\xff");
}

TEST_F(HostileHelper, InheritsNothing) {
  const UniqueFd secret(::open("/etc/hostname", O_RDONLY));  // without O_CLOEXEC
  ::setenv("TIMBRE_SECRET", "token", 1);
  EXPECT_THAT(act("inheritance"), HasSubstr("descriptors 0 variables 0"));
  ::unsetenv("TIMBRE_SECRET");
}

TEST_F(HostileHelper, AnErrorIsFinal) {
  const auto path = folder_.path() / "clip.wav";
  write_bytes(path, "hang_late\n");
  const auto reader = AudioReader::open(path, options());
  ASSERT_TRUE(reader.ok());
  EXPECT_EQ((*reader)->read_block()->frame_count(), 10U);
  const std::string first = (*reader)->read_block().error().message;
  EXPECT_EQ((*reader)->read_block().error().message, first);
}

TEST_F(HostileHelper, TheSandboxLetsADecoderDecode) { EXPECT_EQ(act("behave"), "no error"); }

// Each of these is called inside the sandbox by a process that is otherwise fit to answer ("behave").
TEST_F(HostileHelper, TheSandboxKillsEveryEscape) {
  std::vector<const char*> words{"socket",      "fork",   "execute",          "kill_parent",
                                 "write_input", "unlink", "executable_memory"};
#ifndef TIMBRE_SANITIZED
  words.push_back("open");  // a sanitizer must open its own memory map to report
#endif
  for (const char* word : words) {
    EXPECT_THAT(act(word), HasSubstr("tried something that a decoder may not do (blocked system call)")) << word;
  }
}

TEST_F(HostileHelper, AMemoryBombMeetsItsLimit) {
#ifdef TIMBRE_SANITIZED
  GTEST_SKIP() << "SKIPPED: no address-space limit in sanitized builds";
#endif
  const auto path = folder_.path() / "clip.wav";
  write_bytes(path, "bomb\n");
  EXPECT_THAT(decode_error(path, patient()), HasSubstr("needs more memory than the decoder may use"));
}

TEST_F(HostileHelper, AProcessorHogMeetsItsLimit) {
  const auto path = folder_.path() / "clip.wav";
  write_bytes(path, "burn\n");
  EXPECT_THAT(decode_error(path, patient()), HasSubstr("used up its processor time"));
}

/// Gone, or dead and not yet collected by whoever inherited it.
bool is_dead(const std::string& pid) {
  const std::string status = read_bytes("/proc/" + pid + "/stat");
  const std::size_t name_end = status.rfind(')');
  return name_end == std::string::npos || status[name_end + 2] == 'Z' || status[name_end + 2] == 'X';
}

// The helper neither reads nor writes any more, so only the kernel can tell it that its parent is gone.
TEST_F(HostileHelper, DiesWithItsParent) {
  const auto path = folder_.path() / "clip.wav";
  write_bytes(path, "burn_late\n");
  const pid_t parent = ::fork();
  if (parent == 0) {
    const auto reader = AudioReader::open(path, options());
    if (!reader.ok()) ::_exit(1);
    const std::string self = std::to_string(::getpid());
    write_bytes(folder_.path() / "pid", read_bytes("/proc/self/task/" + self + "/children"));
    ::_exit(0);  // without the reader's own clean-up
  }
  int status = -1;
  ASSERT_EQ(::waitpid(parent, &status, 0), parent);
  ASSERT_EQ(status, 0);
  std::string pid = read_bytes(folder_.path() / "pid");
  pid = pid.substr(0, pid.find(' '));
  if (pid.empty()) GTEST_SKIP() << "SKIPPED: this kernel does not list a process's children";
  // well under the second of processor time after which it would be stopped anyway
  for (int i = 0; i < 50 && !is_dead(pid); ++i) ::usleep(10'000);
  EXPECT_TRUE(is_dead(pid));
}

TEST_F(HostileHelper, AMissingHelperIsUnavailable) {
  const auto path = folder_.path() / "clip.wav";
  write_bytes(path, "behave\n");
  DecodeOptions missing;
  missing.helper = folder_.path() / "no-such-program";
  const auto decoded = decode_file(path, missing);
  ASSERT_FALSE(decoded.ok());
  EXPECT_EQ(decoded.error().kind, ErrorKind::Unavailable);
  EXPECT_THAT(decoded.error().message, AllOf(HasSubstr("no-such-program"), HasSubstr("Install it again")));
}

}  // namespace
}  // namespace timbre::audio
