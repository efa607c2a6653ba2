#pragma once
/// Files for the decode tests, made on the fly: by hand, or by the ffmpeg command.

#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "audio/codec/decode.h"
#include "audio/codec/wav_writer.h"
#include "audio/testing/signals.h"
#include "base/testing/temporary_folder.h"

namespace timbre::audio {

inline void write_bytes(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

inline std::string read_bytes(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Runs a program from PATH, quietly; its exit status, or −1 where it could not be run.
inline int run_program(const std::vector<std::string>& words) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  pid_t pid = -1;
  const int status = ::posix_spawnp(&pid, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  int ended = -1;
  if (status != 0 || ::waitpid(pid, &ended, 0) != pid) return -1;
  return WIFEXITED(ended) ? WEXITSTATUS(ended) : -1;
}

inline bool has_ffmpeg() {
  static const bool found = run_program({"ffmpeg", "-version", "-loglevel", "quiet"}) == 0;
  return found;
}

/// ffmpeg -i <from> <options> <to>
inline bool convert(const std::filesystem::path& from, const std::vector<std::string>& options,
                    const std::filesystem::path& to) {
  std::vector<std::string> words{"ffmpeg", "-nostdin", "-v", "error", "-y", "-i", from.string()};
  words.insert(words.end(), options.begin(), options.end());
  words.push_back(to.string());
  return run_program(words) == 0;
}

/// The same samples as the ffmpeg command decodes: interleaved float32.
inline std::vector<float> decoded_by_ffmpeg(const std::filesystem::path& path, const std::filesystem::path& folder) {
  const auto raw = folder / "oracle.f32";
  if (!convert(path, {"-map", "0:a:0", "-f", "f32le", "-c:a", "pcm_f32le"}, raw)) return {};
  const std::string bytes = read_bytes(raw);
  std::vector<float> samples(bytes.size() / sizeof(float));
  std::copy_n(bytes.data(), samples.size() * sizeof(float), reinterpret_cast<char*>(samples.data()));
  return samples;
}

inline std::vector<float> interleaved(const AudioBuffer& audio) {
  std::vector<float> out;
  for (std::size_t i = 0; i < audio.frame_count(); ++i) {
    for (int c = 0; c < audio.format().channel_count; ++c) out.push_back(audio.channel(c)[i]);
  }
  return out;
}

/// A chirp-like mixture with noise in its floor; never silent, never clipped.
inline AudioBuffer test_sound(int rate_hz, double seconds) {
  return mixed(mixed(sine(rate_hz, seconds, 220.0, 0.3), sine(rate_hz, seconds, 1234.5, 0.2)),
               white_noise(rate_hz, seconds, 0.01, 3));
}

inline std::filesystem::path write_wav(const std::filesystem::path& path, const AudioBuffer& audio,
                                       WavEncoding encoding = WavEncoding::Pcm16) {
  write_bytes(path, *encode_wav(audio.view(), encoding));
  return path;
}

/// The message of a decode that must fail; empty (and a test failure) where it did not.
inline std::string decode_error(const std::filesystem::path& path, const DecodeOptions& options = {}) {
  const auto decoded = decode_file(path, options);
  EXPECT_FALSE(decoded.ok()) << "decoded " << path;
  return decoded.ok() ? "" : decoded.error().message;
}

}  // namespace timbre::audio

#define TIMBRE_NEEDS_FFMPEG() \
  if (!has_ffmpeg()) GTEST_SKIP() << "SKIPPED: no ffmpeg command to make the test's files"
