#include "voice_trial_options.h"

#include <algorithm>
#include <charconv>
#include <sstream>

#include "voice_trial.h"

namespace timbre::app {
namespace {

Result<void> set_number(const std::string& option, const std::string& text, std::size_t least, std::size_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc{} && end == text.data() + text.size() && number >= least && number <= 1000) return {};
  return Error{ErrorKind::InvalidInput,
               option + " is '" + text + "'; give a number from " + std::to_string(least) + " to 1000"};
}

Result<void> set_systems(const std::string& text, std::vector<std::string>& systems) {
  const std::vector<std::string> known = std::move(systems);
  systems.clear();
  std::istringstream parts(text);
  for (std::string one; std::getline(parts, one, ',');) {
    if (std::find(known.begin(), known.end(), one) == known.end()) {
      return Error{ErrorKind::InvalidInput, "--systems knows clone, close, flite, espeak and real, not '" + one + "'"};
    }
    systems.push_back(one);
  }
  return {};
}

Result<void> set_option(const std::string& option, const std::string& value, VoiceTrialOptions& options) {
  std::size_t seed = 0;
  if (option == "--files")
    options.files = value;
  else if (option == "--models")
    options.models = value;
  else if (option == "--text")
    options.text = value;
  else if (option == "--json")
    options.json = value;
  else if (option == "--html")
    options.html = value;
  else if (option == "--systems")
    return set_systems(value, options.systems);
  else if (option == "--speakers")
    return set_number(option, value, 2, options.speakers);
  else if (option == "--sentences")
    return set_number(option, value, 1, options.sentences);
  else if (option == "--threads")
    return set_number(option, value, 1, options.threads);
  else if (option == "--seed") {
    TRY_VOID(set_number(option, value, 0, seed));
    options.seed = seed;
  } else {
    return Error{ErrorKind::InvalidInput, "unknown option " + option + "\n" + voice_trial_usage()};
  }
  return {};
}

}  // namespace

Result<VoiceTrialOptions> parse_voice_trial(const std::vector<std::string>& words) {
  VoiceTrialOptions options;
  for (std::size_t i = 0; i < words.size(); i += 2) {
    if (i + 1 == words.size()) return Error{ErrorKind::InvalidInput, words[i] + " needs a value"};
    TRY_VOID(set_option(words[i], words[i + 1], options));
  }
  if (options.files.empty()) return Error{ErrorKind::InvalidInput, "--files is missing\n" + voice_trial_usage()};
  return options;
}

}  // namespace timbre::app
