/// Prints how well the watermark survives, as the Markdown tables of docs/watermark.md.
///
///   watermark_accuracy table [synthetic clips [row]]  the attacks of the target table, quality of the marked clips
///   watermark_accuracy further [synthetic clips]    what lies beyond them
///   watermark_accuracy unmarked KEYS FULL [synthetic clips]
///                                                   clips × KEYS plain searches, clips × FULL whole detections
///   watermark_accuracy pictures FILE FOLDER         original.f32, marked.f32 and difference.f32, one channel at the
///                                                   file's rate, to be looked at
///   watermark_accuracy speed                        embedding and detection beside real time, one core
///
/// Needs the test data (TIMBRE_TESTDATA), ffmpeg with libopus and LAME, and espeak-ng.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>

#include "base/random.h"
#include "watermark/trial.h"
#include "watermark/unmarked_trial.h"

namespace {

using namespace timbre;
using namespace timbre::watermark;

constexpr std::uint64_t kSeed = 5;

std::vector<Clip> all_clips(std::size_t synthetic) {
  auto clips = real_clips();
  const std::size_t real = clips.size();
  const auto spoken = synthetic_clips(synthetic);
  clips.insert(clips.end(), spoken.begin(), spoken.end());
  std::printf("%zu clips of %.0f s: %zu of real readers, %zu of espeak-ng\n\n", clips.size(), kClipS, real,
              clips.size() - real);
  return clips;
}

void print_spread(const char* name, std::vector<double> values) {
  if (values.empty()) return;
  std::sort(values.begin(), values.end());
  std::printf("| %s | %.4f | %.4f | %.4f |\n", name, values.front(), values[values.size() / 10],
              values[values.size() / 2]);
}

void print_quality(const std::vector<MarkedClip>& clips) {
  std::vector<double> snr;
  std::vector<double> stoi;
  for (const auto& clip : clips) {
    snr.push_back(clip.snr_db);
    stoi.push_back(clip.stoi);
  }
  std::puts("\n| quality | least | lowest tenth | median |\n|---|---|---|---|");
  print_spread("SNR, dB", snr);
  print_spread("STOI", stoi);
}

int print_attacks(const std::vector<Attack>& list, std::size_t synthetic, const std::string& row) {
  const auto clips = mark_clips(all_clips(synthetic), kSeed);
  std::vector<Tally> tallies;
  for (const auto& attack : list) {
    if (!row.empty() && attack.row != row) continue;
    tallies.push_back(attack_all(clips, attack));
    std::fprintf(stderr, "%s\n", attack.name.c_str());
  }
  std::fputs(table(tallies).c_str(), stdout);
  print_quality(clips);
  return clips.empty() ? 1 : 0;
}

void print_trials(const char* name, const UnmarkedTrials& trials) {
  if (trials.z.empty()) return;
  std::printf("%s: %zu trials of %llu hypotheses: %d marked, %d inconclusive, median z %.2f, largest z %.2f\n\n", name,
              trials.z.size(), static_cast<unsigned long long>(trials.hypotheses), trials.marked, trials.inconclusive,
              trials.z[trials.z.size() / 2], trials.z.back());
  std::puts(tail_table(trials).c_str());
}

int print_unmarked(std::size_t keys, std::size_t full, std::size_t synthetic) {
  const auto clips = all_clips(synthetic);
  print_trials("unmarked, as they are", plain_searches(clips, keys, kSeed));
  std::vector<Clip> marked;
  for (const auto& clip : mark_clips(clips, kSeed)) marked.push_back(clip.clip);
  print_trials("marked with another key, as they are", plain_searches(marked, keys / 10, kSeed + 1));
  print_trials("unmarked, every speed", full_searches(clips, full, kSeed + 2));
  return clips.empty() ? 1 : 0;
}

template <typename Work>
double median_cpu_s(const Work& work) {
  std::vector<double> times;
  for (int run = 0; run < 9; ++run) {
    const std::clock_t start = std::clock();
    work();
    times.push_back(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

/// Checks the answer, then times; medians of 9 runs, CPU time.
int print_speed() {
  const auto clips = real_clips();
  if (clips.empty()) return 1;
  SeededRandom random(kSeed);
  const auto key = random_key(random);
  const auto other = random_key(random);
  std::puts("| what | rate, Hz | s for 10 s | times real time |\n|---|---|---|---|");
  for (const int rate_hz : {16000, 24000, 48000}) {
    Clip clip = clips.front();
    for (const auto& candidate : clips) {
      if (candidate.rate_hz == rate_hz) clip = candidate;
    }
    const audio::AudioView sound(clip.rate_hz, clip.samples);
    const auto marked = safety::embed_watermark(sound, key, 1);
    const auto finding = marked.ok() ? safety::detect_watermark(marked->view(), key) : Error{};
    if (!finding.ok() || finding->payload != 1U) return std::fputs("the mark is not found: nothing timed\n", stderr), 1;
    const auto print = [&](const char* what, double seconds) {
      std::printf("| %s | %d | %.4f | %.0f |\n", what, clip.rate_hz, seconds, kClipS / seconds);
    };
    print("embed", median_cpu_s([&] { (void)safety::embed_watermark(sound, key, 1); }));
    print("detect, marked", median_cpu_s([&] { (void)safety::detect_watermark(marked->view(), key); }));
    print("detect, not marked: every speed", median_cpu_s([&] { (void)safety::detect_watermark(sound, other); }));
  }
  return 0;
}

bool write(const std::filesystem::path& path, const Samples& samples) {
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(samples.data()),  // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast)
             static_cast<std::streamsize>(samples.size() * sizeof(float)));
  return file.good();
}

int write_pictures(const std::filesystem::path& file, const std::filesystem::path& folder) {
  const Clip clip = accuracy::read_clip(file);
  const auto marked = mark_clips({clip}, kSeed);
  if (marked.empty()) return std::fputs("the file cannot be read or marked\n", stderr), 1;
  Samples difference = marked[0].clip.samples;
  for (std::size_t i = 0; i < difference.size(); ++i) difference[i] -= clip.samples[i];
  std::printf("%d Hz, SNR %.1f dB, STOI %.4f\n", clip.rate_hz, marked[0].snr_db, marked[0].stoi);
  const bool done = write(folder / "original.f32", clip.samples) &&
                    write(folder / "marked.f32", marked[0].clip.samples) &&
                    write(folder / "difference.f32", difference);
  return done ? 0 : 1;
}

std::size_t number(int argc, char** argv, int index, std::size_t otherwise) {
  return argc > index ? std::strtoul(argv[index], nullptr, 10) : otherwise;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string mode = argc > 1 ? argv[1] : "table";
  if (mode == "table") return print_attacks(attacks(), number(argc, argv, 2, 24), argc > 3 ? argv[3] : "");
  if (mode == "further") return print_attacks(further_attacks(), number(argc, argv, 2, 24), "");
  if (mode == "unmarked") {
    return print_unmarked(number(argc, argv, 2, 2000), number(argc, argv, 3, 10), number(argc, argv, 4, 24));
  }
  if (mode == "speed") return print_speed();
  if (mode == "pictures" && argc == 4) return write_pictures(argv[2], argv[3]);
  std::fputs("usage: watermark_accuracy table|further|unmarked|pictures|speed\n", stderr);
  return 2;
}
