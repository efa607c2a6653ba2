#include "measure/silero_vad.h"

#include <algorithm>

namespace timbre::measure {
namespace {

constexpr double kRateHz = 16000.0;
/// The network also sees the end of the block before.
constexpr std::size_t kContext = 64;
constexpr std::int64_t kStateLength = 128;

constexpr float kBegins = 0.5F;
constexpr float kEnds = 0.35F;
constexpr std::size_t kLeastSilence = 1600;
constexpr std::size_t kLeastSpeech = 4000;
constexpr std::size_t kWidened = 480;

/// In samples.
struct Stretch {
  std::size_t start = 0;
  std::size_t end = 0;
};

TimeRange in_seconds(const Stretch& stretch) {
  return {static_cast<double>(stretch.start) / kRateHz, static_cast<double>(stretch.end) / kRateHz};
}

constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

std::vector<Stretch> found(std::span<const float> probabilities, std::size_t sample_count) {
  std::vector<Stretch> stretches;
  std::size_t start = kNowhere;
  std::size_t low_since = kNowhere;
  const auto close = [&](std::size_t end) {
    if (end - start > kLeastSpeech) stretches.push_back({start, end});
    start = low_since = kNowhere;
  };
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    const std::size_t at = i * kSileroBlock;
    if (probabilities[i] >= kBegins) {
      low_since = kNowhere;
      if (start == kNowhere) start = at;
    } else if (start != kNowhere && probabilities[i] < kEnds) {
      if (low_since == kNowhere) low_since = at;
      if (at - low_since >= kLeastSilence) close(low_since);
    }
  }
  if (start != kNowhere && sample_count > start) close(sample_count);
  return stretches;
}

}  // namespace

Result<std::vector<float>> silero_probabilities(std::span<const float> samples_16k, const nn::OnnxSession& network) {
  std::vector<nn::NamedTensor> inputs{{"input", nn::zeros({1, static_cast<std::int64_t>(kContext + kSileroBlock)})},
                                      {"state", nn::zeros({2, 1, kStateLength})},
                                      {"sr", {{}, std::vector<std::int64_t>{static_cast<std::int64_t>(kRateHz)}}}};
  std::vector<float> probabilities;
  for (std::size_t at = 0; at < samples_16k.size(); at += kSileroBlock) {
    auto& heard = *std::get_if<std::vector<float>>(&inputs[0].tensor.values);
    std::copy(heard.end() - static_cast<std::ptrdiff_t>(kContext), heard.end(), heard.begin());
    const auto block = samples_16k.subspan(at, std::min(kSileroBlock, samples_16k.size() - at));
    const auto end = std::copy(block.begin(), block.end(), heard.begin() + static_cast<std::ptrdiff_t>(kContext));
    std::fill(end, heard.end(), 0.0F);
    TRY(auto outputs, network.run(inputs));
    const auto* probability = outputs.size() == 2 ? outputs[0].tensor.floats() : nullptr;
    if (probability == nullptr || probability->empty()) {
      return Error{ErrorKind::Corrupt, "'" + network.name() + "' is not the network of Silero VAD"};
    }
    probabilities.push_back(probability->front());
    inputs[1].tensor = std::move(outputs[1].tensor);
  }
  return probabilities;
}

std::vector<TimeRange> silero_stretches(std::span<const float> probabilities, std::size_t sample_count) {
  std::vector<Stretch> stretches = found(probabilities, sample_count);
  for (std::size_t i = 0; i < stretches.size(); ++i) {
    Stretch& here = stretches[i];
    if (i == 0) here.start -= std::min(here.start, kWidened);
    if (i + 1 == stretches.size()) {
      here.end = std::min(sample_count, here.end + kWidened);
      break;
    }
    Stretch& next = stretches[i + 1];
    const std::size_t widened = std::min(kWidened, (next.start - here.end) / 2);  // they may meet, not overlap
    here.end += widened;
    next.start -= widened;
  }
  std::vector<TimeRange> ranges;
  for (const Stretch& stretch : stretches) ranges.push_back(in_seconds(stretch));
  return ranges;
}

VoiceActivity on_grid(std::span<const TimeRange> stretches, double hop_s, std::size_t frame_count) {
  VoiceActivity activity{hop_s, std::vector<std::uint8_t>(frame_count, 0)};
  std::size_t next = 0;
  for (std::size_t i = 0; i < frame_count; ++i) {
    const double middle_s = (static_cast<double>(i) + 0.5) * hop_s;
    while (next < stretches.size() && stretches[next].end_s <= middle_s) ++next;
    if (next < stretches.size() && stretches[next].start_s <= middle_s) activity.is_speech[i] = 1;
  }
  return activity;
}

}  // namespace timbre::measure
