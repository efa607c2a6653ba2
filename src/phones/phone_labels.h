#pragma once
/// The labels that corpora and recognisers put on sounds, as sounds of the inventory.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "phones/ipa_reading.h"

namespace timbre::phones {

enum class LabelSet {
  Arpabet,       ///< CMUdict, speechocean762: "AH0", "T"; a position behind an underscore ("AH0_I") is passed over
  Pocketsphinx,  ///< its en-us model: CMUdict without stress, "SIL", "+NOISE+"
  Flite,         ///< flite's and Festival's radio set: "ax", "el", "pau"
};

/// The sounds of one label, one or two ("el"). Without a stress digit AH and ER are the unstressed ones, which are the
/// more frequent, but of Flite's only ER, as that set has "ax" beside "ah". Taps and glottal stops are T.
/// InvalidInput names the label.
[[nodiscard]] Result<std::vector<StressedPhone>> phones_of_label(std::string_view label, LabelSet set);

/// Of a whole pronunciation in ARPAbet, labels parted by spaces: "R EH1 D".
[[nodiscard]] Result<std::vector<StressedPhone>> phones_of_arpabet(std::string_view labels);

/// As CMUdict writes it: "AH0". Empty for what is no sound of speech.
[[nodiscard]] std::string arpabet_of(StressedPhone phone);

}  // namespace timbre::phones
