#include "train/vocoder_config.h"

namespace timbre::train {
namespace {

bool read_net(const Json& json, VocoderNetOptions& into) {
  const FieldSetters setters{{"channels", number_field(into.channels, 4, 4096)},
                             {"blocks", number_field(into.blocks, 1, 100)},
                             {"expansion", number_field(into.expansion, 1, 8)}};
  return json.is_object() && read_fields(json, setters).ok();
}

FieldSetters setters_of(VocoderConfig& c) {
  return {{"corpora", corpora_field(c.corpora)},
          {"folder", folder_field(c.folder)},
          {"seed", number_field(c.seed, 0, 1e15)},
          {"net", [&c](const Json& json) { return read_net(json, c.net); }},
          {"steps", number_field(c.step_count, 1, 1e8)},
          {"warm_up_steps", number_field(c.warm_up_step_count, 0, 1e8)},
          {"clips_per_step", number_field(c.clips_per_step, 1, 4096)},
          {"crop_frames", number_field(c.crop_frame_count, 20, 3000)},
          {"peak_rate", number_field(c.peak_rate, 0, 1)},
          {"weight_decay", number_field(c.weight_decay, 0, 1)},
          {"bfloat16", flag_field(c.is_bfloat16)},
          {"watch_every", number_field(c.watch_every, 1, 1e8)},
          {"threads", number_field(c.thread_count, 1, 256)}};
}

}  // namespace

Result<VocoderConfig> parse_vocoder_config(std::string_view text) {
  VocoderConfig config;
  TRY_VOID(read_config_text(text, setters_of(config)));
  if (config.corpora.empty()) return wrong_field("corpora", "is missing");
  if (config.folder.empty()) return wrong_field("folder", "is missing");
  return config;
}

Result<VocoderConfig> read_vocoder_config(FileSystem& disk, const std::filesystem::path& path) {
  return read_config(disk, path, parse_vocoder_config);
}

}  // namespace timbre::train
