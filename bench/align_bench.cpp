// Alignment of 11 s of speech, the 1961 broadcast, on one core: how many times real time, and beside pocketsphinx
// hearing the same clip freely. The answer is checked first: all 22 words as read, in order; nothing is timed
// otherwise.
//
//   TIMBRE_TESTDATA=../shared/testdata build/bench/bin/align_bench
//
// CPU time, medians of 9 alternating runs with the models loaded.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "asr/align.h"
#include "asr/pocketsphinx_transcriber.h"

namespace {

using namespace timbre;

constexpr int kRuns = 9;
constexpr const char* kText =
    "And so, my fellow Americans, ask not what your country can do for you; ask what you can do for your country.";

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A plain 16-bit mono WAV of 16 kHz whose data is at its end.
std::vector<float> samples_of(const std::filesystem::path& path) {
  const std::string bytes = bytes_of(path);
  const std::size_t data = bytes.find("data");
  std::vector<float> samples;
  for (std::size_t i = data + 8; data != std::string::npos && i + 1 < bytes.size(); i += 2) {
    const auto low = static_cast<unsigned char>(bytes[i]);
    const auto high = static_cast<signed char>(bytes[i + 1]);
    samples.push_back(static_cast<float>(high * 256 + low) / 32768.0F);
  }
  return samples;
}

/// Every word as read, none before the one it follows, and the whole clip used.
bool is_right(const Result<asr::Alignment>& alignment) {
  constexpr std::size_t kWords = 22;
  if (!alignment.ok() || alignment->words.size() != kWords) return false;
  double before_s = 0.0;
  for (std::size_t i = 0; i < kWords; ++i) {
    const auto& word = alignment->words[i];
    if (word.reading != asr::Reading::Read || word.index != i || word.range.start_s < before_s) return false;
    before_s = word.range.end_s;
  }
  return before_s > 0.9 * alignment->duration_s;
}

template <typename Work>
double cpu_s(const Work& work) {
  const std::clock_t start = std::clock();
  work();
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace

int main() {
  const char* named = std::getenv("TIMBRE_TESTDATA");
  const std::filesystem::path folder = std::filesystem::path(named ? named : "../shared/testdata");
  const auto samples = samples_of(folder / "speech/jfk.wav");
  auto listener = asr::make_pocketsphinx_transcriber();
  if (samples.empty() || !listener.ok())
    return std::fputs("no clip (set TIMBRE_TESTDATA) or no pocketsphinx-en-us\n", stderr), 1;
  asr::AlignOptions as_read;
  as_read.finds_edits = false;
  if (!is_right(asr::align(samples, kText)) || !is_right(asr::align(samples, kText, as_read)))
    return std::fputs("the clip is not aligned as it was read: nothing is timed\n", stderr), 1;
  std::vector<double> edits, plain, free;
  for (int run = 0; run < kRuns; ++run) {
    edits.push_back(cpu_s([&] { (void)asr::align(samples, kText); }));
    plain.push_back(cpu_s([&] { (void)asr::align(samples, kText, as_read); }));
    free.push_back(cpu_s([&] { (void)(*listener)->transcribe(samples, {}); }));
  }
  const double length_s = static_cast<double>(samples.size()) / asr::kTranscriberRateHz;
  const double heard_s = median(free);
  for (const auto& [name, times] : {std::pair{"aligned, with edits", edits}, {"aligned, as read", plain}})
    std::printf("%-20s %6.3f s  %5.1f x real time  %.3f of hearing freely\n", name, median(times),
                length_s / median(times), median(times) / heard_s);
  std::printf("%-20s %6.3f s  %5.1f x real time\n", "heard freely", heard_s, length_s / heard_s);
  return 0;
}
