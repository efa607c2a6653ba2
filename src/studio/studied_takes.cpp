#include "studio/studied_takes.h"

#include "audio/codec/decode.h"

namespace timbre::studio {
namespace {

Result<measure::MeasuredTake> studied(const std::filesystem::path& path) {
  TRY(const auto reader, audio::AudioReader::open(path, {}));
  measure::TakeMeter meter(reader->format(),
                           {.curves = measure::KeepCurves::Yes, .threads = measure::MeterThreads::Two});
  for (;;) {
    TRY(const audio::AudioView block, reader->read_block());
    if (block.empty()) break;
    meter.push(block);
  }
  return meter.finish(reader->stored());
}

}  // namespace

Result<std::shared_ptr<const measure::MeasuredTake>> StudiedTakes::study(const std::string& sum,
                                                                         const std::filesystem::path& path) {
  TRY(auto take, takes_.get(sum, [&path] { return studied(path); }));
  if (take->curves->picture.duration_s > kLongestKeptS) takes_.forget(sum);
  return take;
}

}  // namespace timbre::studio
