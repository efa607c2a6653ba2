#include "phones/phones_json.h"

#include "phones/phone_labels.h"

namespace timbre::phones {
namespace {

std::string_view ipa_of(PhoneId id) {
  const InventoryPhone* phone = find_phone(id);
  return phone != nullptr ? phone->ipa : std::string_view();
}

/// CMUdict has stress on vowels only.
std::string arpabet_of(const Phone& phone) {
  return arpabet_of(StressedPhone{phone.id, phone.part == SyllablePart::Nucleus ? phone.stress : Stress::None});
}

Json phone_json(const Phone& phone) {
  Json json = {{"id", phone.id}, {"ipa", ipa_of(phone.id)}, {"after", to_string(phone.after)}};
  if (phone.word == kNoWord) return json;
  json["stress"] = to_string(phone.stress);
  json["word"] = phone.word;
  json["syllable"] = phone.syllable;
  json["part"] = to_string(phone.part);
  json["in_word"] = to_string(phone.in_word);
  json["word_in_phrase"] = to_string(phone.word_in_phrase);
  return json;
}

Json word_json(const PhonedText& text, const PhonedWord& word) {
  Json arpabet = Json::array();
  for (std::size_t i = 0; i < word.phone_count; ++i) arpabet.push_back(arpabet_of(text.phones[word.first_phone + i]));
  return {{"text", word.text}, {"begin", word.begin},           {"end", word.end},
          {"ipa", word.ipa},   {"arpabet", std::move(arpabet)}, {"first_phone", word.first_phone}};
}

std::string_view stress_mark(Stress stress) {
  return stress == Stress::Primary ? "ˈ" : stress == Stress::Secondary ? "ˌ" : "";
}

}  // namespace

Json to_json(const PhonedText& text) {
  Json json = {{"inventory", kInventoryVersion}, {"language", text.language}};
  Json& words = json["words"] = Json::array();
  for (const PhonedWord& word : text.words) words.push_back(word_json(text, word));
  Json& phones = json["phones"] = Json::array();
  for (const Phone& phone : text.phones) phones.push_back(phone_json(phone));
  return json;
}

std::string shown(const PhonedText& text) {
  std::string out;
  const Phone* before = nullptr;
  for (const Phone& phone : text.phones) {
    const bool is_new_word = before != nullptr && phone.word != before->word && phone.word != kNoWord;
    const bool is_new_syllable = before == nullptr || is_new_word || phone.syllable != before->syllable;
    if (is_new_word && out.back() != '\n') out += ' ';
    if (phone.word == kNoWord) {
      out += phone.id == kParagraph ? "" : std::string(" ") + std::string(ipa_of(phone.id));
      out += phone.id == kParagraph || phone.after < Boundary::Sentence ? "" : "\n";
    } else {
      if (is_new_syllable && !is_new_word && before != nullptr && before->word == phone.word) out += '.';
      if (is_new_syllable) out += stress_mark(phone.stress);
      out += ipa_of(phone.id);
    }
    before = &phone;
  }
  if (!out.empty() && out.back() != '\n') out += '\n';
  return out;
}

}  // namespace timbre::phones
