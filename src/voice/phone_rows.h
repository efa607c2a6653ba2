#pragma once
/// What the acoustic model is given for each sound and mark of a text, and for each frame of them, in training and in
/// the product.

#include <cstddef>
#include <span>
#include <vector>

#include "phones/phone.h"

namespace timbre::voice {

/// 80 of which one is 1 (the id), 2 (secondary, primary stress), 5 (the boundary after it), 6 (how its phrase ends: no
/// mark, comma or colon, dash or ellipsis, full stop, question, exclamation) and 3 that fall with the distance from the
/// phrase's beginning, to its end and to the sentence's end.
inline constexpr std::size_t kPhoneInputs = 96;

/// [phones × kPhoneInputs]. A phrase ends with a mark, or before a silence that stands without one.
[[nodiscard]] std::vector<float> phone_rows(std::span<const phones::Phone> phones);

/// Where in its sound a frame lies: 0 … 1 through it, two that fall with the distance from its beginning and to its
/// end, and how long it is.
inline constexpr std::size_t kFramePlaces = 4;

/// Of frame `index` of a sound of `count` frames.
void write_frame_place(std::size_t index, std::size_t count, float* into);

}  // namespace timbre::voice
