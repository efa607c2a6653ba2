#pragma once
/// Recordings to teach the acoustic model with: what is said when, what it sounds like, and who says it, all in memory
/// (about 150 MB an hour).

#include <cstdint>
#include <functional>
#include <string>
#include <torch/types.h>
#include <vector>

#include "base/file_system.h"
#include "base/random.h"
#include "base/result.h"
#include "speaker/speaker_encoder.h"
#include "train/acoustic_config.h"
#include "train/recording_draw.h"
#include "train/timed_phones.h"
#include "voice/speaker_profile.h"
#include "voice/voice_frames.h"

namespace timbre::train {

/// A stretch of a recording, as a reference clip would show its speaker.
struct VoicePiece {
  std::size_t first_frame = 0;
  std::size_t end_frame = 0;
  voice::SpeakerProfile profile;
};

struct AcousticRecording {
  std::size_t corpus = 0;   ///< its place in the config
  std::size_t speaker = 0;  ///< numbered over all corpora and warps
  bool is_dev = false;
  std::vector<float> mel;           ///< [frames × voice::kMelBands] at voice::kSpeechLevel, (log_mel + shift) / spread
  std::vector<float> log_f0;        ///< [frames] ln of Hz, straight lines where not voiced
  std::vector<float> voiced;        ///< [frames] 0 or 1
  std::vector<float> energy;        ///< [frames] as the prosody network gives it (voice/acoustic_model.h)
  std::vector<float> phone_rows;    ///< [phones × voice::kPhoneInputs]
  std::vector<std::size_t> starts;  ///< [phones + 1] frames; the last is the recording's length
  std::vector<float> trusts;        ///< [phones] 1, or 0 where what is said is doubtful
  float floor = 0;                  ///< SpeechTraits's
  std::size_t known_bands = voice::kMelBands;  ///< above, the recording holds nothing
  std::vector<VoicePiece> pieces;

  [[nodiscard]] std::size_t frame_count() const { return voiced.size(); }
};

/// Decodes and analyses what the timed phones name; what is too short to say who speaks is left out. `on_progress` is
/// told how many of how many are done and may be empty.
[[nodiscard]] Result<std::vector<AcousticRecording>> load_acoustic_recordings(
    const AcousticConfig& config, FileSystem& disk,
    const std::function<void(std::size_t, std::size_t)>& on_progress = {});
/// One of them from its samples at voice::kAnalysisRateHz; InvalidInput for what has no voice.
[[nodiscard]] Result<AcousticRecording> analyse_recording(const std::vector<float>& samples_16k,
                                                          const TimedUtterance& said, double warp,
                                                          const speaker::SpeakerEncoder& encoder);

struct AcousticBatch {
  torch::Tensor phones;      ///< [clips, phones, voice::kPhoneInputs]
  torch::Tensor speaker;     ///< [clips, 1, embedding + voice::kTraitInputs]
  torch::Tensor embedding;   ///< [clips, embedding] whose voice it is, as exactly as is known
  torch::Tensor durations;   ///< [clips, phones] ln(1 + frames)
  torch::Tensor phone_mask;  ///< [clips, phones] 1 where a phone teaches its duration
  torch::Tensor places;      ///< [clips, frames] whole: the phone of each frame
  torch::Tensor in_phone;    ///< [clips, frames, voice::kFramePlaces]
  torch::Tensor prosody;     ///< [clips, frames, 3] ln F0 over the speaker's median, voiced, energy
  torch::Tensor source;      ///< [clips, frames, 3] what the mel network is given: absolute F0, voiced, energy
  torch::Tensor mel;         ///< [clips, frames, bands]
  torch::Tensor frame_mask;  ///< [clips, frames] 1 where a frame teaches
  torch::Tensor band_mask;   ///< [clips, 1, bands] 1 where the recording holds something
};

/// The first `count` clips of it.
[[nodiscard]] AcousticBatch first_clips(const AcousticBatch& batch, std::int64_t count);
/// [clips, frames] of 1 within the recording: a crop may be longer than what is left of it.
[[nodiscard]] torch::Tensor recorded_frames(const AcousticBatch& batch);

/// The same sounds, lengths and melody, said by blends of each clip's speaker with another's of the batch, at the pitch
/// of the blend; what is recorded stays as it is. A half of the blends are the other speaker alone.
[[nodiscard]] AcousticBatch with_blended_speakers(const AcousticBatch& batch, Random& random);

/// Crops of recordings, each with a speaker as other clips of the same person show them. A step's batch depends on the
/// seed and the step's number alone.
class AcousticBatches {
 public:
  /// Both must outlive it.
  AcousticBatches(const std::vector<AcousticRecording>& recordings, const AcousticConfig& config);
  [[nodiscard]] AcousticBatch batch(std::int64_t step) const;
  /// Always the same crops of the watched recordings; empty tensors where there are none.
  [[nodiscard]] AcousticBatch watched() const;

 private:
  struct Crop {
    const AcousticRecording* recording = nullptr;
    std::size_t first_frame = 0;
    voice::SpeakerProfile speaker;
    speaker::Embedding embedding;  ///< as the speaker's before it was made inexact
  };
  [[nodiscard]] Crop draw(Random& random) const;
  [[nodiscard]] Crop crop_of(const AcousticRecording& recording, Random& random) const;
  [[nodiscard]] voice::SpeakerProfile reference(const AcousticRecording& recording, std::size_t first_frame,
                                                Random& random) const;
  [[nodiscard]] AcousticBatch make(const std::vector<Crop>& crops) const;

  const std::vector<AcousticRecording>& recordings_;
  const AcousticConfig& config_;
  RecordingDraw draw_;                                // of those that teach
  std::vector<std::vector<std::size_t>> of_speaker_;  // recordings
};

}  // namespace timbre::train
