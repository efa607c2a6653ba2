#include "clone/detail/speak_request.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/utf8.h"
#include "text/language_name.h"

namespace timbre::clone {
namespace {

std::string number(double value) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  return {digits.data(), end};
}

Result<void> check_range(const char* name, double value, double least, double most) {
  if (value >= least && value <= most) return {};
  return Error{ErrorKind::InvalidInput, std::string(name) + " " + number(value) + ": it may be " + number(least) +
                                            " to " + number(most) + "; choose a value in between"};
}

Error not_taken(const std::string& option, const EngineTraits& traits, const char* plain) {
  return {ErrorKind::InvalidInput, option + ": the engine '" + traits.name + "' does not take it; leave it at " +
                                       plain + ", or choose an engine that does"};
}

Result<void> check_options(const EngineTraits& traits, const SpeakOptions& options) {
  TRY_VOID(check_range("speed", options.speed, 0.5, 2));
  TRY_VOID(check_range("pitch", options.pitch_st, -6, 6));
  TRY_VOID(check_range("expressiveness", options.expressiveness, 0, 2));
  TRY_VOID(check_range("pauses", options.pauses, 0, 3));
  if (options.speed != 1 && !traits.takes_speed) return not_taken("speed " + number(options.speed), traits, "1");
  if (options.pitch_st != 0 && !traits.takes_pitch) return not_taken("pitch " + number(options.pitch_st), traits, "0");
  if (options.expressiveness != 1 && !traits.takes_expressiveness) {
    return not_taken("expressiveness " + number(options.expressiveness), traits, "1");
  }
  if (options.pauses != 1 && !traits.takes_pauses) return not_taken("pauses " + number(options.pauses), traits, "1");
  if (!options.instruction.empty() && !traits.takes_instruction) return not_taken("instruction", traits, "nothing");
  if (options.seed && !traits.takes_seed) return not_taken("seed " + std::to_string(*options.seed), traits, "none");
  if (options.fits_closely && !traits.fits_voices) return not_taken("a closer fit of the voice", traits, "no");
  return {};
}

bool holds(const std::vector<std::string>& languages, const std::string& language) {
  return std::find(languages.begin(), languages.end(), language) != languages.end();
}

bool speaks(const EngineTraits& traits, const std::string& language) {
  return language.empty() || traits.languages.empty() || holds(traits.languages, language) ||
         holds(traits.experimental_languages, language);
}

std::string language_words(const std::string& code) {
  const std::string name = text::language_name(code);
  return name == code ? "'" + printable(code) + "'" : name + " (" + code + ")";
}

std::string list_of(const std::vector<std::string>& languages) {
  std::string list;
  for (const std::string& code : languages) list += (list.empty() ? "" : ", ") + code;
  return list;
}

std::vector<std::string> spoken_by(const EngineTraits& traits) {
  std::vector<std::string> all = traits.languages;
  all.insert(all.end(), traits.experimental_languages.begin(), traits.experimental_languages.end());
  return all;
}

}  // namespace

Result<void> check_request(const EngineTraits& traits, const Voice& voice, const SpeakOptions& options,
                           bool is_detected) {
  TRY_VOID(check_options(traits, options));
  if (!is_detected && !speaks(traits, options.language)) {
    return Error{ErrorKind::InvalidInput, "language " + language_words(options.language) + ": the engine '" +
                                              traits.name + "' speaks " + list_of(spoken_by(traits)) +
                                              "; choose one of these, or another engine"};
  }
  if (traits.needs_transcript && voice.reference_text.empty()) {
    return Error{ErrorKind::InvalidInput,
                 "the engine '" + traits.name +
                     "' needs what is said in the reference clip, word for word; write it down "
                     "or have the clip transcribed, then try again"};
  }
  return {};
}

std::vector<std::string> request_warnings(const EngineTraits& traits, const Voice& voice, const SpeakOptions& options,
                                          bool is_detected) {
  std::vector<std::string> warnings;
  if (traits.needs_transcript && voice.is_text_unchecked) {
    warnings.emplace_back(
        "the transcript of the reference clip was made by a machine and nobody has read it; where it is wrong the "
        "clone takes long and sounds unlike the voice: read and correct it");
  }
  if (is_detected && !speaks(traits, options.language)) {
    warnings.push_back("the text looks like " + language_words(options.language) + ", and the engine '" + traits.name +
                       "' speaks " + list_of(spoken_by(traits)) + "; it may mispronounce it");
  }
  if (holds(traits.experimental_languages, options.language)) {
    warnings.push_back(language_words(options.language) + " is an experiment of the engine '" + traits.name +
                       "': expect an accent and wrong sounds");
  }
  return warnings;
}

}  // namespace timbre::clone
