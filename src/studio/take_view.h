#pragma once
/// The pictures of a take for the page: waveform, spectrogram, loudness and pitch, as JSON.

#include <filesystem>
#include <list>
#include <memory>
#include <mutex>
#include <string>

#include "base/json.h"
#include "base/result.h"
#include "measure/take_meter.h"

namespace timbre::studio {

/// Goes up when the same file gives another view.
inline constexpr int kTakeViewVersion = 1;

/// {"duration_s", "sample_rate_hz",
///  "peaks": {"step_s", "min": [], "max": []}: column i spans [i·step_s, (i+1)·step_s), full scale ±1, to four digits;
///  "loudness": {"start_s", "step_s", "window_s", "lufs": []} and "pitch": {"start_s", "step_s", "hz": []}: value i is
///    drawn at start_s + i·step_s, null in silence and without voice;
///  "spectrogram": {"columns", "rows", "step_s", "hz": rows + 1 edges from 0 Hz up, "top_db", "range_db", "data"}}.
/// `data` is base64 of rows·columns bytes, row by row from the lowest frequency up; a byte b stands for
/// top_db − range_db · (1 − b/255) dB. The size is bounded however long the take is: about 0.5 MB.
[[nodiscard]] Json view_json(const measure::TakeCurves& curves);

/// Makes views and remembers the last ones. Thread-safe; several files are read beside each other.
class TakeViews {
 public:
  static constexpr std::size_t kKept = 8;

  /// The view of a file as text. `name` tells files apart (their SHA-256): the same name gives the remembered view.
  /// Errors are those of decoding.
  [[nodiscard]] Result<std::shared_ptr<const std::string>> view(const std::string& name,
                                                                const std::filesystem::path& path);

 private:
  struct Entry {
    std::string name;
    std::shared_ptr<const std::string> json;
  };
  [[nodiscard]] std::shared_ptr<const std::string> find(const std::string& name);

  std::mutex mutex_;
  std::list<Entry> entries_;  // the one used last comes first
};

}  // namespace timbre::studio
