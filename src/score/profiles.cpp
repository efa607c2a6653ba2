#include "score/profiles.h"

#include <array>
#include <cassert>
#include <utility>

#include "profiles_json.embed.h"
#include "score/profiles_json.h"

namespace timbre::score {

std::span<const Profile> profiles() {
  // Kept to the end of the process: other statics may still hold a profile when they are destroyed.
  static const auto* const built_in = [] {
    auto parsed = parse_profiles(profiles_json, "docs/formats/profiles.json");
    assert(parsed.ok());
    return new std::vector<Profile>(parsed.ok() ? *std::move(parsed) : std::vector<Profile>(1));
  }();
  return *built_in;
}

const Profile& studio_profile() { return profiles().front(); }

Result<const Profile*> find_profile(std::string_view name) { return find_profile(name, profiles()); }

Result<const Profile*> find_profile(std::string_view name, std::span<const Profile> known) {
  std::string names;
  for (const Profile& profile : known) {
    if (profile.name == name) return &profile;
    names += (names.empty() ? "" : ", ") + profile.name;
  }
  return Error{ErrorKind::NotFound, "there is no profile '" + std::string(name) + "'; known are: " + names};
}

std::string_view to_string(Beyond beyond) {
  constexpr std::array<std::string_view, 5> kNames{"accepts", "refuses", "truncates", "warns", "cuts_at_silence"};
  return kNames[static_cast<std::size_t>(beyond)];
}

std::string_view to_string(WordsNeed need) {
  constexpr std::array<std::string_view, 3> kNames{"none", "optional", "required"};
  return kNames[static_cast<std::size_t>(need)];
}

}  // namespace timbre::score
