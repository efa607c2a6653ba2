#pragma once
/// A transcriber that says what it was told to: for tests of whoever uses the port.

#include <utility>
#include <vector>

#include "asr/transcriber.h"

namespace timbre::asr {

class FakeTranscriber : public Transcriber {
 public:
  std::string engine = "fake";         ///< name(), and Transcript::engine
  std::string language = "en";         ///< what it detects
  std::vector<text::TimedWord> words;  ///< said in every stretch, those that begin within it, when no script is set
  std::vector<std::vector<text::TimedWord>> script;  ///< when not empty: what to say in each call in turn, then nothing
  std::optional<Error> failure;                      ///< given instead of words
  std::size_t fails_from_call = 0;                   ///< the first call, from 0, that gives `failure`
  std::optional<std::size_t> cancels_in_call;        ///< in this call, from 0, the token is cancelled half way
  std::vector<std::size_t> stretches;                ///< samples of every call so far
  std::vector<std::string> languages;                ///< options.language of every call so far

  [[nodiscard]] std::size_t calls() const { return stretches.size(); }
  [[nodiscard]] std::string name() const override { return engine; }

  [[nodiscard]] Result<text::Transcript> transcribe(std::span<const float> samples,
                                                    const TranscribeOptions& options) override {
    const std::size_t call = stretches.size();
    stretches.push_back(samples.size());
    languages.push_back(options.language);
    const double duration_s = static_cast<double>(samples.size()) / kTranscriberRateHz;
    if (duration_s > kLongestStretchS) return Error{ErrorKind::InvalidInput, "the stretch is too long"};
    if (options.progress) options.progress(0.5);
    if (cancels_in_call == call) options.cancel.cancel();
    if (options.cancel.is_cancelled()) return Error{ErrorKind::Cancelled, "transcription was cancelled"};
    if (failure && call >= fails_from_call) return *failure;
    if (options.progress) options.progress(1.0);
    return text::Transcript{words_of(call, duration_s), options.language.empty() ? language : options.language, engine,
                            duration_s};
  }

 private:
  [[nodiscard]] std::vector<text::TimedWord> words_of(std::size_t call, double duration_s) const {
    if (!script.empty()) return call < script.size() ? script[call] : std::vector<text::TimedWord>{};
    std::vector<text::TimedWord> said;
    for (const auto& word : words) {
      if (word.range.start_s >= duration_s) continue;
      said.push_back(word);
      if (said.back().range.end_s > duration_s) said.back().range.end_s = duration_s;
    }
    return said;
  }
};

}  // namespace timbre::asr
