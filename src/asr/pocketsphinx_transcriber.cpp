#include "asr/pocketsphinx_transcriber.h"

#include <algorithm>
#include <cmath>
#include <pocketsphinx/pocketsphinx.h>
#include <utility>

#include "asr/detail/cepstra.h"
#include "asr/detail/dictionary_word.h"
#include "asr/pocketsphinx_model.h"
#include "base/utf8.h"

namespace timbre::asr {
namespace {

constexpr std::size_t kBlockFrames = 25;
constexpr std::size_t kShortestSamples = kTranscriberRateHz / 20;  // less than any word

/// A frame looks at 25.6 ms, so the border between two frames is heard 7.8 ms after the first sample of the second.
constexpr double kFrameBorderS = 0.0128 - 0.5 / detail::kCepstraPerSecond;
constexpr double kSearchShare = 0.9;  // of the work; the rest is the second pass, which cannot be watched

double border_s(int frame) {
  return frame <= 0 ? 0.0 : kFrameBorderS + static_cast<double>(frame) / detail::kCepstraPerSecond;
}

Error cancelled() { return Error{ErrorKind::Cancelled, "transcription was cancelled"}; }

struct FreeConfig {
  void operator()(cmd_ln_t* config) const { cmd_ln_free_r(config); }
};
struct FreeDecoder {
  void operator()(ps_decoder_t* decoder) const { ps_free(decoder); }
};
using Config = std::unique_ptr<cmd_ln_t, FreeConfig>;
using Decoder = std::unique_ptr<ps_decoder_t, FreeDecoder>;

Config make_config(const PocketsphinxModel& model) {
  return Config(cmd_ln_init(nullptr, ps_args(), 1,                //
                            "-hmm", model.acoustic.c_str(),       //
                            "-lm", model.language_model.c_str(),  //
                            "-dict", model.dictionary.c_str(),    //
                            "-remove_silence", "no",              // it would take time out of the times
                            "-dither", "no", nullptr));
}

class PocketsphinxTranscriber : public Transcriber {
 public:
  PocketsphinxTranscriber(Config config, Decoder decoder) : config_(std::move(config)), decoder_(std::move(decoder)) {}

  [[nodiscard]] std::string name() const override { return "pocketsphinx:en-us"; }
  [[nodiscard]] Result<text::Transcript> transcribe(std::span<const float> samples,
                                                    const TranscribeOptions& options) override;

 private:
  Result<void> search(detail::Cepstra& cepstra, const TranscribeOptions& options);
  [[nodiscard]] std::vector<text::TimedWord> words(double duration_s) const;

  Config config_;
  Decoder decoder_;
};

Result<void> check_request(std::span<const float> samples, const TranscribeOptions& options) {
  if (!options.language.empty() && options.language != "en") {
    return Error{ErrorKind::Unsupported, "pocketsphinx does not speak '" + printable(options.language) +
                                             "', only 'en'; install a Whisper model for other languages"};
  }
  const double duration_s = static_cast<double>(samples.size()) / kTranscriberRateHz;
  if (duration_s > kLongestStretchS) {
    return Error{ErrorKind::InvalidInput, "a stretch of " + std::to_string(duration_s) + " s is longer than the " +
                                              std::to_string(kLongestStretchS) + " s handed over at once; split it"};
  }
  if (options.cancel.is_cancelled()) return cancelled();
  return {};
}

void report(const TranscribeOptions& options, double share) {
  if (options.progress) options.progress(share);
}

/// pocketsphinx's probability of the word among all that its lattice holds.
double posterior(ps_decoder_t* decoder, ps_seg_t* segment) {
  const int32 log_probability = ps_seg_prob(segment, nullptr, nullptr, nullptr);
  return std::clamp(logmath_exp(ps_get_logmath(decoder), log_probability), 0.0, 1.0);
}

Result<text::Transcript> PocketsphinxTranscriber::transcribe(std::span<const float> samples,
                                                             const TranscribeOptions& options) {
  TRY_VOID(check_request(samples, options));
  text::Transcript transcript;
  transcript.language = "en";
  transcript.engine = "pocketsphinx";
  transcript.duration_s = static_cast<double>(samples.size()) / kTranscriberRateHz;
  if (samples.size() >= kShortestSamples) {
    TRY(detail::Cepstra cepstra, detail::compute_cepstra(ps_get_fe(decoder_.get()), samples));
    TRY_VOID(search(cepstra, options));
    transcript.words = words(transcript.duration_s);
  }
  report(options, 1.0);
  return transcript;
}

Result<void> PocketsphinxTranscriber::search(detail::Cepstra& cepstra, const TranscribeOptions& options) {
  if (ps_start_utt(decoder_.get()) < 0) return Error{ErrorKind::Internal, "pocketsphinx does not start an utterance"};
  std::vector<mfcc_t*> rows;
  for (std::size_t i = 0; i < cepstra.frames(); ++i) rows.push_back(cepstra.frame(i));
  bool goes_on = true;
  for (std::size_t at = 0; at < rows.size() && goes_on; at += kBlockFrames) {
    report(options, kSearchShare * static_cast<double>(at) / static_cast<double>(rows.size()));
    goes_on = !options.cancel.is_cancelled();
    const auto block = static_cast<int32>(std::min(kBlockFrames, rows.size() - at));
    if (goes_on && ps_process_cep(decoder_.get(), rows.data() + at, block, 0, 0) < 0) {
      ps_end_utt(decoder_.get());
      return Error{ErrorKind::Internal, "pocketsphinx's search failed"};
    }
  }
  const bool ended = ps_end_utt(decoder_.get()) >= 0;
  if (!goes_on || options.cancel.is_cancelled()) return cancelled();
  if (!ended) return Error{ErrorKind::Internal, "pocketsphinx's search did not end"};
  return {};
}

std::vector<text::TimedWord> PocketsphinxTranscriber::words(double duration_s) const {
  std::vector<text::TimedWord> found;
  for (ps_seg_t* segment = ps_seg_iter(decoder_.get()); segment != nullptr; segment = ps_seg_next(segment)) {
    auto word = detail::word_of_entry(ps_seg_word(segment));
    if (!word) continue;
    int first = 0;
    int last = 0;
    ps_seg_frames(segment, &first, &last);
    const double earliest_s = found.empty() ? 0.0 : found.back().range.end_s;
    const double start_s = std::max(earliest_s, border_s(first));
    const double end_s = std::min(duration_s, border_s(last + 1));
    if (start_s < end_s) {
      found.push_back({*std::move(word), {start_s, end_s}, posterior(decoder_.get(), segment)});
    }
  }
  return found;
}

}  // namespace

Result<std::unique_ptr<Transcriber>> make_pocketsphinx_transcriber() {
  TRY(const PocketsphinxModel model, find_pocketsphinx_model());
  silence_pocketsphinx();
  Config config = make_config(model);
  Decoder decoder(config ? ps_init(config.get()) : nullptr);
  if (!decoder) {
    return Error{ErrorKind::Unavailable, "pocketsphinx does not take the model in '" +
                                             model.acoustic.parent_path().string() +
                                             "'; reinstall the Debian package pocketsphinx-en-us"};
  }
  // compute_cepstra subtracts the mean; the decoder's own would run on from one stretch to the next.
  ps_get_feat(decoder.get())->cmn = CMN_NONE;
  return std::unique_ptr<Transcriber>(std::make_unique<PocketsphinxTranscriber>(std::move(config), std::move(decoder)));
}

}  // namespace timbre::asr
