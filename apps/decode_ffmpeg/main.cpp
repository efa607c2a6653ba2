/// timbre-decode-ffmpeg <size>: decodes the file on descriptor 0 with FFmpeg to the pipe on descriptor 1.

#include <unistd.h>

#include "audio/codec/ffmpeg_decode.h"
#include "audio/codec/helper_main.h"

int main(int argument_count, char** arguments) {
  timbre::audio::prepare_ffmpeg();
  // _exit: nothing is left to flush, and a restricted process has no use for clean-up
  ::_exit(timbre::audio::run_decode_helper(argument_count, arguments, timbre::audio::decode_with_ffmpeg));
}
