#pragma once
/// The list of takes as text. The page asks for all of it, ten thousand takes too, so it is written without a tree of
/// values in between.

#include <string>

#include "store/take.h"

namespace timbre::server {

/// {"total": n, "takes": [each as to_json(TakeSummary) of take_json.h]}
[[nodiscard]] std::string list_text(const store::TakeList& list);

}  // namespace timbre::server
