#pragma once
/// Compares a contour with Praat's (tests/oracle/praat/README.md).

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "measure/pitch.h"
#include "measure/pitch_spread.h"

namespace timbre::delivery {

/// Boersma's and Rabiner's convention: a pitch that is off by more than a fifth is a gross error.
inline constexpr double kGrossError = 0.2;

struct PitchAgreement {
  std::size_t frames = 0;         ///< both analysed
  std::size_t voicing_error = 0;  ///< one voiced, the other not
  std::size_t both_voiced = 0;
  std::size_t gross_error = 0;  ///< of both voiced

  PitchAgreement& operator+=(const PitchAgreement& other) {
    frames += other.frames;
    voicing_error += other.voicing_error;
    both_voiced += other.both_voiced;
    gross_error += other.gross_error;
    return *this;
  }
  [[nodiscard]] double gross_percent() const {
    return both_voiced > 0 ? 100.0 * static_cast<double>(gross_error) / static_cast<double>(both_voiced) : 0.0;
  }
  [[nodiscard]] double voicing_percent() const {
    return frames > 0 ? 100.0 * static_cast<double>(voicing_error) / static_cast<double>(frames) : 0.0;
  }
};

/// One number a frame, −1 where Praat has no analysis frame; nothing when there is no such file.
inline std::optional<std::vector<double>> read_praat(const std::string& clip_name) {
  const char* source = std::getenv("TIMBRE_SOURCE");
  const std::filesystem::path root = source != nullptr ? source : ".";
  std::ifstream file(root / "tests/oracle/praat" / (clip_name + ".f0"));
  if (!file) return std::nullopt;
  std::vector<double> f0_hz;
  for (std::string line; std::getline(file, line);) f0_hz.push_back(line == "-" ? -1.0 : std::stod(line));
  return f0_hz;
}

inline PitchAgreement compare(const measure::PitchContour& ours, const std::vector<double>& praat) {
  PitchAgreement agreement;
  for (std::size_t i = 0; i < praat.size() && i < ours.f0_hz.size(); ++i) {
    if (praat[i] < 0.0) continue;
    ++agreement.frames;
    const double f0_hz = ours.f0_hz[i];
    if ((f0_hz > 0.0) != (praat[i] > 0.0)) ++agreement.voicing_error;
    if (f0_hz <= 0.0 || praat[i] <= 0.0) continue;
    ++agreement.both_voiced;
    if (std::abs(f0_hz / praat[i] - 1.0) > kGrossError) ++agreement.gross_error;
  }
  return agreement;
}

/// Praat's numbers as a contour; frames it did not analyse are unvoiced.
inline measure::PitchContour contour_of(const std::vector<double>& praat) {
  measure::PitchContour contour;
  for (const double f0_hz : praat) contour.f0_hz.push_back(static_cast<float>(std::max(f0_hz, 0.0)));
  return contour;
}

}  // namespace timbre::delivery
