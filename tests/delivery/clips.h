#pragma once
/// Real clips for the delivery tests, read by the ffmpeg program so that these tests stand apart from Timbre's decoder.

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace timbre::delivery {

inline constexpr int kRateHz = 16000;

inline std::string shell_quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

/// Standard output of a shell command, as bytes.
inline std::string output_of(const std::string& command) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string out;
  std::array<char, 65536> block{};
  if (pipe == nullptr) return out;
  while (const std::size_t count = std::fread(block.data(), 1, block.size(), pipe.get()))
    out.append(block.data(), count);
  return out;
}

/// The clip at 16 kHz, mono; `filter` is an ffmpeg audio filter ("atempo=0.8") or empty. Empty when it cannot be read.
inline std::vector<float> read_clip(const std::filesystem::path& path, const std::string& filter = "") {
  const std::string bytes = output_of("ffmpeg -nostdin -v error -i " + shell_quoted(path.string()) +
                                      (filter.empty() ? "" : " -af " + shell_quoted(filter)) + " -ac 1 -ar " +
                                      std::to_string(kRateHz) + " -f f32le -");
  std::vector<float> samples(bytes.size() / sizeof(float));
  std::copy_n(bytes.data(), samples.size() * sizeof(float), reinterpret_cast<char*>(samples.data()));
  return samples;
}

}  // namespace timbre::delivery
