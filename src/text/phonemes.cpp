#include "text/phonemes.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <dlfcn.h>
#include <mutex>

#include "base/utf8.h"
#include "espeak-ng/speak_lib.h"

namespace timbre::text {
namespace {

constexpr char kSeparator = '_';
constexpr int kIpa = 1 << 1;
constexpr int kPhonemeMode = kIpa | (kSeparator << 8);
constexpr std::size_t kLongestWordBytes = 60;     // espeak-ng's own buffers are of fixed size
constexpr std::size_t kLongestPhraseBytes = 300;  // it looks no further than a clause anyway

/// "en" is British to espeak-ng; the acoustic model and the dictionary are American.
std::string voice_name(const std::string& language) {
  if (language == "en") return "en-us";
  return language;
}

bool is_punctuation(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return std::ispunct(static_cast<unsigned char>(c)) != 0; });
}

/// The process's one espeak-ng, opened when first asked for: linked, it would bring the sound system's thirty libraries
/// into every start (docs/decisions/0005-open-libcurl-when-needed.md).
class Espeak {
 public:
  static Espeak& instance() {
    static Espeak espeak;
    return espeak;
  }

  Result<std::string> phonemes_of(const std::vector<std::string>& phrases, const std::string& language) {
    const std::lock_guard lock(mutex_);
    TRY_VOID(load());
    TRY_VOID(choose(language));
    std::string all;
    for (const auto& phrase : phrases) {
      const void* rest = phrase.c_str();
      while (rest != nullptr) {
        const char* clause = text_to_phonemes_(&rest, espeakCHARS_UTF8, kPhonemeMode);
        if (clause != nullptr) all.append(clause).push_back(kSeparator);
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
    if (initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, nullptr, espeakINITIALIZE_DONT_EXIT) < 0)
      return Error{ErrorKind::Unavailable,
                   "espeak-ng cannot be started: its data is missing; install the package espeak-ng-data"};
    is_loaded_ = true;
    return {};
  }

  Result<void> choose(const std::string& language) {
    if (!language.empty() && language == chosen_) return {};
    chosen_.clear();  // after a refusal espeak-ng may hold any voice
    const bool is_name =
        !language.empty() && language.size() <= 32 && std::all_of(language.begin(), language.end(), [](char c) {
          return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
        });
    if (!is_name || set_voice_by_name_(voice_name(language).c_str()) != EE_OK)
      return Error{ErrorKind::NotFound, "espeak-ng does not know the language '" + printable(language) +
                                            "'; `espeak-ng --voices` lists those it does"};
    chosen_ = language;
    return {};
  }

  template <typename Function>
  static bool bind(void* library, const char* name, Function& function) {
    function = reinterpret_cast<Function>(::dlsym(library, name));
    return function != nullptr;
  }

  std::mutex mutex_;
  bool is_loaded_ = false;
  std::string chosen_;
  decltype(&espeak_SetVoiceByName) set_voice_by_name_ = nullptr;
  decltype(&espeak_TextToPhonemes) text_to_phonemes_ = nullptr;
};

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// Cuts at most `limit` bytes, never within a code point.
std::string_view shortened(std::string_view word, std::size_t limit) {
  if (word.size() <= limit) return word;
  while (limit > 0 && is_continuation(word[limit])) --limit;
  return word.substr(0, limit);
}

/// The text in pieces that are safe for espeak-ng: well-formed, no control characters, words and pieces bounded.
std::vector<std::string> safe_phrases(std::string_view words) {
  const std::string text = valid_utf8(words.substr(0, words.find('\0')));
  const auto is_space = [](char byte) { return static_cast<unsigned char>(byte) <= ' ' || byte == 0x7F; };
  std::vector<std::string> phrases;
  for (auto at = text.begin(); at != text.end();) {
    at = std::find_if_not(at, text.end(), is_space);
    const auto end = std::find_if(at, text.end(), is_space);
    const std::string_view word = shortened(std::string_view(at, end), kLongestWordBytes);
    at = end;
    if (is_punctuation(word)) continue;  // it would be spelt out
    if (phrases.empty() || phrases.back().size() + word.size() >= kLongestPhraseBytes) phrases.emplace_back();
    phrases.back().append(phrases.back().empty() ? "" : " ").append(word);
  }
  return phrases;
}

/// Drops stress, length, ties and espeak-ng's own marks from one phoneme.
std::string bare(std::string phoneme) {
  constexpr std::array<std::string_view, 9> kMarks = {"ˈ", "ˌ", "ː", "ˑ", "͡", "‿", "-", "?", "\u200d"};
  for (const auto mark : kMarks) {
    for (auto at = phoneme.find(mark); at != std::string::npos; at = phoneme.find(mark)) phoneme.erase(at, mark.size());
  }
  return phoneme;
}

}  // namespace

Result<std::vector<std::string>> ipa_phonemes(std::string_view words, const std::string& language) {
  TRY(const std::string all, Espeak::instance().phonemes_of(safe_phrases(words), language));
  std::vector<std::string> phonemes;
  std::string phoneme;
  bool is_switch = false;  // "(fr)": the rest is pronounced in another language
  for (const char byte : all) {
    is_switch = is_switch || byte == '(';
    if (!is_switch && byte != kSeparator && byte != ' ' && byte != '\n') {
      phoneme.push_back(byte);
      continue;
    }
    if (byte == ')') is_switch = false;
    phoneme = bare(std::move(phoneme));
    if (!phoneme.empty()) phonemes.push_back(std::move(phoneme));
    phoneme.clear();
  }
  return phonemes;
}

}  // namespace timbre::text
