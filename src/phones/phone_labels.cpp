#include "phones/phone_labels.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace timbre::phones {
namespace {

using Phones = std::vector<StressedPhone>;

struct Label {
  std::string_view name;
  std::array<PhoneId, 2> phones;
};

/// What flite has beside the phones of CMUdict.
constexpr std::array kFliteOnly = {
    Label{"AX", {kSchwa, kPadding}},  Label{"AXR", {kErSchwa, kPadding}}, Label{"IX", {kIh, kPadding}},
    Label{"UX", {kUw, kPadding}},     Label{"EL", {kSchwa, kL}},          Label{"EM", {kSchwa, kM}},
    Label{"EN", {kSchwa, kN}},        Label{"DX", {kT, kPadding}},        Label{"NX", {kN, kPadding}},
    Label{"HV", {kH, kPadding}},      Label{"PAU", {kSilence, kPadding}}, Label{"H#", {kSilence, kPadding}},
    Label{"BRTH", {kNoise, kPadding}}};

/// What is no speech, in pocketsphinx's sets and in corpora.
constexpr std::array kNoSpeech = {
    Label{"SIL", {kSilence, kPadding}},   Label{"SP", {kSilence, kPadding}},     Label{"<SIL>", {kSilence, kPadding}},
    Label{"+NSN+", {kNoise, kPadding}},   Label{"+SPN+", {kNoise, kPadding}},    Label{"SPN", {kNoise, kPadding}},
    Label{"+NOISE+", {kNoise, kPadding}}, Label{"+BREATH+", {kNoise, kPadding}}, Label{"+COUGH+", {kNoise, kPadding}},
    Label{"+SMACK+", {kNoise, kPadding}}, Label{"+UH+", {kNoise, kPadding}},     Label{"+UM+", {kNoise, kPadding}},
    Label{"[NOISE]", {kNoise, kPadding}}, Label{"[COUGH]", {kNoise, kPadding}},  Label{"[SMACK]", {kNoise, kPadding}}};

template <typename List>
const Label* find_label(const List& list, std::string_view name) {
  const auto at = std::find_if(list.begin(), list.end(), [name](const Label& label) { return label.name == name; });
  return at == list.end() ? nullptr : &*at;
}

Phones phones_of(const Label& label) {
  Phones phones = {{label.phones[0], Stress::None}};
  if (label.phones[1] != kPadding) phones.push_back({label.phones[1], Stress::None});
  return phones;
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

/// The phone of CMUdict's name, by whether it is stressed: AH and ER have two each.
PhoneId arpabet_id(std::string_view name, bool is_stressed) {
  if (name == "AH") return is_stressed ? kAh : kSchwa;
  if (name == "ER") return is_stressed ? kEr : kErSchwa;
  for (const InventoryPhone& phone : phone_inventory()) {
    if (!name.empty() && phone.arpabet == name) return phone.id;
  }
  return kPadding;
}

Error unknown(std::string_view label) {
  return {ErrorKind::InvalidInput,
          "the phone label '" + printable(label) + "' is none of the set; docs/phones.md lists those there are"};
}

}  // namespace

Result<Phones> phones_of_label(std::string_view label, LabelSet set) {
  std::string name = upper(label.substr(0, label.find('_')));
  Stress stress = Stress::None;
  bool has_digit = false;
  if (name.size() > 1 && name.back() >= '0' && name.back() <= '2') {
    has_digit = true;
    stress = name.back() == '1' ? Stress::Primary : name.back() == '2' ? Stress::Secondary : Stress::None;
    name.pop_back();
  }
  if (const Label* found = find_label(kNoSpeech, name); found != nullptr) return phones_of(*found);
  const Label* flite = set == LabelSet::Flite ? find_label(kFliteOnly, name) : nullptr;
  if (flite != nullptr) return phones_of(*flite);
  const bool is_stressed_ah = set == LabelSet::Flite && name == "AH" && !has_digit;
  const PhoneId id = arpabet_id(name, stress != Stress::None || is_stressed_ah);
  if (id == kPadding || (has_digit && !is_vowel(id))) return unknown(label);
  return Phones{{id, stress}};
}

Result<Phones> phones_of_arpabet(std::string_view labels) {
  Phones phones;
  while (!labels.empty()) {
    const std::size_t end = std::min(labels.find(' '), labels.size());
    if (end > 0) {
      TRY(const Phones next, phones_of_label(labels.substr(0, end), LabelSet::Arpabet));
      phones.insert(phones.end(), next.begin(), next.end());
    }
    labels.remove_prefix(std::min(end + 1, labels.size()));
  }
  return phones;
}

std::string arpabet_of(StressedPhone phone) {
  const InventoryPhone* found = find_phone(phone.id);
  if (found == nullptr || !is_sound(phone.id)) return {};
  std::string name(found->arpabet);
  if (phone.id == kSchwa) name = "AH";
  if (phone.id == kErSchwa) name = "ER";
  if (phone.id == kTap || phone.id == kGlottal) name = "T";
  if (!is_vowel(phone.id)) return name;
  return name + (phone.stress == Stress::Primary ? "1" : phone.stress == Stress::Secondary ? "2" : "0");
}

}  // namespace timbre::phones
