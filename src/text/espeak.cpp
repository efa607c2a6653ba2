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

/// espeak-ng hands over what it has spoken, and the end of it without samples.
int collect(short* samples, int count, espeak_EVENT* events) {
  auto* spoken = static_cast<std::vector<float>*>(events->user_data);
  for (int i = 0; samples != nullptr && i < count; ++i) spoken->push_back(static_cast<float>(samples[i]) / 32768.0F);
  return 0;
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

  Result<EspeakSpeech> speech_of(const std::string& text, const EspeakVoice& voice) {
    const std::lock_guard lock(mutex_);
    TRY_VOID(load());
    TRY_VOID(choose(voice.language));
    EspeakSpeech speech{rate_hz_, {}};
    set_callback_(collect);
    const bool is_spoken =
        set_parameter_(espeakPITCH, voice.pitch, 0) == EE_OK &&
        set_parameter_(espeakRATE, voice.words_per_minute, 0) == EE_OK &&
        synth_(text.c_str(), text.size() + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8, nullptr, &speech.samples) == EE_OK;
    if (!is_spoken || speech.samples.empty()) {
      return Error{ErrorKind::Unavailable, "espeak-ng has not spoken '" + printable(text) + "'; try another text"};
    }
    return speech;
  }

 private:
  Result<void> load() {
    if (is_loaded_) return {};
    void* library = ::dlopen("libespeak-ng.so.1", RTLD_NOW | RTLD_LOCAL);
    decltype(&espeak_Initialize) initialize = nullptr;
    const bool is_complete = library != nullptr && bind(library, "espeak_Initialize", initialize) &&
                             bind(library, "espeak_SetVoiceByName", set_voice_by_name_) &&
                             bind(library, "espeak_TextToPhonemes", text_to_phonemes_) &&
                             bind(library, "espeak_SetSynthCallback", set_callback_) &&
                             bind(library, "espeak_SetParameter", set_parameter_) &&
                             bind(library, "espeak_Synth", synth_);
    if (!is_complete) {
      return Error{ErrorKind::Unavailable, "espeak-ng cannot be loaded; install the package libespeak-ng1"};
    }
    TRY(const std::string folder, data_folder());
    const char* path = folder.empty() ? nullptr : folder.c_str();
    rate_hz_ = initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, path, espeakINITIALIZE_DONT_EXIT);
    if (rate_hz_ <= 0) {
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
  int rate_hz_ = 0;
  decltype(&espeak_SetVoiceByName) set_voice_by_name_ = nullptr;
  decltype(&espeak_TextToPhonemes) text_to_phonemes_ = nullptr;
  decltype(&espeak_SetSynthCallback) set_callback_ = nullptr;
  decltype(&espeak_SetParameter) set_parameter_ = nullptr;
  decltype(&espeak_Synth) synth_ = nullptr;
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

Result<EspeakSpeech> espeak_speech(const std::string& text, const EspeakVoice& voice) {
  if (voice.pitch < 0 || voice.pitch > 99 || voice.words_per_minute < 80 || voice.words_per_minute > 450) {
    return Error{ErrorKind::InvalidInput,
                 "espeak-ng speaks with a pitch of 0 to 99 at 80 to 450 words a minute; asked for " +
                     std::to_string(voice.pitch) + " at " + std::to_string(voice.words_per_minute)};
  }
  return Espeak::instance().speech_of(text, voice);
}

}  // namespace timbre::text
