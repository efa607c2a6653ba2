#include "clone/detail/synthesizer_run.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "base/sha256.h"
#include "clone/detail/piece_key.h"
#include "clone/detail/speak_request.h"
#include "clone/speakable_text.h"
#include "safety/watermark_payload.h"
#include "text/detect_language.h"

namespace timbre::clone {
namespace {

using safety::AuditAct;

const SystemClock& system_clock() {
  static const SystemClock clock;
  return clock;
}

Random& system_random() {
  static SystemRandom random;
  return random;
}

/// Of the samples themselves, so that a file can be matched whatever container it is in.
std::string sound_sha256(const audio::AudioBuffer& audio) {
  const std::span<const float> samples = audio.channel(0);
  return sha256_hex({reinterpret_cast<const char*>(samples.data()), samples.size_bytes()});
}

std::int64_t milliseconds(std::size_t frames, int rate_hz) {
  return std::llround(1000.0 * static_cast<double>(frames) / rate_hz);
}

// A slow reader says a character in a tenth of a second, of Chinese in a third. What goes on for longer than this has
// lost its way, as models do when the reference's transcript is wrong.
constexpr double kMostStartS = 20.0;
constexpr double kMostCharacterS = 0.6;

Error endless(double seconds, std::size_t piece_characters) {
  return {ErrorKind::InvalidInput,
          "the engine went on for " + std::to_string(std::lround(seconds)) + " s over " +
              std::to_string(piece_characters) +
              " characters and was stopped; check the transcript of the reference clip, or try again"};
}

Error stopped() { return {ErrorKind::Cancelled, "the clone was stopped"}; }

}  // namespace

Synthesizer::Run::Run(Synthesizer& owner, const Voice& voice, const safety::ConsentGrant& grant,
                      const SpeakOptions& options, safety::MarkedBlockSink* sink)
    : engine_(owner.engine_),
      safeguards_(owner.safeguards_),
      shelves_(owner.shelves_),
      report_(owner.report_),
      clock_(shelves_.clock != nullptr ? *shelves_.clock : system_clock()),
      random_(shelves_.random != nullptr ? *shelves_.random : system_random()),
      sealer_(safeguards_.key, random_),
      voice_(voice),
      grant_(grant),
      options_(options),
      sink_(sink),
      started_(clock_.monotonic()),
      joiner_([this](const audio::AudioView& speech) { return mark(speech); }) {
  report_ = {};
}

Result<safety::MarkedSpeech> Synthesizer::Run::go(const std::string& text) {
  TRY(const std::string speakable, speakable_text(text));
  report_.is_language_detected = options_.language.empty();
  if (options_.language.empty()) options_.language = text::detect_language(speakable);
  report_.language = options_.language;
  TRY_VOID(check_request(engine_.traits(), voice_, options_, report_.is_language_detected));
  TRY(pieces_, cut_into_pieces(speakable, options_.language, engine_.traits().max_piece_characters));
  report_.pieces = pieces_.size();
  for (const Piece& piece : pieces_) characters_ += count_characters(piece.text);
  TRY(const std::uint64_t asked, ask(text));
  auto made = make(text);
  report_.times.took_s = elapsed_s();
  if (made.ok()) report_.times.audio_s = made->audio().view().duration_s();
  TRY_VOID(log_end(asked, made));
  return made;
}

Result<std::uint64_t> Synthesizer::Run::ask(const std::string& text) {
  TRY(const auto asked, safeguards_.log.append({AuditAct::CloneAsked,
                                                voice_.id,
                                                {{"engine", engine_.traits().name},
                                                 {"grant", grant_.id()},
                                                 {"text_sha256", sha256_hex(text)},
                                                 {"text_characters", count_characters(text)},
                                                 {"pieces", pieces_.size()},
                                                 {"asked_by", options_.asked_by}}}));
  report_.payload = safety::watermark_payload(asked.index);
  return asked.index;
}

Result<void> Synthesizer::Run::log_end(std::uint64_t asked, const Result<safety::MarkedSpeech>& made) {
  Json details{{"asked", asked}};
  if (made.ok()) {
    details["engine"] = engine_.traits().name;
    details["payload"] = *report_.payload;
    details["sound_sha256"] = sound_sha256(made->audio());
    details["duration_ms"] = milliseconds(made->audio().frame_count(), made->audio().format().sample_rate_hz);
  } else {
    details["kind"] = to_string(made.error().kind);
    if (sink_ != nullptr) {
      const std::size_t released = stream_ ? stream_->released_frames() : 0;
      details["released_ms"] = released > 0 ? milliseconds(released, joiner_.sample_rate_hz()) : 0;
    }
  }
  details["pieces"] = report_.pieces_done;
  details["from_cache"] = report_.from_cache;
  TRY_VOID(safeguards_.log.append({made.ok() ? AuditAct::CloneMade : AuditAct::CloneRefused, voice_.id, details}));
  return {};
}

Result<safety::MarkedSpeech> Synthesizer::Run::make(const std::string& text) {
  TRY_VOID(check_still_allowed());
  TRY_VOID(safeguards_.limits.take(safety::LimitKind::Synthesis, voice_.id, 1));
  TRY_VOID(safeguards_.limits.take(safety::LimitKind::Characters, voice_.id,
                                   static_cast<std::int64_t>(count_characters(text))));
  for (const auto& words : request_warnings(engine_.traits(), voice_, options_, report_.is_language_detected)) {
    warn(words);
  }
  reference_ = reference_sha256(voice_);
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    const std::string place = "piece " + std::to_string(i + 1) + " of " + std::to_string(pieces_.size());
    auto spoken = speak_piece(pieces_[i]);
    if (!spoken.ok()) {
      Error error = spoken.error();
      const bool is_plain =
          pieces_.size() == 1 || error.kind == ErrorKind::Cancelled || error.kind == ErrorKind::Denied;
      if (!is_plain) error.message = place + ": " + error.message;
      return error;
    }
    ++report_.pieces_done;
    done_characters_ += count_characters(pieces_[i].text);
    say(pieces_.size() == 1 ? "spoken" : place + " is spoken", static_cast<double>(done_characters_));
  }
  TRY_VOID(check_still_allowed());
  return finish();
}

/// Before every piece and at the end: a text of many minutes stops where consent is taken back.
Result<void> Synthesizer::Run::check_still_allowed() {
  if (options_.cancel.is_cancelled()) return stopped();
  auto allowed = safeguards_.consent.check(grant_, {voice_.id, options_.language});
  if (!allowed.ok() && was_allowed_ && shelves_.pieces != nullptr) {
    // What was kept of this text since whoever revoked it emptied the shelf.
    [[maybe_unused]] const auto forgotten = shelves_.pieces->forget_voice(voice_.id);
  }
  was_allowed_ = allowed.ok();
  return allowed;
}

Result<void> Synthesizer::Run::speak_piece(const Piece& piece) {
  TRY_VOID(check_still_allowed());
  std::string key;
  if (shelves_.pieces != nullptr) {
    auto named = piece_key(piece.text, voice_, reference_, engine_.traits(), options_);
    if (named.ok()) key = std::move(named).value();
  }
  if (!key.empty() && !options_.is_anew) {
    TRY(const bool is_done, take_kept(piece, key));
    if (is_done) return {};
  }
  return make_piece(piece, key);
}

/// False where the piece must be made: it is not kept, cannot be read, or does not open.
Result<bool> Synthesizer::Run::take_kept(const Piece& piece, const std::string& key) {
  const auto sealed = shelves_.pieces->get(voice_.id, key);
  if (!sealed.ok() || !sealed->has_value()) return false;
  auto opened = sealer_.open(key, **sealed);
  if (!opened.ok()) return false;
  if (joiner_.sample_rate_hz() != 0 && opened->audio_.format().sample_rate_hz != joiner_.sample_rate_hz()) return false;
  TRY_VOID(joiner_.push(opened->audio_.view()));
  TRY_VOID(joiner_.end_piece(piece.end));
  ++report_.from_cache;
  return true;
}

Result<void> Synthesizer::Run::make_piece(const Piece& piece, const std::string& key) {
  TRY_VOID(prepare_prompt());
  raw_ = {};
  piece_characters_ = count_characters(piece.text);
  TRY_VOID(engine_.synthesise(piece.text, voice_, engine_options(piece_characters_), *this));
  if (options_.cancel.is_cancelled()) return stopped();
  TRY_VOID(joiner_.end_piece(piece.end));
  if (!key.empty()) keep(key);
  return {};
}

Result<void> Synthesizer::Run::take(RawSpeech block) {
  if (block.audio_.frame_count() == 0) return {};
  if (options_.cancel.is_cancelled()) return stopped();
  TRY_VOID(joiner_.push(block.audio_.view()));
  if (raw_.frame_count() == 0) {
    raw_ = std::move(block.audio_);
  } else {
    raw_.append(block.audio_.view());
  }
  const double seconds = raw_.view().duration_s();
  const double most = (kMostStartS + kMostCharacterS * static_cast<double>(piece_characters_)) / options_.speed;
  return seconds > most ? endless(seconds, piece_characters_) : Result<void>();
}

/// A shelf that is full or broken costs time later, not this clone.
void Synthesizer::Run::keep(const std::string& key) {
  const RawSpeech speech(std::move(raw_));
  const auto sealed = sealer_.seal(key, speech);
  const auto kept = sealed.ok() ? shelves_.pieces->put(voice_.id, key, *sealed) : Result<void>(sealed.error());
  if (!kept.ok()) warn("a finished piece could not be kept and will be made again next time: " + kept.error().message);
}

Result<void> Synthesizer::Run::prepare_prompt() {
  if (has_asked_prompt_ || !voice_.prompt.empty()) return {};
  has_asked_prompt_ = true;
  const std::string version = engine_.traits().version + (options_.fits_closely ? "-close" : "");
  const PromptKey key{voice_.id, engine_.traits().name, version, reference_};
  if (shelves_.prompts != nullptr) {
    auto kept = shelves_.prompts->get(key);
    if (kept.ok() && kept->has_value()) {
      voice_.prompt = std::move(**kept);
      return {};
    }
  }
  TRY(voice_.prompt, engine_.make_prompt(voice_, engine_options(0)));
  if (shelves_.prompts == nullptr || voice_.prompt.empty()) return {};
  const auto kept = shelves_.prompts->put(key, voice_.prompt);
  if (!kept.ok()) warn("what the engine took from the reference could not be kept: " + kept.error().message);
  return {};
}

Result<void> Synthesizer::Run::mark(const audio::AudioView& speech) {
  if (sink_ == nullptr) {
    if (whole_.frame_count() == 0) whole_ = audio::AudioBuffer(speech.format(), 0);
    whole_.append(speech);
    return {};
  }
  if (!stream_) stream_.emplace(speech.format(), safeguards_.key, *report_.payload, *sink_);
  const auto pushed = stream_->push(speech);
  if (!report_.times.first_audio_s && stream_->released_frames() > 0) report_.times.first_audio_s = elapsed_s();
  return pushed;
}

Result<safety::MarkedSpeech> Synthesizer::Run::finish() {
  if (sink_ == nullptr) return safety::MarkedSpeech::make(whole_.view(), safeguards_.key, *report_.payload);
  auto marked = stream_->finish();
  if (!report_.times.first_audio_s && stream_->released_frames() > 0) report_.times.first_audio_s = elapsed_s();
  return marked;
}

double Synthesizer::Run::elapsed_s() const {
  return std::chrono::duration<double>(clock_.monotonic() - started_).count();
}

/// Its progress is that of one piece and becomes that of the text.
SpeakOptions Synthesizer::Run::engine_options(std::size_t piece_characters) {
  SpeakOptions options = options_;
  options.on_news = [this, piece_characters](const EngineNews& news) {
    if (news.is_warning) return warn(news.words);
    say(news.words, static_cast<double>(done_characters_) +
                        std::clamp(news.progress.value_or(0), 0.0, 1.0) * static_cast<double>(piece_characters));
  };
  return options;
}

void Synthesizer::Run::say(std::string words, double done_characters) const {
  if (!options_.on_news) return;
  options_.on_news({std::move(words), std::min(1.0, done_characters / static_cast<double>(characters_))});
}

void Synthesizer::Run::warn(const std::string& words) {
  auto& all = report_.warnings;
  if (std::find(all.begin(), all.end(), words) != all.end()) return;
  all.push_back(words);
  say(words, static_cast<double>(done_characters_));
}

}  // namespace timbre::clone
