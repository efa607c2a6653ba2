#include "safety/consent_grant.h"

#include <utility>

namespace timbre::safety {

const char* to_string(ConsentStrength strength) {
  return strength == ConsentStrength::Recorded ? "recorded" : "attested";
}

const char* to_string(SpeakerCheck check) {
  switch (check) {
    case SpeakerCheck::SamePerson:
      return "same_person";
    case SpeakerCheck::OtherPerson:
      return "other_person";
    case SpeakerCheck::Undecided:
      return "undecided";
    case SpeakerCheck::NotChecked:
      break;
  }
  return "not_checked";
}

ConsentGrant::ConsentGrant(std::string id, std::string voice_id, ConsentStrength strength, SpeakerCheck speaker_check,
                           ConsentScope scope)
    : id_(std::move(id)),
      voice_id_(std::move(voice_id)),
      strength_(strength),
      speaker_check_(speaker_check),
      scope_(std::move(scope)) {}

}  // namespace timbre::safety
