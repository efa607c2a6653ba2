#pragma once
/// What happens to a marked clip before somebody looks for the mark.

#include <functional>
#include <string>
#include <vector>

#include "watermark/marked_clips.h"

namespace timbre::watermark {

struct Attack {
  std::string name;
  std::string row;  ///< the row of the table it is counted in
  std::function<Clip(const Clip&)> apply;
};

/// All of them, in the order of the table. Random ones are seeded by the clip's name.
[[nodiscard]] std::vector<Attack> attacks();
/// Beyond the table: what is said of in words, measured.
[[nodiscard]] std::vector<Attack> further_attacks();

}  // namespace timbre::watermark
