#include "built_in_system.h"

namespace timbre::app {

Result<VoiceSystem> built_in_system(const std::filesystem::path& models, FileSystem& /*disk*/) {
  return Error{ErrorKind::Unavailable, "there is no acoustic model in " + models.string() + " yet"};
}

}  // namespace timbre::app
