#include "cloud/aws_profiles.h"

#include <algorithm>
#include <cctype>
#include <optional>

namespace timbre::cloud {
namespace {

constexpr std::uintmax_t kMaxBytes = 1'000'000;

std::string_view trimmed(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

/// A comment begins after a space.
std::string_view without_comment(std::string_view value) {
  for (std::size_t i = 1; i < value.size(); ++i) {
    const bool is_after_space = value[i - 1] == ' ' || value[i - 1] == '\t';
    if (is_after_space && (value[i] == '#' || value[i] == ';')) return trimmed(value.substr(0, i));
  }
  return value;
}

/// "default" of "[default]" and of "[profile default]"; none for a section that is no profile.
std::optional<std::string> profile_of(std::string_view section, bool is_config) {
  if (!is_config || section == "default") return std::string(section);
  constexpr std::string_view kPrefix = "profile";
  if (!section.starts_with(kPrefix) || section.size() <= kPrefix.size()) return std::nullopt;
  const char after = section[kPrefix.size()];
  if (after != ' ' && after != '\t') return std::nullopt;
  return std::string(trimmed(section.substr(kPrefix.size())));
}

Error unreadable(const std::string& file_name, std::size_t line) {
  return {ErrorKind::InvalidInput, "'" + file_name + "', line " + std::to_string(line) +
                                       ": neither [a profile] nor name = value; correct it or take the line out"};
}

}  // namespace

std::string AwsProfiles::value(const std::string& profile, const std::string& key) const {
  const auto found = by_name.find(profile);
  if (found == by_name.end()) return {};
  const auto at = found->second.find(key);
  return at == found->second.end() ? "" : at->second;
}

Result<AwsProfiles> parse_aws_profiles(std::string_view text, const std::string& file_name, bool is_config) {
  AwsProfiles profiles;
  std::optional<std::string> profile;
  bool is_in_section = false;
  std::size_t line_number = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view raw = text.substr(at, end - at);
    const std::string_view line = trimmed(raw);
    at = end + 1;
    ++line_number;
    const bool is_nested = !raw.empty() && (raw.front() == ' ' || raw.front() == '\t');
    if (line.empty() || line.front() == '#' || line.front() == ';' || is_nested) continue;
    if (line.front() == '[') {
      const auto close = line.find(']');
      if (close == std::string_view::npos) return unreadable(file_name, line_number);
      profile = profile_of(trimmed(line.substr(1, close - 1)), is_config);
      if (profile) profiles.by_name.try_emplace(*profile);
      is_in_section = true;
      continue;
    }
    const auto equals = line.find('=');
    if (equals == std::string_view::npos || !is_in_section) return unreadable(file_name, line_number);
    if (!profile) continue;
    profiles.by_name[*profile][lower(trimmed(line.substr(0, equals)))] =
        std::string(without_comment(trimmed(line.substr(equals + 1))));
  }
  return profiles;
}

Result<AwsProfiles> read_aws_profiles(const AwsSurroundings& surroundings, FileSystem& disk) {
  const auto read = [&](const char* variable, const char* name, bool is_config) -> Result<AwsProfiles> {
    const std::string named = surroundings.variable(variable);
    if (named.empty() && surroundings.home.empty()) return AwsProfiles{};
    const std::filesystem::path file = named.empty() ? surroundings.home / ".aws" / name : std::filesystem::path(named);
    TRY(const FileStatus status, disk.status(file));
    if (status.kind == FileKind::Missing) return AwsProfiles{};
    TRY(const std::string text, disk.read(file, kMaxBytes));
    return parse_aws_profiles(text, file.string(), is_config);
  };
  TRY(AwsProfiles all, read("AWS_CONFIG_FILE", "config", true));
  TRY(const AwsProfiles credentials, read("AWS_SHARED_CREDENTIALS_FILE", "credentials", false));
  for (const auto& [name, profile] : credentials.by_name) {
    for (const auto& [key, value] : profile) all.by_name[name][key] = value;
    all.by_name.try_emplace(name);
  }
  return all;
}

}  // namespace timbre::cloud
