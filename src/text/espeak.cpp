#include "text/espeak.h"

#include <algorithm>
#include <cstdlib>
#include <dlfcn.h>
#include <filesystem>
#include <mutex>

#include "base/utf8.h"
#include "espeak-ng/speak_lib.h"

namespace timbre::text {
namespace {

constexpr int kIpa = 1 << 1;
constexpr int kPhonemeMode = kIpa | (kEspeakSeparator << 8);
constexpr std::size_t kLongestName = 32;

/// "en" is British to espeak-ng; the acoustic model and the dictionary are American.
std::string voice_name(const std::string& language) {
  if (language == "en") return "en-us";
  if (language == "en-gb") return "en";
  return language;
}

bool is_voice_name(const std::string& language) {
  return !language.empty() && language.size() <= kLongestName &&
         std::all_of(language.begin(), language.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
         });
}

/// Opened when first asked for: linked, it would bring the sound system's thirty libraries into every start
/// (docs/decisions/0005-open-libcurl-when-needed.md).
class Espeak {
 public:
  static Espeak& instance() {
    static Espeak espeak;
    return espeak;
  }

  Result<std::vector<std::string>> phonemes_of(const std::vector<std::string>& phrases, const std::string& language) {
    const std::lock_guard lock(mutex_);
    TRY_VOID(load());
    TRY_VOID(choose(language));
    std::vector<std::string> all;
    bool is_clean = true;
    for (const auto& phrase : phrases) {
      if (!is_clean) TRY_VOID(choose(language));
      is_clean = std::all_of(phrase.begin(), phrase.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
      std::string& one = all.emplace_back();
      const void* rest = phrase.c_str();
      while (rest != nullptr) {
        const char* clause = text_to_phonemes_(&rest, espeakCHARS_UTF8, kPhonemeMode);
        if (clause != nullptr) one.append(clause).push_back(kEspeakSeparator);
      }
    }
    return all;
  }

 private:
  Result<void> load() {
    if (is_loaded_) return {};
    void* library = ::dlopen("libespeak-ng.so.1", RTLD_NOW | RTLD_LOCAL);
    decltype(&espeak_Initialize) initialize = nullptr;
    const bool is_complete = library != nullptr && bind(library, "espeak_Initialize", initialize) &&
                             bind(library, "espeak_SetVoiceByName", set_voice_by_name_) &&
                             bind(library, "espeak_TextToPhonemes", text_to_phonemes_);
    if (!is_complete) {
      return Error{ErrorKind::Unavailable, "espeak-ng cannot be loaded; install the package libespeak-ng1"};
    }
    TRY(const std::string folder, data_folder());
    const char* path = folder.empty() ? nullptr : folder.c_str();
    if (initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, path, espeakINITIALIZE_DONT_EXIT) < 0) {
      return Error{ErrorKind::Unavailable,
                   "espeak-ng cannot be started: its data is missing; install the package espeak-ng-data"};
    }
    is_loaded_ = true;
    return {};
  }

  /// Empty: where espeak-ng looks by itself. A named folder is checked here, as espeak-ng would quietly take another.
  static Result<std::string> data_folder() {
    const char* named = std::getenv("TIMBRE_ESPEAK_DATA");
    if (named == nullptr || *named == '\0') return std::string();
    std::error_code error;
    if (std::filesystem::exists(std::filesystem::path(named) / "phontab", error)) return std::string(named);
    return Error{ErrorKind::Unavailable, "TIMBRE_ESPEAK_DATA names " + printable(named) +
                                             ", which holds no espeak-ng data (no file phontab); name its folder "
                                             "espeak-ng-data, or unset the variable"};
  }

  /// Each time, though it were the same: it is what puts espeak-ng's state back. What was asked before sets what comes
  /// next ("had" makes "read" a past tense), and letters of another script may leave it in another language. It
  /// costs 1.3 kB that espeak-ng 1.51 does not give back.
  Result<void> choose(const std::string& language) {
    if (!is_voice_name(language) || set_voice_by_name_(voice_name(language).c_str()) != EE_OK) {
      return Error{ErrorKind::NotFound, "espeak-ng does not know the language '" + printable(language) +
                                            "'; `espeak-ng --voices` lists those it does"};
    }
    return {};
  }

  template <typename Function>
  static bool bind(void* library, const char* name, Function& function) {
    function = reinterpret_cast<Function>(::dlsym(library, name));
    return function != nullptr;
  }

  std::mutex mutex_;
  bool is_loaded_ = false;
  decltype(&espeak_SetVoiceByName) set_voice_by_name_ = nullptr;
  decltype(&espeak_TextToPhonemes) text_to_phonemes_ = nullptr;
};

}  // namespace

Result<std::vector<std::string>> espeak_ipa_of_each(const std::vector<std::string>& phrases,
                                                    const std::string& language) {
  return Espeak::instance().phonemes_of(phrases, language);
}

Result<std::string> espeak_ipa(const std::vector<std::string>& phrases, const std::string& language) {
  TRY(const std::vector<std::string> each, espeak_ipa_of_each(phrases, language));
  std::string all;
  for (const std::string& one : each) all += one;
  return all;
}

}  // namespace timbre::text
