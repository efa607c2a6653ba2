#include "studio/align_file.h"

#include <algorithm>

#include "base/utf8.h"
#include "dsp/resample.h"
#include "measure/channels.h"

namespace timbre::studio {
namespace {

constexpr int kAlignerRateHz = 16000;

/// The analysis signal at the aligner's rate, mixed by what the first minute says, in one pass.
class SpeechSignal {
 public:
  explicit SpeechSignal(const audio::AudioFormat& format)
      : format_(format),
        start_(format, 0),
        resampler_(format.sample_rate_hz, kAlignerRateHz, dsp::ResampleQuality::Analysis) {}

  void push(const audio::AudioView& block) {
    if (mixer_) return take(block);
    start_.append(block);
    if (static_cast<double>(start_.frame_count()) >= measure::kChannelDecisionS * format_.sample_rate_hz) decide();
  }

  std::vector<float> finish() {
    if (!mixer_) decide();
    resampler_.finish(sink());
    return std::move(samples_);
  }

  [[nodiscard]] double duration_s() const { return static_cast<double>(samples_.size()) / kAlignerRateHz; }

 private:
  [[nodiscard]] dsp::StreamResampler::Sink sink() {
    return [this](std::span<const float> block) { samples_.insert(samples_.end(), block.begin(), block.end()); };
  }
  void take(const audio::AudioView& block) { resampler_.push(mixer_->mix(block), sink()); }
  void decide() {
    mixer_.emplace(measure::decide_mix(start_.view()));
    take(start_.view());
    start_ = {};
  }

  audio::AudioFormat format_;
  audio::AudioBuffer start_;
  std::optional<measure::MonoMixer> mixer_;
  dsp::StreamResampler resampler_;
  std::vector<float> samples_;
};

/// CR LF and CR as LF.
std::string with_newlines(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    out.push_back(text[i] == '\r' ? '\n' : text[i]);
  }
  return out;
}

Error too_long(const std::filesystem::path& path) {
  return {ErrorKind::InvalidInput,
          "'" + path.string() + "' is longer than an hour, which is the most that is aligned at once; cut it"};
}

}  // namespace

Result<AlignedFile> align_file(const std::filesystem::path& path, std::string_view text,
                               const AlignFileOptions& options) {
  TRY(const auto reader,
      path == "-" ? audio::AudioReader::open_stdin(options.decode) : audio::AudioReader::open(path, options.decode));
  SpeechSignal signal(reader->format());
  for (;;) {
    TRY(const audio::AudioView block, reader->read_block());
    if (block.empty()) break;
    if (options.align.cancel.is_cancelled()) return Error{ErrorKind::Cancelled, "stopped"};
    signal.push(block);
    if (signal.duration_s() > kLongestAlignedS) return too_long(path);
  }
  const auto samples = signal.finish();
  auto alignment = asr::align(samples, text, options.align);
  if (!alignment.ok()) return Error{alignment.error().kind, "'" + path.string() + "': " + alignment.error().message};
  return AlignedFile{std::move(*alignment), reader->notes()};
}

Result<std::string> read_text_file(const std::filesystem::path& path, FileSystem& disk) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  TRY(std::string text, disk.read(path, kTextLimitBytes));
  if (text.starts_with(kByteOrderMark)) text.erase(0, kByteOrderMark.size());
  const std::string valid = valid_utf8(text);
  if (valid != text) {
    const auto at = std::mismatch(text.begin(), text.end(), valid.begin(), valid.end()).first - text.begin();
    return Error{ErrorKind::InvalidInput, "'" + path.string() + "' is not UTF-8 text: byte " + std::to_string(at + 1) +
                                              " of it is not; save it as UTF-8"};
  }
  return with_newlines(text);
}

}  // namespace timbre::studio
