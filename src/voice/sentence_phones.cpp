#include "voice/sentence_phones.h"

#include <algorithm>

namespace timbre::voice {
namespace {

bool ends_sentence(phones::PhoneId id) {
  return id == phones::kStop || id == phones::kQuestion || id == phones::kExclamation || id == phones::kParagraph;
}

phones::Phone silence() {
  phones::Phone phone;
  phone.id = phones::kSilence;
  return phone;
}

}  // namespace

std::vector<SentencePhones> cut_into_sentences(std::span<const phones::Phone> phones) {
  std::vector<SentencePhones> sentences;
  SentencePhones next{{silence()}, false};
  const auto finish = [&] {
    const bool is_said = std::any_of(next.phones.begin(), next.phones.end(),
                                     [](const phones::Phone& phone) { return phones::is_sound(phone.id); });
    if (is_said) sentences.push_back(std::move(next));
    next = {{silence()}, false};
  };
  for (const phones::Phone& phone : phones) {
    if (phone.id != phones::kParagraph) next.phones.push_back(phone);
    if (!ends_sentence(phone.id)) continue;
    finish();
    if (phone.id == phones::kParagraph && !sentences.empty()) sentences.back().ends_paragraph = true;
  }
  finish();
  return sentences;
}

}  // namespace timbre::voice
