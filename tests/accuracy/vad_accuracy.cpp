/// Prints the accuracy of voice activity over the test data as a Markdown table.

#include <cstdio>

#include "accuracy/vad_trial.h"

int main() {
  std::fputs(timbre::accuracy::vad_table(timbre::accuracy::run_vad_grid(1)).c_str(), stdout);
  return 0;
}
