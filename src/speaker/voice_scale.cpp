#include "speaker/voice_scale.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

namespace timbre::speaker {
namespace {

/// The network that the ends below belong to: timbre-speaker-evaluation-1.
constexpr const char* kMeasuredWith = "e472ae370a59afd8eb177c5cbfed01b31c11e5f35464f657eadfec4d075cdc51";

Error too_short(const char* which, double duration_s) {
  char text[120];
  std::snprintf(text, sizeof text, "%s lasts %.1f s and at least %.1f s are needed to compare voices", which,
                duration_s, kShortestAlikeS);
  return {ErrorKind::InvalidInput, text};
}

double shorter_of(const HeardClip& a, const HeardClip& b) { return std::min(a.duration_s, b.duration_s); }

}  // namespace

ScaleEnds VoiceScale::at(double shorter_s) const {
  if (ends.empty()) return {};
  const auto after =
      std::find_if(ends.begin(), ends.end(), [shorter_s](const ScaleEnds& one) { return one.shorter_s >= shorter_s; });
  if (after == ends.begin()) return ends.front();
  if (after == ends.end()) return ends.back();
  const ScaleEnds& before = *(after - 1);
  const double part = (shorter_s - before.shorter_s) / (after->shorter_s - before.shorter_s);
  return {shorter_s, std::lerp(before.strangers, after->strangers, part),
          std::lerp(before.one_person, after->one_person, part)};
}

double VoiceScale::share(double likeness, double shorter_s) const {
  const ScaleEnds here = at(shorter_s);
  return (likeness - here.strangers) / (here.one_person - here.strangers);
}

Result<VoiceScale> voice_scale(const EncoderCard& card) {
  if (card.sha256 != kMeasuredWith) {
    return Error{ErrorKind::Unavailable, "nobody measured what the speaker encoder '" + card.name +
                                             "' makes of two recordings of one person (docs/speaker.md)"};
  }
  return VoiceScale{{{2.0, -3.09, 3.27},
                     {3.0, -3.04, 3.90},
                     {4.0, -2.77, 4.83},
                     {6.0, -2.60, 5.25},
                     {10.0, -2.41, 5.79},
                     {20.0, -2.17, 6.71}}};
}

std::optional<double> own_share(const VoiceScale& scale, const EncoderCard& card, std::span<const HeardClip> clips) {
  double sum = 0;
  int count = 0;
  for (std::size_t i = 0; i < clips.size(); ++i) {
    for (std::size_t j = i + 1; j < clips.size(); ++j) {
      const double shorter_s = shorter_of(clips[i], clips[j]);
      if (shorter_s < kShortestAlikeS) continue;
      if (cosine(clips[i].embedding, clips[j].embedding) >= kCopyCosine) continue;
      const double likeness = card.cohort.likeness(clips[i].embedding, clips[j].embedding);
      if (likeness < card.different_below) continue;
      sum += scale.share(likeness, shorter_s);
      ++count;
    }
  }
  if (count == 0 || sum / count < kLeastOwnShare) return std::nullopt;
  return sum / count;
}

Result<double> share_of(const VoiceScale& scale, const EncoderCard& card, const HeardClip& clip,
                        const HeardClip& reference, double own) {
  if (clip.duration_s < kShortestAlikeS) return too_short("the clone", clip.duration_s);
  if (reference.duration_s < kShortestAlikeS) return too_short("the reference clip", reference.duration_s);
  const double likeness = card.cohort.likeness(clip.embedding, reference.embedding);
  return std::clamp(scale.share(likeness, shorter_of(clip, reference)) / own, kLeastShare, kMostShare);
}

}  // namespace timbre::speaker
