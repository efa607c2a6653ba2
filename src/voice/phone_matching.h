#pragma once
/// Times for the sounds of one pronunciation, taken from another pronunciation of the same word whose times are known.

#include <span>
#include <vector>

#include "base/units.h"
#include "phones/phone_inventory.h"

namespace timbre::voice {

struct HeardSound {
  phones::PhoneId id = phones::kPadding;
  TimeRange range;
};

/// A range for each of `wanted`, in order and without gaps, from where `heard` begins to where it ends; none where
/// either is empty. As many sounds as were heard take their times one by one. Else the two are matched in order so that
/// the sum of phones::feature_distance is least; a sound that is matched with several takes all their time, several
/// that are matched with one take equal parts.
[[nodiscard]] std::vector<TimeRange> match_times(std::span<const phones::PhoneId> wanted,
                                                 std::span<const HeardSound> heard);

}  // namespace timbre::voice
