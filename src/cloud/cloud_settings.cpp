#include "cloud/cloud_settings.h"

#include <algorithm>
#include <cstdlib>

#include "cloud/json_fields.h"

namespace timbre::cloud {
namespace {

constexpr std::uintmax_t kMaxBytes = 1'000'000;

const char* named_file() {
  return std::getenv("TIMBRE_ENGINES");  // NOLINT(concurrency-mt-unsafe): nothing here sets variables
}

}  // namespace

std::string CloudSettings::where(const std::string& section) const { return file.filename().string() + ": " + section; }

std::filesystem::path cloud_settings_file(const std::filesystem::path& data_folder) {
  const char* named = named_file();
  return named != nullptr && *named != '\0' ? std::filesystem::path(named) : data_folder / "engines.json";
}

Result<CloudSettings> parse_cloud_settings(std::string_view bytes, const std::filesystem::path& file) {
  CloudSettings settings;
  settings.file = file;
  Json all;
  try {
    all = Json::parse(bytes);
  } catch (const Json::parse_error& error) {
    // Not its words: they can quote what is in the file.
    const std::size_t at = std::min<std::size_t>(error.byte, bytes.size());
    const auto line = 1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    return Error{ErrorKind::InvalidInput, "'" + file.string() + "', line " + std::to_string(line) +
                                              ": this is no JSON; the form is in docs/formats/engines.md"};
  }
  JsonFields fields(all, file.filename().string());
  settings.sagemaker = fields.value("sagemaker");
  settings.openai_audio = fields.value("openai_audio");
  settings.advice = fields.value("advice");
  TRY_VOID(fields.done());
  return settings;
}

Result<CloudSettings> read_cloud_settings(const std::filesystem::path& data_folder, FileSystem& disk) {
  const std::filesystem::path file = cloud_settings_file(data_folder);
  TRY(const FileStatus status, disk.status(file));
  if (status.kind == FileKind::Missing) {
    const bool is_named = file != data_folder / "engines.json";
    if (is_named) return Error{ErrorKind::NotFound, "'" + file.string() + "', named by TIMBRE_ENGINES, is not there"};
    CloudSettings none;
    none.file = file;
    return none;
  }
  TRY(const std::string bytes, disk.read(file, kMaxBytes));
  return parse_cloud_settings(bytes, file);
}

}  // namespace timbre::cloud
