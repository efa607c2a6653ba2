#pragma once
/// A closer fit of the built-in voice to its clip, for whoever waits up to two minutes for it: what the model misses of
/// each class of sounds is learnt from the clip's transcript (class_residual.h), and what the model is told is searched
/// for (voice_search.h). Another encoder than the one that searched judges whether that is nearer to the clip; where it
/// is not, the one-shot fit stays.

#include <functional>
#include <string_view>

#include "audio/audio_view.h"
#include "base/cancel.h"
#include "base/result.h"
#include "speaker/speaker_encoder.h"
#include "voice/built_in_voice.h"
#include "voice/class_residual.h"
#include "voice/voice_fit.h"
#include "voice/voice_search.h"

namespace timbre::voice {

/// Who listens.
struct FitEars {
  const speaker::SpeakerEncoder& searching;  ///< the one the acoustic model was taught with
  const speaker::SpeakerEncoder& judging;    ///< another, which took no part
};

struct QuickFitOptions {
  bool learns_classes = true;  ///< where there is a transcript
  bool searches = true;
  ResidualOptions residual = {};
  SearchOptions search = {};
};

struct QuickFit {
  VoiceFit fit;              ///< the closer one where it is kept, else the one-shot
  bool is_kept = false;      ///< the closer one is nearer to the clip
  double before = 0;         ///< cosine to the clip by the judging encoder, of the one-shot fit
  double after = 0;          ///< of the closer one
  bool has_classes = false;  ///< a transcript was there and fits the clip
};

/// What it says for the judging encoder; nothing of it is said in a search.
inline constexpr const char* kJudgedText =
    "The quick change of weather surprised everybody on the beach. Please put the green apples in a basket, and "
    "close the heavy door. Where did they find those wonderful old books?";

/// How like `wanted` the voice is when it says `text`: the cosine by `encoder`; −1 where nothing can be heard.
[[nodiscard]] Result<double> likeness_saying(std::string_view text, const VoiceFit& fit,
                                             const speaker::Embedding& wanted, const speaker::SpeakerEncoder& encoder,
                                             const BuiltInVoice& voice, const CancelToken& cancel = {});

/// What search_told() is to climb: the cosine with `wanted` by `encoder`, of another sentence in each round.
[[nodiscard]] Likeness likeness_by_round(const speaker::Embedding& wanted, const speaker::SpeakerEncoder& encoder,
                                         const BuiltInVoice& voice, const CancelToken& cancel = {});

/// `one_shot`: of the same clip, as fit_voice() gives it. `transcript`: what is said in the clip, in English; empty, or
/// not that: no classes are learnt. `on_progress` is told 0 … 1. Cancelled; errors of profile_of(), of
/// BuiltInVoice::say and of the judging encoder.
[[nodiscard]] Result<QuickFit> quick_fit(const audio::AudioView& clip, std::string_view transcript,
                                         const VoiceFit& one_shot, const FitEars& ears, const BuiltInVoice& voice,
                                         const QuickFitOptions& options = {},
                                         const std::function<void(double)>& on_progress = {},
                                         const CancelToken& cancel = {});

}  // namespace timbre::voice
