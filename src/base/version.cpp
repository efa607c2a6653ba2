#include "base/version.h"

namespace timbre {

const std::string_view kVersion = TIMBRE_VERSION;

}  // namespace timbre
