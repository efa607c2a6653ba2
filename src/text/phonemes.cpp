#include "text/phonemes.h"

namespace timbre::text {

Result<std::vector<std::string>> ipa_phonemes(std::string_view, const std::string&) {
  return Error{ErrorKind::Unavailable, "no phonemes yet"};
}

std::vector<std::string> nearest_cmu_phones(const std::vector<std::string>&) { return {}; }

}  // namespace timbre::text
