#pragma once
/// SRMR, the speech-to-reverberation modulation energy ratio: how dry a voice sounds, without a reference.
///
/// T. H. Falk, C. Zheng, W.-Y. Chan, "A non-intrusive quality and intelligibility measure of reverberant and
/// dereverberated speech", IEEE TASLP 18(7), 2010. 23 gammatone bands of order 4 on the ERB scale from 125 Hz to just
/// below half the rate; the envelope of each goes through 8 modulation filters, 4 … 128 Hz, Q = 2; SRMR is the energy
/// in modulation bands 1–4 over that in bands 5–K*, summed over the acoustic bands and averaged over 256 ms Hamming
/// windows with a hop of 64 ms. K* is the highest modulation band that the gammatone bandwidth holding 90 % of the
/// energy (from below) can carry: speech lives at 4–18 Hz, and a room's tail spreads it upwards.
///
/// How it is made fast, 2 to 4 % above the slow definition (srmr_test.cpp): each gammatone is the signal shifted to
/// 0 Hz and four one-pole low-passes, eight bands at a time; envelopes are taken at 2 kHz and filtered at 1 kHz; and
/// since Hamming windows at a quarter hop add up to a constant in power, windows are not formed: only the first and the
/// last 192 ms weigh differently from the paper.
///
/// Unit: none. Range 0 … about 15; dry close speech 3 … 12, a reverberant hall 1 … 3. Higher is drier, but it differs
/// by voice and text: two rooms compare well only through the same voice. Noise lowers it: show it only where the SNR
/// is at least ~20 dB. Silence, or less than 0.5 s: none and why. Valid at 8 and 16 kHz: feed it the 16 kHz analysis
/// signal (the stored rate where that is lower, at least 4 kHz). A one-shot multichannel view is judged as the mean of
/// its channels, resampled to 16 kHz when it is faster.

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "audio/audio_view.h"
#include "base/result.h"
#include "measure/reading.h"

namespace timbre::measure {

inline constexpr std::size_t kSrmrBandCount = 23;
inline constexpr std::size_t kSrmrModulationCount = 8;

/// Energies by acoustic band (low to high) and modulation band (4 … 128 Hz).
using ModulationEnergies = std::array<std::array<double, kSrmrModulationCount>, kSrmrBandCount>;

/// Centre frequency of an acoustic band, Hz (M. Slaney's ERB spacing: band 0 is 125 Hz).
[[nodiscard]] double srmr_center_hz(int rate_hz, std::size_t band);
/// Equivalent rectangular bandwidth at a frequency, Hz (Glasberg & Moore 1990).
[[nodiscard]] double erb_hz(double frequency_hz);
/// Centre frequency of a modulation band, Hz.
[[nodiscard]] double srmr_modulation_hz(std::size_t modulation);
/// The ratio itself; 0 when there is no energy.
[[nodiscard]] double srmr_of(const ModulationEnergies& energies, int rate_hz);

/// Streaming; any chunking gives the same result.
class SrmrMeter {
 public:
  explicit SrmrMeter(int rate_hz);
  void push(std::span<const float> samples);
  [[nodiscard]] Reading finish() const;
  /// What the ratio is made of, summed over the take.
  [[nodiscard]] const ModulationEnergies& energies() const { return energies_; }

 private:
  static constexpr std::size_t kLanes = 8;
  static constexpr std::size_t kLaneCount = 24;  // one band more than there is: three full groups
  static constexpr std::size_t kGroupCount = kLaneCount / kLanes;
  static constexpr std::size_t kOrder = 4;
  static constexpr std::size_t kHistory = 6;  // of the half-band filter

  struct Group {
    std::array<float, kLanes> pole{};
    std::array<float, kLanes> turn_cos{};  // by how far the oscillator turns in a block
    std::array<float, kLanes> turn_sin{};
    std::array<std::array<float, kLanes>, kOrder> re{};
    std::array<std::array<float, kLanes>, kOrder> im{};
    std::vector<float> oscillator;  // kLanes cosines, kLanes sines for each sample of a block
  };
  struct Modulation {
    float b0 = 0.0F, a1 = 0.0F, a2 = 0.0F;
    std::array<float, kLaneCount> s1{};
    std::array<float, kLaneCount> s2{};
  };

  static void filter(const float* samples, std::size_t block_count, std::size_t step, Group& group, float* envelope);
  static void decimate(const float* fast, float* slow);
  static void modulate(const float* envelope, Modulation& modulation, float* energy);
  void take_hop(const float* samples);
  void make_groups();
  void make_modulations();

  int rate_hz_;
  std::size_t step_;  // samples per envelope sample
  std::array<Group, kGroupCount> groups_;
  std::array<Modulation, kSrmrModulationCount> modulations_;
  std::vector<float> pending_;
  std::vector<float> fast_;  // envelopes at ~2 kHz, kLaneCount each, with kHistory old ones before
  std::vector<float> slow_;  // at ~1 kHz
  ModulationEnergies energies_{};
  std::size_t hop_count_ = 0;
};

/// InvalidInput for a rate outside 1 … 768 kHz.
[[nodiscard]] Result<Reading> measure_srmr(const audio::AudioView& view);

}  // namespace timbre::measure
