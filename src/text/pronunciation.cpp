#include "text/pronunciation.h"

#include <mutex>
#include <optional>

#include "text/phonemes.h"

namespace timbre::text {

struct Pronouncer::State {
  FileSystem& disk;
  std::filesystem::path path;
  std::once_flag loaded;
  std::optional<CmuDictionary> dictionary;

  const CmuDictionary* lazy_dictionary() {
    std::call_once(loaded, [this] {
      auto read = CmuDictionary::load(path, disk);
      if (read.ok()) dictionary = std::move(read).value();
    });
    return dictionary ? &*dictionary : nullptr;
  }
};

namespace {

Result<std::vector<Pronunciation>> by_rule(std::string_view word, const std::string& language) {
  TRY(const auto ipa, ipa_phonemes(word, language));
  Pronunciation phones = nearest_cmu_phones(ipa);
  if (phones.empty()) return std::vector<Pronunciation>{};
  return std::vector<Pronunciation>{std::move(phones)};
}

/// The first pronunciations of a compound's parts in a row; empty when one of them is not in the dictionary.
Pronunciation by_parts(std::string_view word, const CmuDictionary& dictionary) {
  Pronunciation whole;
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t end = std::min(word.find('-', at), word.size());
    const auto part = dictionary.pronunciations(word.substr(at, end - at));
    if (part.empty()) return {};
    whole.insert(whole.end(), part.front().begin(), part.front().end());
    at = end + 1;
  }
  return whole;
}

}  // namespace

Pronouncer::Pronouncer(FileSystem& disk, std::filesystem::path dictionary)
    : state_(new State{disk, std::move(dictionary), {}, {}}) {}

Pronouncer::~Pronouncer() = default;

Result<std::vector<Pronunciation>> Pronouncer::pronounce(std::string_view word, const std::string& language) {
  const bool is_american = language == "en" || language == "en-us";
  const CmuDictionary* dictionary = is_american ? state_->lazy_dictionary() : nullptr;
  if (dictionary == nullptr) return by_rule(word, language);
  std::vector<Pronunciation> found = dictionary->pronunciations(word);
  if (!found.empty()) return found;
  if (word.find('-') != std::string_view::npos) {
    Pronunciation compound = by_parts(word, *dictionary);
    if (!compound.empty()) return std::vector<Pronunciation>{std::move(compound)};
  }
  return by_rule(word, language);
}

}  // namespace timbre::text
