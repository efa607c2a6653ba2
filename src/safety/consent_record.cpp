#include "safety/consent_record.h"

namespace timbre::safety {

const char* to_string(ConsentState state) {
  switch (state) {
    case ConsentState::Open:
      return "open";
    case ConsentState::Given:
      return "given";
    case ConsentState::Refused:
      return "refused";
    case ConsentState::Revoked:
      return "revoked";
  }
  return "unknown";
}

}  // namespace timbre::safety
