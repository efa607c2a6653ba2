#pragma once
/// The grid that a mark lies on, which embedder and detector share. Theory: docs/watermark.md.
///
/// Sound is looked at with 16,000 samples a second in frames of 32 ms, one every 16 ms, and in sub-bands of 62.5 Hz
/// from 406 to 3,906 Hz, which a telephone leaves. A tile is one pair of frames in one sub-band: its first frame is
/// made a little louder and its second a little softer, or the other way round. The pattern of signs repeats every 64
/// pairs.

#include <cstddef>

namespace timbre::safety {

inline constexpr int kMarkRateHz = 16000;
inline constexpr std::size_t kMarkHop = 256;
inline constexpr std::size_t kMarkWindow = 2 * kMarkHop;
inline constexpr std::size_t kFirstMarkBin = 13;  ///< of a transform of kMarkWindow
inline constexpr std::size_t kBinsPerBand = 2;
inline constexpr std::size_t kBandCount = 56;
inline constexpr std::size_t kPeriodPairs = 64;
inline constexpr std::size_t kPeriodTiles = kPeriodPairs * kBandCount;
inline constexpr double kFrameS = static_cast<double>(kMarkHop) / kMarkRateHz;
inline constexpr double kPairS = 2.0 * kFrameS;
inline constexpr double kPeriodS = kPeriodPairs * kPairS;  ///< 2.048 s

/// Each coded bit lies inside one of the four segments of a period, so that the embedder needs to look ahead one
/// segment only.
inline constexpr std::size_t kSegmentCount = 4;
inline constexpr std::size_t kSegmentPairs = kPeriodPairs / kSegmentCount;
inline constexpr std::size_t kSegmentFrames = 2 * kSegmentPairs;

}  // namespace timbre::safety
