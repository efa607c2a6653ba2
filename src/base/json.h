#pragma once
/// The one place that names the JSON library. Objects keep the order in which keys were written, so that the same
/// scorecard is the same bytes.

#include "nlohmann/json.hpp"

namespace timbre {

using Json = nlohmann::ordered_json;

}  // namespace timbre
