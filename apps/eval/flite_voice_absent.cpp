// Built in place of flite_voice.cpp where flite is not there.
#include "flite_voice.h"

namespace timbre::app {

Result<VoiceSystem> flite_voice() {
  return Error{ErrorKind::Unavailable,
               "timbre-eval was built without flite; install the package flite1-dev and build it again"};
}

}  // namespace timbre::app
