#include "studio/watermark_file.h"

#include <algorithm>
#include <cmath>

#include "audio/codec/decode.h"
#include "audio/codec/flac_writer.h"
#include "audio/codec/wav_file_writer.h"
#include "base/file_sum.h"
#include "base/utc_time.h"
#include "safety/audit_record.h"
#include "safety/watermark_payload.h"
#include "studio/staged_files.h"

namespace timbre::studio {
namespace {

using safety::AuditAct;
using safety::AuditEvent;

enum class Container { Wav, Flac };

Result<Container> container_of(const std::filesystem::path& output) {
  std::string ending = output.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) { return std::tolower(c); });
  if (ending == ".wav") return Container::Wav;
  if (ending == ".flac") return Container::Flac;
  return Error{ErrorKind::InvalidInput, "output '" + output.string() + "' must end with .wav or .flac"};
}

constexpr double kSteps24 = 8'388'608.0;

/// Rounded to 24 bits, clamped to full scale: what the writers take.
audio::AudioBuffer in_24_bits(const audio::AudioBuffer& sound) {
  audio::AudioBuffer rounded = sound;
  for (int c = 0; c < sound.format().channel_count; ++c) {
    for (float& sample : rounded.channel(c)) {
      const double step = std::clamp(std::nearbyint(static_cast<double>(sample) * kSteps24), -kSteps24, kSteps24 - 1);
      sample = static_cast<float>(step / kSteps24);
    }
  }
  return rounded;
}

double snr_db(const audio::AudioView& clean, const audio::AudioView& marked) {
  double signal = 0;
  double noise = 0;
  for (int c = 0; c < clean.channel_count(); ++c) {
    for (std::size_t i = 0; i < clean.frame_count(); ++i) {
      const double x = clean.channel(c)[i];
      const double difference = marked.channel(c)[i] - x;
      signal += x * x;
      noise += difference * difference;
    }
  }
  return noise > 0 ? 10 * std::log10(signal / noise) : 0;
}

Error named(Error error, const std::filesystem::path& file) {
  error.message = "'" + file.string() + "': " + error.message;
  return error;
}

Result<void> must_be_unmarked(const audio::AudioView& sound, const safety::WatermarkKey& key) {
  const auto found = safety::detect_watermark(sound, key);
  if (!found.ok() || found->outcome != safety::WatermarkOutcome::Marked) return {};
  return Error{ErrorKind::InvalidInput,
               "it carries a watermark of this installation already" +
                   (found->payload ? " (payload " + std::to_string(*found->payload) + ")" : std::string()) +
                   "; a second one would spoil both. Mark the sound it was made from"};
}

Result<void> write_sound(const audio::AudioBuffer& sound, Container container, OutputFile& file,
                         const audio::AudioTags& tags) {
  const audio::AudioFormat& format = sound.format();
  TRY(const auto writer, container == Container::Flac
                             ? audio::open_flac_writer(file, format, 24, tags)
                             : audio::open_wav_writer(file, format, audio::WavFileEncoding::Pcm24, tags));
  TRY_VOID(writer->write(in_24_bits(sound).view()));
  TRY_VOID(writer->finish());
  return file.sync();
}

}  // namespace

Result<EmbeddedFile> embed_watermark_in_file(const std::filesystem::path& input, const std::filesystem::path& output,
                                             const safety::WatermarkKey& key, safety::AuditLog& log, FileSystem& disk,
                                             const EmbedFileOptions& options) {
  TRY(const Container container, container_of(output));
  StagedFiles files(disk, options.may_replace);
  TRY_VOID(files.check(output, input));
  TRY(const audio::DecodedAudio decoded, audio::decode_file(input));
  const audio::AudioView sound = decoded.audio.view();
  const auto clean = must_be_unmarked(sound, key);
  if (!clean.ok()) return named(clean.error(), input);
  TRY(const std::string sum, sha256_of_file(disk, input));
  TRY(const auto receipt, log.append({AuditAct::WatermarkEmbedded,
                                      "",
                                      {{"input_sha256", sum}, {"has_own_payload", options.payload.has_value()}}}));
  EmbeddedFile done{.payload = options.payload.value_or(safety::watermark_payload(receipt.index)),
                    .notes = decoded.notes};
  const auto marked = safety::embed_watermark(sound, key, done.payload);
  if (!marked.ok()) return named(marked.error(), input);
  done.snr_db = snr_db(sound, marked->view());
  TRY(const auto file, files.open(output));
  TRY_VOID(write_sound(*marked, container, *file, options.tags));
  TRY_VOID(files.publish());
  return done;
}

Result<safety::WatermarkFinding> detect_watermark_in_file(const std::filesystem::path& input,
                                                          const safety::WatermarkKey& key, safety::AuditLog& log) {
  TRY(const audio::DecodedAudio decoded, audio::decode_file(input));
  const auto found = safety::detect_watermark(decoded.audio.view(), key);
  if (!found.ok()) return named(found.error(), input);
  if (found->outcome == safety::WatermarkOutcome::Marked) {
    Json details = {{"duration_ms", std::llround(1000 * decoded.audio.view().duration_s())},
                    {"z_thousandths", std::llround(1000 * found->z)}};
    if (found->payload) details["payload"] = *found->payload;
    TRY_VOID(log.append({AuditAct::WatermarkDetected, "", details}));
  }
  return found;
}

Result<std::string> origin_of(const safety::WatermarkFinding& finding, SafetyDesk& desk) {
  if (!finding.payload) return std::string();
  TRY(const std::string text, desk.log().record(safety::payload_record(*finding.payload)));
  TRY(const safety::AuditRecord record, safety::parse_record(text));
  const std::string when = " on " + rfc3339(record.time_ms);
  if (record.act == to_string(AuditAct::WatermarkEmbedded)) return "marked by hand" + when;
  if (record.act != to_string(AuditAct::CloneAsked)) {
    return "the log of this installation has another kind of record there (" + record.act +
           "): the mark was made with a payload of its own, or elsewhere";
  }
  const auto voice = desk.book().voice(record.voice_id);
  return "a clone of " + (voice.ok() ? "'" + voice->name + "'" : "voice " + record.voice_id) + " by " +
         record.details.value("engine", "an engine") + ", asked for" + when;
}

Json to_json(const safety::WatermarkFinding& finding) {
  Json json = {{"outcome", safety::to_string(finding.outcome)},
               {"z", finding.z},
               {"false_positive", finding.false_positive},
               {"tried", finding.tried},
               {"payload", nullptr},
               {"record", nullptr},
               {"key_epoch", nullptr},
               {"speed", finding.speed},
               {"begin_s", finding.begin_s},
               {"end_s", finding.end_s}};
  if (finding.payload) {
    json["payload"] = *finding.payload;
    json["record"] = safety::payload_record(*finding.payload);
    json["key_epoch"] = safety::payload_key_epoch(*finding.payload);
  }
  return json;
}

}  // namespace timbre::studio
