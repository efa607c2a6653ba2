/// Prints what the gating findings and the SNR make of gated, zero-filled and noise-suppressed speech.

#include <cstdio>

#include "accuracy/doctored.h"

int main(int argc, char**) {
  const auto trials = timbre::accuracy::run_doctored_grid(argc > 1 ? 2 : 1);
  std::fputs(timbre::accuracy::doctored_table(trials).c_str(), stdout);
  for (const auto& t : trials) {
    if (argc < 2) break;
    std::printf("%s\t%s\t%s\t%.0f\t%.1f\tunder %.1f\tfall %.1f\tdead %.2f\tflicker %.1f\n", t.corpus.c_str(),
                t.noise.c_str(), t.kind.c_str(), t.true_db, t.fused_db, t.evidence.pause_under_noise_db,
                t.evidence.steepest_fall_db, t.evidence.dead_share, t.evidence.flicker_db);
  }
  return 0;
}
