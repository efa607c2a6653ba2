#include "cli/data_option.h"

#include "base/user_folders.h"

namespace timbre::cli {

Result<std::filesystem::path> data_folder_or_default(const std::string& named) {
  if (!named.empty()) return std::filesystem::path(named);
  return data_folder();
}

}  // namespace timbre::cli
