// A grant is had from the consent book alone: nobody assembles one.
#include "safety/consent_grant.h"

namespace timbre::safety {

std::string voice_of(const ConsentGrant& grant) { return grant.voice_id(); }

#ifdef TIMBRE_MISUSE
ConsentGrant forged() { return ConsentGrant("id", "voice", ConsentStrength::Recorded, SpeakerCheck::SamePerson, {}); }
#endif

}  // namespace timbre::safety
