#include "asr/whisper_transcriber.h"

#include "asr/detail/whisper_file.h"

#ifdef TIMBRE_HAS_WHISPER
#include <algorithm>
#include <cmath>
#include <cpuid.h>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <whisper.h>

#include "asr/detail/whisper_words.h"
#include "base/utf8.h"
#endif

namespace timbre::asr {

#ifndef TIMBRE_HAS_WHISPER

Result<std::unique_ptr<Transcriber>> make_whisper_transcriber(const std::filesystem::path& model, int, WhisperWeights) {
  return Error{ErrorKind::Unavailable, "cannot use '" + model.string() +
                                           "': this Timbre was built without whisper.cpp; run ./run.sh with npm and a "
                                           "network, which builds it"};
}

#else

namespace {

constexpr int kMostThreads = 4;
constexpr double kPerSecond = 100.0;                         // whisper.cpp counts time in 10 ms
constexpr std::size_t kShortestWindow = kTranscriberRateHz;  // shorter stretches are padded with silence
constexpr double kSearchShare = 0.99;

struct FreeContext {
  void operator()(whisper_context* context) const { whisper_free(context); }
};
struct FreeState {
  void operator()(whisper_state* state) const { whisper_free_state(state); }
};
using Context = std::unique_ptr<whisper_context, FreeContext>;
using State = std::unique_ptr<whisper_state, FreeState>;

void silence_whisper() {
  static std::once_flag once;
  std::call_once(once, [] { whisper_log_set([](ggml_log_level, const char*, void*) {}, nullptr); });
}

bool has_f16c() {  // which clang 14 does not know by name
  unsigned a = 0;
  unsigned b = 0;
  unsigned c = 0;
  unsigned d = 0;
  return __get_cpuid(1, &a, &b, &c, &d) != 0 && (c & static_cast<unsigned>(bit_F16C)) != 0;
}

/// What the library was built for (tools/setup.sh); without it the process would end at the first such instruction.
Result<void> check_processor() {
  const auto lacks = [](const char* feature) {
    return Error{ErrorKind::Unavailable, std::string("Whisper needs a processor with ") + feature +
                                             "; without it Timbre transcribes with pocketsphinx"};
  };
  if (!__builtin_cpu_supports("avx2")) return lacks("AVX2");
  if (!__builtin_cpu_supports("fma")) return lacks("FMA");
  if (!has_f16c()) return lacks("F16C");
  if (!__builtin_cpu_supports("bmi2")) return lacks("BMI2");
  return {};
}

int thread_count(int wanted) {
  if (wanted > 0) return wanted;
  return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, kMostThreads);
}

/// "ggml-tiny.en.bin" → "tiny.en"
std::string short_name(const std::filesystem::path& model) {
  std::string name = model.stem().string();
  if (name.starts_with("ggml-")) name.erase(0, 5);
  return printable(name);
}

std::vector<float> bounded(std::span<const float> samples) {
  std::vector<float> out(std::max(samples.size(), kShortestWindow), 0.0F);
  std::transform(samples.begin(), samples.end(), out.begin(),
                 [](float sample) { return std::isfinite(sample) ? std::clamp(sample, -1.0F, 1.0F) : 0.0F; });
  return out;
}

Error cancelled() { return Error{ErrorKind::Cancelled, "transcription was cancelled"}; }

/// What the callbacks see of one call.
struct Call {
  const TranscribeOptions& options;
  double reported = 0.0;
};

void report(Call& call, double share) {
  call.reported = std::max(call.reported, share);
  if (call.options.progress) call.options.progress(call.reported);
}

whisper_full_params make_params(Call& call, int threads) {
  whisper_full_params params = whisper_full_default_params(WHISPER_SAMPLING_GREEDY);
  params.n_threads = threads;
  params.print_progress = params.print_realtime = params.print_special = params.print_timestamps = false;
  params.no_context = true;
  params.token_timestamps = true;
  params.suppress_blank = true;
  params.suppress_nst = true;
  // Against words that were never said: the paper's section 4.5, with its values.
  params.temperature = 0.0F;
  params.temperature_inc = 0.2F;
  params.entropy_thold = 2.4F;
  params.logprob_thold = -1.0F;
  params.no_speech_thold = 0.6F;
  params.abort_callback = [](void* user) { return static_cast<Call*>(user)->options.cancel.is_cancelled(); };
  params.abort_callback_user_data = &call;
  params.encoder_begin_callback = [](whisper_context*, whisper_state*, void* user) {
    return !static_cast<Call*>(user)->options.cancel.is_cancelled();
  };
  params.encoder_begin_callback_user_data = &call;
  params.progress_callback = [](whisper_context*, whisper_state*, int percent, void* user) {
    report(*static_cast<Call*>(user), kSearchShare * std::clamp(percent, 0, 100) / 100.0);
  };
  params.progress_callback_user_data = &call;
  return params;
}

class WhisperTranscriber : public Transcriber {
 public:
  WhisperTranscriber(Context context, const detail::WhisperFile& file, std::string model, int threads)
      : context_(std::move(context)), file_(file), model_(std::move(model)), threads_(threads) {}

  [[nodiscard]] std::string name() const override { return "whisper:" + model_ + "#" + file_.fingerprint; }
  [[nodiscard]] Result<text::Transcript> transcribe(std::span<const float> samples,
                                                    const TranscribeOptions& options) override;

 private:
  [[nodiscard]] Result<void> check_language(const std::string& language) const;
  [[nodiscard]] std::vector<detail::WhisperToken> tokens(whisper_state* state) const;
  [[nodiscard]] Result<text::Transcript> listen(std::span<const float> samples, Call& call);

  Context context_;
  detail::WhisperFile file_;
  std::string model_;
  int threads_;
};

Result<void> WhisperTranscriber::check_language(const std::string& language) const {
  if (language.empty() || language == "en") return {};
  const auto unsupported = [&](const std::string& spoken) {
    return Error{ErrorKind::Unsupported,
                 "the model " + model_ + " does not speak '" + printable(language) + "', only " + spoken};
  };
  if (!file_.is_multilingual()) return unsupported("'en'; install one without '.en' in its name");
  const int languages = file_.vocabulary - 51766;  // the vocabulary grows by one with each
  std::string spoken;
  for (int id = 0; id < languages; ++id) {
    if (language == whisper_lang_str(id)) return {};
    spoken += std::string(id == 0 ? "" : " ") + whisper_lang_str(id);
  }
  return unsupported(spoken);
}

std::vector<detail::WhisperToken> WhisperTranscriber::tokens(whisper_state* state) const {
  std::vector<detail::WhisperToken> found;
  const whisper_token first_special = whisper_token_eot(context_.get());
  for (int segment = 0; segment < whisper_full_n_segments_from_state(state); ++segment) {
    for (int i = 0; i < whisper_full_n_tokens_from_state(state, segment); ++i) {
      const whisper_token_data data = whisper_full_get_token_data_from_state(state, segment, i);
      if (data.id >= first_special) continue;
      const char* text = whisper_token_to_str(context_.get(), data.id);
      found.push_back({text == nullptr ? "" : text, static_cast<double>(data.t0) / kPerSecond,
                       static_cast<double>(data.t1) / kPerSecond, static_cast<double>(data.p)});
    }
  }
  return found;
}

/// A state of its own for each call: the one before, its random numbers among it, would change the words.
Result<text::Transcript> WhisperTranscriber::listen(std::span<const float> samples, Call& call) {
  const State state(whisper_init_state(context_.get()));
  if (!state) return Error{ErrorKind::Unavailable, "there is not enough memory to run the model " + model_};
  whisper_full_params params = make_params(call, threads_);
  const std::string language = file_.is_multilingual() ? call.options.language : "en";
  params.language = language.empty() ? "auto" : language.c_str();
  const std::vector<float> window = bounded(samples);
  const int code =
      whisper_full_with_state(context_.get(), state.get(), params, window.data(), static_cast<int>(window.size()));
  if (call.options.cancel.is_cancelled()) return cancelled();
  if (code != 0) return Error{ErrorKind::Internal, "whisper.cpp failed with code " + std::to_string(code)};

  const char* heard = whisper_lang_str(whisper_full_lang_id_from_state(state.get()));
  text::Transcript transcript;
  transcript.language = !language.empty() ? language : heard == nullptr ? "" : heard;
  transcript.engine = "whisper:" + model_;
  transcript.duration_s = static_cast<double>(samples.size()) / kTranscriberRateHz;
  transcript.words = detail::words_of_tokens(tokens(state.get()), transcript.language, transcript.duration_s);
  return transcript;
}

Result<text::Transcript> WhisperTranscriber::transcribe(std::span<const float> samples,
                                                        const TranscribeOptions& options) {
  TRY_VOID(check_language(options.language));
  const double duration_s = static_cast<double>(samples.size()) / kTranscriberRateHz;
  if (duration_s > kLongestStretchS) {
    return Error{ErrorKind::InvalidInput, "a stretch of " + std::to_string(duration_s) + " s is longer than the " +
                                              std::to_string(kLongestStretchS) + " s handed over at once; split it"};
  }
  if (options.cancel.is_cancelled()) return cancelled();
  Call call{options};
  try {
    const bool is_empty = samples.empty();
    TRY(text::Transcript transcript,
        is_empty ? Result<text::Transcript>(text::Transcript{{}, options.language, "whisper:" + model_, 0.0})
                 : listen(samples, call));
    report(call, 1.0);
    return transcript;
  } catch (const std::exception& error) {
    return Error{ErrorKind::Unavailable, "whisper.cpp cannot run the model " + model_ + ": " + error.what()};
  }
}

Result<Context> open_context(const std::filesystem::path& model) {
  whisper_context_params params = whisper_context_default_params();
  params.use_gpu = false;
  params.flash_attn = false;
  // Times by dynamic time warping are left off: that part of whisper.cpp ends the process on short windows.
  params.dtw_token_timestamps = false;
  try {
    Context context(whisper_init_from_file_with_params_no_state(model.c_str(), params));
    if (context) return context;
  } catch (const std::bad_alloc&) {
    return Error{ErrorKind::Unavailable, "there is not enough memory to load '" + model.string() + "'"};
  } catch (const std::exception&) {
    // as when it gives nothing
  }
  return Error{ErrorKind::Corrupt,
               "'" + model.string() + "' is a damaged Whisper model: whisper.cpp does not take it; download it again"};
}

}  // namespace

Result<std::unique_ptr<Transcriber>> make_whisper_transcriber(const std::filesystem::path& model, int threads,
                                                              WhisperWeights weights) {
  TRY_VOID(check_processor());
  TRY(const detail::WhisperFile file, detail::inspect_whisper_file(model));
  if (file.tensors == 0 && weights == WhisperWeights::Required) {
    return Error{ErrorKind::Corrupt,
                 "'" + model.string() +
                     "' holds no weights: it is a file for tests; install a real model with 'timbre models pull'"};
  }
  silence_whisper();
  TRY(Context context, open_context(model));
  return std::unique_ptr<Transcriber>(
      std::make_unique<WhisperTranscriber>(std::move(context), file, short_name(model), thread_count(threads)));
}

#endif

}  // namespace timbre::asr
