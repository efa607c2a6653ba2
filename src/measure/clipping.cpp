#include "measure/clipping.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

#include "dsp/extremes.h"
#include "dsp/vectorised.h"
#include "measure/take_measurements.h"

namespace timbre::measure {
namespace {

constexpr std::size_t kBlockFrames = 256;  // small, so that few samples are looked at one by one near a peak
constexpr float kBandShare = 1e-3F;        // of half the swing: wider than dither after ×0.1 and 16 bits
constexpr double kFallBands = 24.0;        // smooth crests reach 9, or 18 when a quantiser step fills the band
constexpr std::size_t kShortestRun = 3;    // two equal samples happen on a sine at a quarter of the rate
constexpr std::size_t kLongRun = 5;        // where one quantiser step is more than the band, equal samples are common
constexpr double kLeastCeiling = 0.2;      // of half the swing: the zero line of one-sided pulses is no ceiling
constexpr double kJoinS = 0.005;           // stretches closer than this are one event
constexpr std::size_t kStepSamples = 8;    // of each block: enough to find a step within a fraction of a second
constexpr double kStepTolerance = 0.05;    // of a step: what rounding to float may have moved a multiple
constexpr double kFinestStep = 1e-7;       // finer than 24 bits: no step
constexpr double kCoarsestStep = 0.01;     // coarser than 8 bits at full scale: few levels, but not by a quantiser

// How far beyond a run the waveform must have fallen: half its length, as a power of two.
std::size_t reach_of(std::size_t run_length) {
  return std::min(std::bit_floor(std::max<std::size_t>(2, (run_length + 1) / 2)), CeilingTracker::kHistory);
}

}  // namespace

SlotSet::SlotSet(int sample_rate_hz)
    : shift_(std::bit_width(static_cast<unsigned>(std::max(sample_rate_hz / 1000, 1))) - 1) {}

void SlotSet::restart(std::size_t first_frame) {
  words_.clear();
  base_word_ = (first_frame >> shift_) / 64;
}

void SlotSet::add(std::size_t first_frame, std::size_t last_frame) {
  const std::size_t last = last_frame >> shift_;
  const std::size_t words = last / 64 - base_word_ + 1;
  if (words_.size() < words) words_.resize(words, 0);
  for (std::size_t slot = first_frame >> shift_; slot <= last; ++slot) {
    words_[slot / 64 - base_word_] |= std::uint64_t{1} << (slot % 64);
  }
}

void SlotSet::unite(const SlotSet& other) {
  if (other.words_.empty()) return;
  if (words_.empty()) {
    *this = other;
    return;
  }
  if (other.base_word_ < base_word_) {
    words_.insert(words_.begin(), base_word_ - other.base_word_, 0);
    base_word_ = other.base_word_;
  }
  const std::size_t offset = other.base_word_ - base_word_;
  words_.resize(std::max(words_.size(), other.words_.size() + offset), 0);
  for (std::size_t i = 0; i < other.words_.size(); ++i) words_[i + offset] |= other.words_[i];
}

bool SlotSet::contains(std::size_t slot) const {
  const std::size_t word = slot / 64;
  if (word < base_word_ || word - base_word_ >= words_.size()) return false;
  return (words_[word - base_word_] >> (slot % 64) & 1U) != 0;
}

// Euclid's algorithm with the remainder of least magnitude, one of nearly nothing being none.
void SampleStep::see(float sample) {
  double larger = std::fabs(static_cast<double>(sample));
  if (!(larger > kFinestStep) || !std::isfinite(larger)) return;
  if (step_ == 0.0) step_ = larger;
  while (step_ > kFinestStep) {
    const double rest = std::fabs(larger - std::nearbyint(larger / step_) * step_);
    if (rest <= kStepTolerance * step_) return;
    larger = step_;
    step_ = rest;
  }
}

void CeilingTracker::restart(float level, std::size_t index) {
  top_ = level;
  run_length_ = 0;
  pending_left_ = 0;
  deepest_ = deepest_long_ = 0.0F;
  sample_count_ = 0;
  times_.restart(index);
}

void CeilingTracker::scan(std::span<const float> samples, std::size_t first_index, float lowest, float highest) {
  if (!started_) {
    lowest_ = lowest;
    highest_ = highest;
    restart(lowest, first_index);
    started_ = true;
  }
  lowest_ = std::min(lowest_, lowest);
  highest_ = std::max(highest_, highest);
  const float half_band = kBandShare * half_swing() / 2.0F;
  if (highest < top_ - half_band && run_length_ == 0 && pending_left_ == 0) return;

  for (std::size_t i = 0; i < samples.size(); ++i) {
    i += pass_over(samples.subspan(i), half_band);
    if (i == samples.size()) break;
    const float y = sign_ * samples[i];
    if (y > top_ + half_band) restart(y, first_index + i);
    if (y >= top_ - half_band) {
      if (run_length_ == 0) {
        run_start_ = first_index + i;
        has_saved_ = false;
      }
      ++run_length_;
    } else if (run_length_ > 0) {
      end_run(samples.data() + i, first_index + i);
    }
    if (pending_left_ > 0) {
      pending_after_ = std::min(pending_after_, y);
      if (--pending_left_ == 0) judge_pending();
    }
  }
  if (run_length_ > 0 && !has_saved_) save_before(samples.data() + samples.size() - run_length_);
}

// Most samples change nothing but the length of a run: how many of the next are like that.
std::size_t CeilingTracker::pass_over(std::span<const float> samples, float half_band) {
  if (pending_left_ > 0) return 0;
  const float low = top_ - half_band;
  const float high = top_ + half_band;
  const float sign = sign_;
  std::size_t count = 0;
  if (run_length_ == 0) {
    while (count < samples.size() && sign * samples[count] < low) ++count;
    return count;
  }
  while (count < samples.size() && sign * samples[count] >= low && sign * samples[count] <= high) ++count;
  run_length_ += count;
  return count;
}

void CeilingTracker::save_before(const float* run_start) {
  for (std::size_t k = 0; k < kReaches; ++k) {
    saved_lowest_[k] = lowest_before(run_start, std::min(std::size_t{1} << k, run_start_));
  }
  has_saved_ = true;
}

float CeilingTracker::lowest_before(const float* at, std::size_t count) const {
  float lowest = top_;
  for (std::size_t k = 1; k <= count; ++k) lowest = std::min(lowest, sign_ * *(at - k));
  return lowest;
}

void CeilingTracker::note_run(std::size_t end_index) {
  sample_count_ += run_length_;
  times_.add(run_start_, end_index - 1);
}

void CeilingTracker::end_run(const float* run_end, std::size_t end_index) {
  note_run(end_index);
  if (run_length_ >= kShortestRun) {
    if (pending_left_ > 0) judge_pending();
    const std::size_t reach = reach_of(run_length_);
    pending_before_ = has_saved_ ? saved_lowest_[static_cast<std::size_t>(std::countr_zero(reach))]
                                 : lowest_before(run_end - run_length_, std::min(reach, run_start_));
    pending_after_ = top_;
    pending_left_ = reach;
    pending_length_ = run_length_;
  }
  run_length_ = 0;
}

void CeilingTracker::judge_pending() {
  const float fall = top_ - std::max(pending_before_, pending_after_);
  deepest_ = std::max(deepest_, fall);
  if (pending_length_ >= kLongRun) deepest_long_ = std::max(deepest_long_, fall);
  pending_left_ = 0;
}

void CeilingTracker::finish(std::size_t frame_count) {
  if (run_length_ > 0) note_run(frame_count);
  run_length_ = 0;
  if (pending_left_ > 0) judge_pending();
}

bool CeilingTracker::is_clipped(double step) const {
  const double half = half_swing();
  if (!(half > 0.0) || top_ < kLeastCeiling * half) return false;
  const double band = static_cast<double>(kBandShare) * half;
  const bool is_coarse = step > band && step < kCoarsestStep;
  return is_coarse ? deepest_long_ >= kFallBands * step : deepest_ >= kFallBands * band;
}

ClippingMeter::ClippingMeter(audio::AudioFormat format)
    : format_(format),
      feeder_(format, kBlockFrames),
      channels_(static_cast<std::size_t>(format.channel_count),
                Channel{CeilingTracker(format.sample_rate_hz, 1.0F), CeilingTracker(format.sample_rate_hz, -1.0F),
                        std::vector<float>(CeilingTracker::kHistory + kBlockFrames, 0.0F), SampleStep()}) {}

void ClippingMeter::push(const audio::AudioView& block) {
  feeder_.push(block, [this](const audio::AudioView& part) { take(part); });
}

void ClippingMeter::take(const audio::AudioView& block) {
  for (int c = 0; c < format_.channel_count; ++c) {
    Channel& channel = channels_[static_cast<std::size_t>(c)];
    const auto samples = block.channel(c);
    const auto begin = channel.work.begin();
    std::copy(samples.begin(), samples.end(), begin + CeilingTracker::kHistory);
    const std::span<const float> now(channel.work.data() + CeilingTracker::kHistory, samples.size());
    const dsp::Extremes e = dsp::extremes(now);
    for (const float x : now.first(std::min(now.size(), kStepSamples))) channel.step.see(x);
    channel.high.scan(now, frame_count_, e.lowest, e.highest);
    channel.low.scan(now, frame_count_, -e.highest, -e.lowest);
    std::copy_n(begin + static_cast<std::ptrdiff_t>(samples.size()), CeilingTracker::kHistory, begin);
  }
  frame_count_ += block.frame_count();
}

Clipping ClippingMeter::finish() {
  feeder_.finish([this](const audio::AudioView& part) { take(part); });
  Clipping out;
  SlotSet times(format_.sample_rate_hz);
  for (Channel& channel : channels_) {
    for (CeilingTracker* tracker : {&channel.high, &channel.low}) {
      tracker->finish(frame_count_);
      if (!tracker->is_clipped(channel.step.value())) continue;
      out.clipped_sample_count += tracker->sample_count();
      times.unite(tracker->times());
    }
  }
  if (frame_count_ == 0) return out;
  const double all = static_cast<double>(frame_count_) * static_cast<double>(channels_.size());
  out.share_percent = 100.0 * static_cast<double>(out.clipped_sample_count) / all;
  return with_events(std::move(out), times);
}

Clipping ClippingMeter::with_events(Clipping out, const SlotSet& times) const {
  const double slot_s = static_cast<double>(times.frames_per_slot()) / format_.sample_rate_hz;
  const double duration_s = static_cast<double>(frame_count_) / format_.sample_rate_hz;
  const auto join = static_cast<std::size_t>(std::ceil(kJoinS / slot_s));
  std::size_t start = 0;
  std::size_t gap = join;  // empty slots since the last event went on; `join` of them end it
  for (std::size_t slot = 0; slot < times.end_slot() + join; ++slot) {
    if (times.contains(slot)) {
      if (gap >= join) start = slot;
      gap = 0;
    } else if (gap < join && ++gap == join) {
      if (out.event_count++ >= kMaxEventsPerKind) continue;
      const double end_s = static_cast<double>(slot + 1 - join) * slot_s;
      out.events.push_back({static_cast<double>(start) * slot_s, std::min(end_s, duration_s)});
    }
  }
  return out;
}

Result<Clipping> measure_clipping(const audio::AudioView& take) {
  TRY_VOID(audio::check_format(take.format()));
  ClippingMeter meter(take.format());
  meter.push(take);
  return meter.finish();
}

}  // namespace timbre::measure
