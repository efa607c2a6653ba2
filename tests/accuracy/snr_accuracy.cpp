/// Prints the accuracy of the signal-to-noise ratio over the test data as a Markdown table; with the argument "list",
/// every trial as tab-separated values instead. A number thins the sources out.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "accuracy/snr_trial.h"

int main(int argc, char** argv) {
  const std::string mode = argc > 1 ? argv[1] : "table";
  const auto stride = static_cast<std::size_t>(argc > 2 ? std::max(1, std::atoi(argv[2])) : 1);
  const auto trials = timbre::accuracy::run_snr_grid(stride);
  if (mode != "list") {
    std::fputs(timbre::accuracy::snr_table(trials).c_str(), stdout);
    return 0;
  }
  for (const auto& t : trials) {
    std::printf("%s\t%s\t%d\t%.2f\t%.2f\t%.2f\t%.2f\t%.2f\t%d\t%s\n", t.corpus.c_str(), t.noise.c_str(),
                t.with_pauses ? 1 : 0, t.true_db, t.fused_db.value_or(-99), t.room_db.value_or(-99),
                t.wada_db.value_or(-99), t.under_db.value_or(-99), t.flagged ? 1 : 0, t.how.c_str());
  }
  return 0;
}
