#include "watermark/trial.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/random.h"
#include "eval/stoi.h"

namespace timbre::watermark {
namespace {

double snr_db(const Samples& sound, std::span<const float> marked) {
  double signal = 0.0;
  double added = 0.0;
  for (std::size_t i = 0; i < sound.size(); ++i) {
    signal += static_cast<double>(sound[i]) * sound[i];
    added += std::pow(static_cast<double>(marked[i]) - sound[i], 2);
  }
  return 10.0 * std::log10(signal / added);
}

}  // namespace

safety::WatermarkKey random_key(Random& random) {
  safety::WatermarkKey key;
  for (auto& byte : key.bytes) byte = static_cast<std::uint8_t>(random.next() >> 56U);
  return key;
}

std::vector<MarkedClip> mark_clips(const std::vector<Clip>& clips, std::uint64_t seed) {
  SeededRandom random(seed);
  std::vector<MarkedClip> out;
  for (const auto& clip : clips) {
    MarkedClip marked;
    marked.key = random_key(random);
    marked.payload = static_cast<std::uint32_t>(random.next());
    const audio::AudioView sound(clip.rate_hz, clip.samples);
    const auto result = safety::embed_watermark(sound, marked.key, marked.payload);
    if (!result.ok()) continue;
    const auto samples = result->channel(0);
    marked.clip = {clip.name, clip.rate_hz, Samples(samples.begin(), samples.end())};
    marked.snr_db = snr_db(clip.samples, samples);
    const auto stoi = eval::stoi(sound, result->view());
    marked.stoi = stoi.ok() ? *stoi : 0.0;
    out.push_back(std::move(marked));
  }
  return out;
}

Tally attack_all(const std::vector<MarkedClip>& clips, const Attack& attack) {
  Tally tally{attack.name, attack.row};
  std::vector<double> z;
  for (const auto& marked : clips) {
    const Clip attacked = attack.apply(marked.clip);
    ++tally.clips;
    const auto finding = safety::detect_watermark(audio::AudioView(attacked.rate_hz, attacked.samples), marked.key);
    z.push_back(finding.ok() ? finding->z : 0.0);
    if (!finding.ok()) continue;
    if (finding->outcome == safety::WatermarkOutcome::Marked) ++tally.detected;
    if (!finding->payload) continue;
    ++(*finding->payload == marked.payload ? tally.payload_right : tally.payload_wrong);
  }
  std::sort(z.begin(), z.end());
  if (!z.empty()) {
    tally.least_z = z.front();
    tally.median_z = z[z.size() / 2];
  }
  return tally;
}

std::string table(const std::vector<Tally>& tallies) {
  std::string out =
      "| attack | row | clips | detected | payload right | payload wrong | least z | median z |\n"
      "|---|---|---|---|---|---|---|---|\n";
  for (const auto& t : tallies) {
    char line[256];
    std::snprintf(line, sizeof line, "| %s | %s | %d | %.1f %% | %.1f %% | %d | %.1f | %.1f |\n", t.attack.c_str(),
                  t.row.c_str(), t.clips, t.detected_percent(), t.right_percent(), t.payload_wrong, t.least_z,
                  t.median_z);
    out += line;
  }
  return out;
}

}  // namespace timbre::watermark
