#include "studio/synthesised_speech.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

#include "audio/codec/decode.h"
#include "base/file_system.h"
#include "base/random.h"
#include "base/unique_fd.h"
#include "dsp/decibel.h"
#include "dsp/resample.h"

namespace timbre::studio {
namespace {

constexpr int kRateHz = 24000;
constexpr double kRoomToneDbfs = -66.0;
constexpr double kMarginS = 0.4;  // before the first and after the last word, as a person would leave it
constexpr const char* kText =
    "The north wind and the sun were arguing about which of them was stronger, when a traveller came along, wrapped in "
    "a "
    "warm coat. They agreed that the one who first made the traveller take his coat off should be called stronger. "
    "Then the north wind blew as hard as he could! But the more he blew, the more closely did the traveller fold his "
    "coat around him. Did you ever see such a thing? At last the north wind gave up.";

/// Runs espeak-ng with its WAV going to a file in memory.
Result<UniqueFd> run_espeak() {
  UniqueFd sound(::memfd_create("timbre-speech", MFD_CLOEXEC));
  if (!sound) return error_from_errno(errno, "cannot create", "a file in memory");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, sound.get(), STDOUT_FILENO);
  std::array<std::string, 7> words{"espeak-ng", "--stdout", "-v", "en", "-s", "150", kText};
  std::array<char*, 8> arguments{};
  for (std::size_t i = 0; i < words.size(); ++i) arguments[i] = words[i].data();
  pid_t child = 0;
  const int failed = ::posix_spawnp(&child, "espeak-ng", &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  if (failed == 0) {
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  }
  if (failed == 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0) return sound;
  return Error{ErrorKind::Unavailable,
               "espeak-ng could not be run. Install it (apt-get install espeak-ng), or name a clean take of your own."};
}

}  // namespace

Result<audio::AudioBuffer> synthesised_speech() {
  TRY(UniqueFd sound, run_espeak());
  TRY(const auto reader, audio::AudioReader::open_fd(std::move(sound), "espeak-ng's speech"));
  TRY(const auto decoded, audio::decode_all(*reader));
  const auto speech = dsp::resample(decoded.audio.channel(0), decoded.audio.format().sample_rate_hz, kRateHz);
  const auto margin = static_cast<std::size_t>(kMarginS * kRateHz);
  std::vector<float> samples(speech.size() + 2 * margin, 0.0F);
  std::copy(speech.begin(), speech.end(), samples.begin() + static_cast<std::ptrdiff_t>(margin));
  SeededRandom random(3);
  const double room_tone = dsp::db_to_amplitude(kRoomToneDbfs);
  for (float& x : samples) x = static_cast<float>(0.5 * x + room_tone * random.normal());
  return audio::AudioBuffer(kRateHz, std::move(samples));
}

std::string_view synthesised_text() { return kText; }

Result<audio::AudioBuffer> read_audio(const std::filesystem::path& path) {
  TRY(auto decoded, audio::decode_file(path));
  return std::move(decoded.audio);
}

}  // namespace timbre::studio
