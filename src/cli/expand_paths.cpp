#include "cli/expand_paths.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

namespace timbre::cli {
namespace {

constexpr std::array<std::string_view, 24> kExtensions{
    ".wav",  ".wave", ".rf64", ".bw64", ".flac", ".mp3", ".m4a", ".m4b", ".aac", ".ogg", ".oga", ".opus",
    ".webm", ".weba", ".aif",  ".aiff", ".aifc", ".caf", ".mp4", ".mov", ".mkv", ".mka", ".wma", ".w64"};

bool is_audio_name(const std::filesystem::path& path) {
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end();
}

bool is_hidden_below(const std::filesystem::path& path, const std::filesystem::path& folder) {
  const auto inside = path.lexically_relative(folder);
  return std::any_of(inside.begin(), inside.end(),
                     [](const auto& part) { return part.string().starts_with('.') && part != "."; });
}

Result<std::vector<std::filesystem::path>> audio_files_below(const std::filesystem::path& folder, FileSystem& disk) {
  TRY(auto files, disk.list_recursively(folder));
  std::erase_if(files, [&](const auto& file) { return !is_audio_name(file) || is_hidden_below(file, folder); });
  if (!files.empty()) return files;
  return Error{ErrorKind::InvalidInput, "no audio file found in folder '" + folder.string() +
                                            "'. Name the files themselves, or another folder."};
}

}  // namespace

Result<std::vector<std::filesystem::path>> expand_paths(const std::vector<std::string>& arguments, FileSystem& disk) {
  std::vector<std::filesystem::path> found;
  for (const auto& argument : arguments) {
    if (argument == "-") {
      if (std::find(found.begin(), found.end(), "-") != found.end()) {
        return Error{ErrorKind::InvalidInput, "'-' (standard input) is named twice; it can be read only once."};
      }
      found.emplace_back("-");
      continue;
    }
    TRY(const auto status, disk.status(argument));
    if (status.kind == FileKind::Directory) {
      TRY(const auto inside, audio_files_below(argument, disk));
      found.insert(found.end(), inside.begin(), inside.end());
    } else {
      found.emplace_back(argument);  // a missing file is reported with the others, after the good ones are done
    }
  }
  return found;
}

}  // namespace timbre::cli
