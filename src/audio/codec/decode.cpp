#include "audio/codec/decode.h"

#include <unistd.h>

#include "audio/codec/helper_reader.h"
#include "audio/codec/input_file.h"
#include "base/utf8.h"

namespace timbre::audio {

Result<std::unique_ptr<AudioReader>> AudioReader::open(const std::filesystem::path& path,
                                                       const DecodeOptions& options) {
  TRY(InputFile input, open_input_file(path));
  return HelperReader::open(std::move(input), printable(path.string()), options);
}

Result<std::unique_ptr<AudioReader>> AudioReader::open_fd(UniqueFd fd, const std::string& display_name,
                                                          const DecodeOptions& options) {
  const std::string name = printable(display_name);
  TRY(InputFile input, check_input_fd(std::move(fd), name));
  return HelperReader::open(std::move(input), name, options);
}

Result<std::unique_ptr<AudioReader>> AudioReader::open_stdin(const DecodeOptions& options) {
  TRY(UniqueFd file, spool(STDIN_FILENO));
  return open_fd(std::move(file), "standard input", options);
}

Result<DecodedAudio> decode_all(AudioReader& reader) {
  DecodedAudio decoded{AudioBuffer(reader.format(), 0), reader.stored(), {}};
  for (;;) {
    TRY(const AudioView block, reader.read_block());
    if (block.empty()) break;
    decoded.audio.append(block);
  }
  decoded.notes = reader.notes();
  return decoded;
}

Result<DecodedAudio> decode_file(const std::filesystem::path& path, const DecodeOptions& options) {
  TRY(const std::unique_ptr<AudioReader> reader, AudioReader::open(path, options));
  return decode_all(*reader);
}

}  // namespace timbre::audio
