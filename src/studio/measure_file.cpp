#include "studio/measure_file.h"

#include <utility>

#include "measure/take_meter.h"

namespace timbre::studio {

Result<measure::TakeMeasurements> measure_file(const std::filesystem::path& path, const audio::DecodeOptions& decode) {
  TRY(const auto reader, path == "-" ? audio::AudioReader::open_stdin(decode) : audio::AudioReader::open(path, decode));
  measure::TakeMeter meter(reader->format(), {.threads = measure::MeterThreads::Two});
  for (;;) {
    TRY(const audio::AudioView block, reader->read_block());
    if (block.empty()) break;
    meter.push(block);
  }
  return meter.finish(reader->stored()).measurements;
}

}  // namespace timbre::studio
