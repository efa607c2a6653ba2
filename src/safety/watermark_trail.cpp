#include "safety/watermark_trail.h"

#include <algorithm>
#include <cmath>

namespace timbre::safety {

namespace {

constexpr std::size_t kBlockPairs = kPeriodPairs / 2;  // about a second
constexpr int kWander = 6;                             // fine steps from stretch to stretch
constexpr double kFollowZ = 3.5;                       // from here on a stretch corrects the offset
constexpr double kBlockShare = 0.4;                    // of the mean block: less than that is not the mark

struct Block {
  double begin_s = 0.0;
  double end_s = 0.0;
  double z = 0.0;
  std::array<float, kCodedBits> soft{};
};

class Trail {
 public:
  Trail(SoundStretches& stretches, const WatermarkPattern& pattern, const SyncFinder& finder, PlayedSpeed speed)
      : stretches_(stretches), pattern_(pattern), finder_(finder), speed_(speed) {}

  /// Reads a stretch near an offset; returns the offset it has itself, or the expected one where that cannot be told.
  double read(std::size_t stretch, double expected) {
    const FineTiles tiles = fine_tiles(stretches_.spectrogram(stretch), speed_.pitch);
    const PeriodFold fold = fold_tiles(tiles, speed_.tempo);
    std::size_t best = turned(expected);
    double best_z = -1.0;
    double offset = expected;
    for (int wander = -kWander; wander <= kWander; ++wander) {
      const double z = finder_.z_at(fold, turned(expected + wander));
      if (z <= best_z) continue;
      best_z = z;
      best = turned(expected + wander);
      offset = expected + wander;
    }
    if (best_z < kFollowZ) {
      best = turned(expected);
      offset = expected;
    }
    cut_blocks(tiles, SoundStretches::start_s(stretch), best);
    return offset;
  }

  /// The blocks read so far, in the order of time.
  std::vector<Block> blocks() && {
    std::sort(blocks_.begin(), blocks_.end(), [](const Block& a, const Block& b) { return a.begin_s < b.begin_s; });
    return std::move(blocks_);
  }

 private:
  static std::size_t turned(double offset) {
    const auto whole = static_cast<long>(std::lround(offset));
    const auto period = static_cast<long>(kOffsets);
    return static_cast<std::size_t>(((whole % period) + period) % period);
  }

  void cut_blocks(const FineTiles& tiles, double start_s, std::size_t offset) {
    const double row_s = static_cast<double>(kFineHop) / kMarkRateHz;
    const std::size_t phase = offset % kFinePerPair;
    const std::size_t turn = offset / kFinePerPair;
    const auto row_of = [&](std::size_t pair) {
      return static_cast<std::size_t>(static_cast<double>(phase + pair * kFinePerPair) / speed_.tempo + 0.5);
    };
    for (std::size_t first = 0; row_of(first) < tiles.rows; first += kBlockPairs) {
      Block block;
      double sum = 0.0;
      double square = 0.0;
      std::size_t pair = first;
      for (; pair < first + kBlockPairs && row_of(pair) < tiles.rows; ++pair) {
        const float* values = tiles.value.data() + row_of(pair) * kBandCount;
        const std::size_t tile = ((pair + kPeriodPairs - turn) % kPeriodPairs) * kBandCount;
        for (std::size_t k = 0; k < kBandCount; ++k) {
          const float value = values[k] * static_cast<float>(pattern_.sign[tile + k]);
          const int bit = pattern_.coded_bit[tile + k];
          if (bit >= 0) {
            block.soft[static_cast<std::size_t>(bit)] += value;
          } else {
            sum += value;
            square += static_cast<double>(value) * value;
          }
        }
      }
      block.begin_s = first == 0 ? start_s : start_s + row_s * static_cast<double>(row_of(first));
      block.end_s = start_s + row_s * static_cast<double>(row_of(pair));
      block.z = square > 0.0 ? sum / std::sqrt(square) : 0.0;
      blocks_.push_back(block);
    }
  }

  SoundStretches& stretches_;
  const WatermarkPattern& pattern_;
  const SyncFinder& finder_;
  PlayedSpeed speed_;
  std::vector<Block> blocks_;
};

/// The run with the largest Σ (z − least).
MarkedPart best_run(const std::vector<Block>& blocks, double least) {
  std::size_t best_first = 0;
  std::size_t best_end = blocks.size();
  double best = -1.0;
  double sum = 0.0;
  std::size_t first = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (sum <= 0.0) {
      sum = 0.0;
      first = i;
    }
    sum += blocks[i].z - least;
    if (sum > best) {
      best = sum;
      best_first = first;
      best_end = i + 1;
    }
  }
  MarkedPart part{blocks[best_first].begin_s, blocks[best_end - 1].end_s, {}};
  for (std::size_t i = best_first; i < best_end; ++i) {
    for (std::size_t bit = 0; bit < kCodedBits; ++bit) part.soft[bit] += blocks[i].soft[bit];
  }
  return part;
}

}  // namespace

MarkedPart follow_mark(SoundStretches& stretches, const WatermarkPattern& pattern, const SyncFinder& finder,
                       const SpeedPeak& found, std::size_t stretch) {
  Trail trail(stretches, pattern, finder, found.speed);
  const double steps = SoundStretches::start_s(1) * kMarkRateHz / kFineHop * found.speed.tempo;
  const double here = trail.read(stretch, static_cast<double>(found.peak.offset));
  double offset = here;
  for (std::size_t i = stretch + 1; i < stretches.count(); ++i) offset = trail.read(i, offset - steps);
  offset = here;
  for (std::size_t i = stretch; i-- > 0;) offset = trail.read(i, offset + steps);
  const double stretch_blocks = 2.0 * SoundStretches::start_s(1) / kPeriodS;
  const auto blocks = std::move(trail).blocks();
  const double in_one = std::min(stretch_blocks, static_cast<double>(blocks.size()));
  return best_run(blocks, kBlockShare * found.peak.z / std::sqrt(in_one));
}

}  // namespace timbre::safety
