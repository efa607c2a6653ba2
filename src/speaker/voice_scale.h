#pragma once
/// How much a clip sounds like a reference, as a share anyone understands: 0 is what two strangers reach, 1 what two
/// recordings of one person do. Pure.
///
/// Short clips tell less, so both ends are taken at the length of the shorter of the two. Where there are several
/// recordings of the very person, how alike those are stands for 1: some voices vary more than others.

#include <optional>
#include <span>
#include <vector>

#include "base/result.h"
#include "speaker/encoder_card.h"

namespace timbre::speaker {

/// Of less sound than this nothing is said.
inline constexpr double kShortestAlikeS = 2.0;
/// What a share is kept within: noise makes any two recordings reach a little more or less.
inline constexpr double kLeastShare = 0.0;
inline constexpr double kMostShare = 1.1;

/// Mean likenesses (cohort.h) where the shorter of two clips is so long.
struct ScaleEnds {
  double shorter_s = 0;
  double strangers = 0;
  double one_person = 1;
};

/// In order of length, at least one; straight lines between, and level beyond both ends.
struct VoiceScale {
  std::vector<ScaleEnds> ends;

  [[nodiscard]] ScaleEnds at(double shorter_s) const;
  /// 0 at the mean of strangers, 1 at the mean of one person; neither clamped nor rounded.
  [[nodiscard]] double share(double likeness, double shorter_s) const;
};

/// Measured on the ten speakers of speechocean762's split `dev`, whom no training has heard:
/// likeness_ends CORPUS MANIFEST dev (tests/voices/). Unavailable for any encoder but the judge (kJudgeFolder).
[[nodiscard]] Result<VoiceScale> voice_scale(const EncoderCard& card);

struct HeardClip {
  Embedding embedding;
  double duration_s = 0;
};

/// What the person's own recordings reach among themselves: the mean share of all pairs. Left out are clips under
/// kShortestAlikeS, pairs that are plainly two people, and copies of one recording. None where no pair is left, and
/// where the mean is under kLeastOwnShare: such recordings tell less about the person than other people's do.
[[nodiscard]] std::optional<double> own_share(const VoiceScale& scale, const EncoderCard& card,
                                              std::span<const HeardClip> clips);
inline constexpr double kLeastOwnShare = 0.5;
/// Two recordings are never so alike; the same one, cut or encoded another way, is.
inline constexpr double kCopyCosine = 0.97;

/// A clip against a reference, kLeastShare to kMostShare; `own`: what own_share() gave, else 1. InvalidInput, with what
/// there is and what is needed, where one is under kShortestAlikeS.
[[nodiscard]] Result<double> share_of(const VoiceScale& scale, const EncoderCard& card, const HeardClip& clip,
                                      const HeardClip& reference, double own = 1.0);

}  // namespace timbre::speaker
