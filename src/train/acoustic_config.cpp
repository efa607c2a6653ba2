#include "train/acoustic_config.h"

namespace timbre::train {
namespace {

bool read_net(const Json& json, AcousticNetOptions& into) {
  const FieldSetters setters{{"encoded", number_field(into.encoded, 4, 4096)},
                             {"phone_channels", number_field(into.phone_channels, 4, 4096)},
                             {"phone_blocks", number_field(into.phone_blocks, 1, 100)},
                             {"prosody_channels", number_field(into.prosody_channels, 4, 4096)},
                             {"prosody_blocks", number_field(into.prosody_blocks, 1, 100)},
                             {"mel_channels", number_field(into.mel_channels, 4, 4096)},
                             {"mel_blocks", number_field(into.mel_blocks, 1, 100)}};
  return json.is_object() && read_fields(json, setters).ok();
}

bool read_corpora(const Json& json, std::vector<AcousticCorpus>& into) {
  if (!json.is_array() || json.empty()) return false;
  into.clear();
  for (const Json& one : json) {
    AcousticCorpus corpus;
    const FieldSetters setters{{"manifest", folder_field(corpus.manifest)},
                               {"timed", folder_field(corpus.timed)},
                               {"folder", folder_field(corpus.folder)},
                               {"share", number_field(corpus.share, 0, 1e6)},
                               {"least_confidence", number_field(corpus.least_confidence, 0, 1)},
                               {"warps", numbers_field(corpus.warps, 0.5, 2)},
                               {"one_warp_each", flag_field(corpus.is_one_warp_each)}};
    if (!one.is_object() || !read_fields(one, setters).ok()) return false;
    if (corpus.manifest.empty() || corpus.timed.empty() || corpus.folder.empty()) return false;
    into.push_back(std::move(corpus));
  }
  return true;
}

FieldSetters setters_of(AcousticConfig& c) {
  return {{"corpora", [&c](const Json& json) { return read_corpora(json, c.corpora); }},
          {"folder", folder_field(c.folder)},
          {"encoder", folder_field(c.encoder)},
          {"seed", number_field(c.seed, 0, 1e15)},
          {"net", [&c](const Json& json) { return read_net(json, c.net); }},
          {"steps", number_field(c.step_count, 1, 1e8)},
          {"warm_up_steps", number_field(c.warm_up_step_count, 0, 1e8)},
          {"clips_per_step", number_field(c.clips_per_step, 1, 4096)},
          {"crop_frames", number_field(c.crop_frame_count, 20, 3000)},
          {"peak_rate", number_field(c.peak_rate, 0, 1)},
          {"weight_decay", number_field(c.weight_decay, 0, 1)},
          {"judge_from_step", number_field(c.judge_from_step, 0, 1e8)},
          {"judge_weight", number_field(c.judge_weight, 0, 100)},
          {"voice_weight", number_field(c.voice_weight, 0, 100)},
          {"ear_weight", number_field(c.ear_weight, 0, 100)},
          {"blended", flag_field(c.is_blended)},
          {"begin_from", folder_field(c.begin_from)},
          {"bfloat16", flag_field(c.is_bfloat16)},
          {"watch_every", number_field(c.watch_every, 1, 1e8)},
          {"threads", number_field(c.thread_count, 1, 256)}};
}

}  // namespace

Result<AcousticConfig> parse_acoustic_config(std::string_view text) {
  AcousticConfig config;
  TRY_VOID(read_config_text(text, setters_of(config)));
  if (config.corpora.empty()) return wrong_field("corpora", "is missing");
  if (config.folder.empty()) return wrong_field("folder", "is missing");
  if (config.encoder.empty()) return wrong_field("encoder", "is missing");
  return config;
}

Result<AcousticConfig> read_acoustic_config(FileSystem& disk, const std::filesystem::path& path) {
  return read_config(disk, path, parse_acoustic_config);
}

}  // namespace timbre::train
