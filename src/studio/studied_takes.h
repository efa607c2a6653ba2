#pragma once
/// Takes measured with all that the choice of a clip needs, remembered for a while: a page asks several times.

#include <filesystem>
#include <memory>
#include <string>

#include "base/result.h"
#include "measure/take_meter.h"
#include "studio/remembered.h"

namespace timbre::studio {

class StudiedTakes {
 public:
  static constexpr std::size_t kKept = 4;
  /// Longer ones are measured anew each time: an hour is 70 MB.
  static constexpr double kLongestKeptS = 600.0;

  /// With curves. `sum` tells files apart (their SHA-256). Errors are those of decoding. Thread-safe.
  [[nodiscard]] Result<std::shared_ptr<const measure::MeasuredTake>> study(const std::string& sum,
                                                                           const std::filesystem::path& path);

 private:
  Remembered<measure::MeasuredTake> takes_{kKept};
};

}  // namespace timbre::studio
