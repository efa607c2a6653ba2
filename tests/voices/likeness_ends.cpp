// The ends of the scale on which a clone's voice is told (src/speaker/voice_scale.h): how alike two recordings of one
// person are, and of two people, by the length of the shorter. Prints the table that stands there.
//
//   likeness_ends CORPUS_FOLDER MANIFEST SPLIT [TRIALS [SEED [MODELS]]]
#include <algorithm>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "audio/codec/decode.h"
#include "base/file_system.h"
#include "base/random.h"
#include "eval/manifest.h"
#include "speaker/speaker_encoder.h"

namespace timbre {
namespace {

/// Of the longer recording: as long as the clips that voices are cloned from.
constexpr double kLongerS = 12.0;

using Encoder = std::shared_ptr<const speaker::SpeakerEncoder>;
using Files = std::vector<std::filesystem::path>;

struct Pair {
  speaker::Embedding longer;
  speaker::Embedding shorter;
};

/// Takes files from the end until there is enough, and cuts to the length; none where there are too few.
std::optional<audio::AudioBuffer> next_clip(Files& files, double seconds) {
  std::optional<audio::AudioBuffer> whole;
  while (!whole || whole->view().duration_s() < seconds) {
    if (files.empty()) return std::nullopt;
    auto decoded = audio::decode_file(files.back());
    files.pop_back();
    if (!decoded.ok()) {
      std::fprintf(stderr, "%s\n", decoded.error().message.c_str());
      std::exit(1);
    }
    if (!whole) whole.emplace(decoded->audio.format(), 0);
    whole->append(decoded->audio.view());
  }
  audio::AudioBuffer cut(whole->format(), 0);
  cut.append(whole->view().slice(0, static_cast<std::size_t>(seconds * whole->view().sample_rate_hz())));
  return cut;
}

/// Two clips of one speaker without a common recording.
std::optional<Pair> pair_of(const Encoder& encoder, Files files, double seconds, SeededRandom& random) {
  for (std::size_t i = files.size(); i > 1; --i)
    std::swap(files[i - 1], files[static_cast<std::size_t>(random.next() % i)]);
  const auto longer = next_clip(files, std::max(kLongerS, seconds));
  const auto shorter = next_clip(files, seconds);
  if (!longer || !shorter) return std::nullopt;
  auto of_longer = encoder->embed(longer->view());
  auto of_shorter = encoder->embed(shorter->view());
  if (!of_longer.ok() || !of_shorter.ok()) return std::nullopt;
  return Pair{*std::move(of_longer), *std::move(of_shorter)};
}

struct Mean {
  double sum = 0;
  int count = 0;
  void add(double x) {
    sum += x;
    ++count;
  }
  [[nodiscard]] double value() const { return sum / std::max(count, 1); }
};

void print_row(const Encoder& encoder, const std::map<std::string, Files>& speakers, double seconds, int trials,
               SeededRandom& random) {
  std::map<std::string, std::vector<Pair>> pairs;
  for (const auto& [name, files] : speakers) {
    for (int i = 0; i < trials; ++i) {
      if (auto pair = pair_of(encoder, files, seconds, random)) pairs[name].push_back(*std::move(pair));
    }
  }
  Mean one_person;
  Mean strangers;
  const speaker::Cohort& cohort = encoder->card().cohort;
  for (const auto& [a, of_a] : pairs) {
    for (const auto& [b, of_b] : pairs) {
      for (std::size_t i = 0; i < std::min(of_a.size(), of_b.size()); ++i)
        (a == b ? one_person : strangers).add(cohort.likeness(of_a[i].longer, of_b[i].shorter));
    }
  }
  std::printf("| %.0f s | %.2f (%d) | %.2f (%d) |\n", seconds, strangers.value(), strangers.count, one_person.value(),
              one_person.count);
  std::fflush(stdout);
}

int run(const std::vector<std::string>& arguments) {
  if (arguments.size() < 3) {
    std::fprintf(stderr, "likeness_ends CORPUS_FOLDER MANIFEST SPLIT [TRIALS [SEED [MODELS]]]\n");
    return 2;
  }
  PosixFileSystem disk;
  const std::filesystem::path models = arguments.size() > 5 ? arguments[5] : speaker::shipped_models_folder().string();
  const auto encoder = speaker::SpeakerEncoder::open(models, disk);
  const auto utterances = eval::read_manifest(disk, arguments[1]);
  if (!encoder.ok() || !utterances.ok()) {
    std::fprintf(stderr, "%s\n", (encoder.ok() ? utterances.error() : encoder.error()).message.c_str());
    return 1;
  }
  std::map<std::string, Files> speakers;
  for (const eval::Utterance& one : *utterances)
    if (one.split == arguments[2]) speakers[one.speaker].push_back(std::filesystem::path(arguments[0]) / one.file);
  const int trials = arguments.size() > 3 ? std::stoi(arguments[3]) : 10;
  SeededRandom random(arguments.size() > 4 ? std::stoull(arguments[4]) : 1);
  std::printf("%zu speakers; the encoder %s, %s\n\n| the shorter | two people (pairs) | one person (pairs) |\n",
              speakers.size(), (*encoder)->card().name.c_str(), (*encoder)->card().sha256.c_str());
  std::printf("|---|---|---|\n");
  for (const double seconds : {2.0, 3.0, 4.0, 6.0, 10.0, 20.0}) print_row(*encoder, speakers, seconds, trials, random);
  return 0;
}

}  // namespace
}  // namespace timbre

int main(int argc, char** argv) { return timbre::run({argv + 1, argv + argc}); }
