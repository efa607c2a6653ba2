#include "cli/known_profiles.h"

#include "base/user_folders.h"
#include "score/profiles_json.h"

namespace timbre::cli {

Result<std::vector<score::Profile>> known_profiles(FileSystem& disk) {
  const auto data = data_folder();
  if (!data.ok()) return std::vector<score::Profile>(score::profiles().begin(), score::profiles().end());
  return score::load_profiles(disk, *data / "profiles");
}

}  // namespace timbre::cli
