/// Prints what the gating findings and the SNR make of gated, zero-filled and noise-suppressed speech.

#include <cstdio>

#include "accuracy/doctored.h"

int main() {
  std::fputs(timbre::accuracy::doctored_table(timbre::accuracy::run_doctored_grid(1)).c_str(), stdout);
  return 0;
}
