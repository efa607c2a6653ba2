#pragma once
/// The pictures of a take: its waveform and its spectrogram, small enough to show and bounded however long it is.
///
/// Both start fine and, each time they hold too many columns, join neighbours two by two; so an hour costs the memory
/// of a minute, and the result depends on the samples alone, never on how they were handed over.
///
/// - Waveform: per column the lowest and highest sample and the RMS, full scale ±1. At most kMaxWaveformColumns.
/// - Spectrogram: per column and band of equal width the mean power of the 10 ms spectra (dsp/stft.h, 20 ms Hann), as
///   one byte: byte = round((dB + 127.5) · 2), clamped to 0…255, so dB = byte / 2 − 127.5. 0 dB is the power of a mean
///   square of 1 in one bin; a full-scale sine shows about −7 dB. Bands run linearly from 0 Hz to half the rate.
///   At most kMaxSpectrogramColumns × kMaxSpectrogramBands.
///
/// Silence gives zeros and bytes of 0; an empty take gives no columns; a take shorter than 10 ms has a waveform but no
/// spectrogram. Multichannel: the caller hands over the one signal that is judged.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "audio/audio_view.h"
#include "base/result.h"
#include "dsp/stft.h"

namespace timbre::measure {

/// More than a wide screen has room for at twice its density.
inline constexpr std::size_t kMaxWaveformColumns = 4000;
/// 1200 × 256 bytes: a picture that is sharp on screen and small in a page.
inline constexpr std::size_t kMaxSpectrogramColumns = 1200;
inline constexpr std::size_t kMaxSpectrogramBands = 256;

/// Column i spans [i·column_s, (i+1)·column_s); the last may be cut by the end of the take.
struct WaveformCurve {
  double column_s = 0.0;
  std::vector<float> min;
  std::vector<float> max;
  std::vector<float> rms;
};

/// level[column · band_count + band]; band b spans [b·band_hz, (b+1)·band_hz).
struct SpectrogramCurve {
  double column_s = 0.0;
  double band_hz = 0.0;
  std::size_t column_count = 0;
  std::size_t band_count = 0;
  std::vector<std::uint8_t> level;

  [[nodiscard]] static double level_db(std::uint8_t level) { return level / 2.0 - 127.5; }
};

struct Curves {
  int sample_rate_hz = 0;
  double duration_s = 0.0;
  WaveformCurve waveform;
  SpectrogramCurve spectrogram;
};

/// Streaming; push samples and spectra in their own order, in any chunks, then finish once.
class CurvesCollector {
 public:
  explicit CurvesCollector(int sample_rate_hz);
  void push(std::span<const float> samples);
  void push(const dsp::SpectrumFrame& frame);
  [[nodiscard]] Curves finish();

 private:
  // Samples of a group keep one lane each, so that the kernel is plain vector code.
  static constexpr std::size_t kLanes = 16;
  struct Column {
    double min = 0.0;
    double max = 0.0;
    double sum_of_squares = 0.0;
    std::size_t sample_count = 0;
  };

  void add_group(std::span<const float> group);
  void end_column();
  void halve_waveform();
  void halve_spectrogram();
  void end_spectrogram_column();
  [[nodiscard]] WaveformCurve finished_waveform();
  [[nodiscard]] SpectrogramCurve finished_spectrogram();

  int sample_rate_hz_;
  std::size_t sample_count_ = 0;
  std::vector<float> pending_;  // fewer than kLanes samples
  std::size_t groups_per_column_ = 1;
  std::size_t groups_in_column_ = 0;
  Column column_;
  std::vector<Column> columns_;

  dsp::FrameGrid grid_;
  std::size_t bins_per_band_;
  std::size_t band_count_;
  std::size_t frames_per_column_ = 1;
  std::size_t frames_in_column_ = 0;
  std::vector<double> band_sums_;   // of the column being filled
  std::vector<float> mean_powers_;  // of the finished columns, band_count_ each
};

/// The curves of a whole take. InvalidInput for more than one channel: choose the signal to look at first.
[[nodiscard]] Result<Curves> measure_curves(audio::AudioView audio);

}  // namespace timbre::measure
