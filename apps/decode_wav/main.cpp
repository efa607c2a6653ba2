/// timbre-decode-wav <size>: decodes the WAV file on descriptor 0 to the pipe on descriptor 1.

#include <unistd.h>

#include "audio/codec/helper_main.h"
#include "audio/codec/wav_decode.h"

int main(int argument_count, char** arguments) {
  // _exit: nothing is left to flush, and a restricted process has no use for clean-up
  ::_exit(timbre::audio::run_decode_helper(argument_count, arguments, timbre::audio::decode_wav));
}
