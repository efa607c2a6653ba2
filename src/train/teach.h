#pragma once
/// The loop that every training runs: steps, a line in the log now and then, and at every look what is watched, a
/// checkpoint and the page.

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "train/steps.h"
#include "train/training_log.h"

namespace timbre::train {

using NamedValues = std::vector<std::pair<std::string, double>>;

struct TeachPlan {
  std::string title;
  std::vector<Curve> curves;
  std::filesystem::path folder;  ///< of the checkpoint
  std::int64_t step_count = 0;
  std::int64_t watch_every = 1;
  std::int64_t clips_per_step = 1;
};

/// `values_of(news)` names what a step gave, `watch()` what a look gave and may be empty. Errors of the disk.
template <typename Trainer, typename ValuesOf, typename Watch>
Result<void> teach(Trainer& trainer, const TeachPlan& plan, TrainingLog& log, ValuesOf values_of, Watch watch) {
  constexpr std::int64_t kLogEvery = 10;
  Pace pace;
  while (trainer.steps_done() < plan.step_count) {
    LogLine line{0, values_of(trainer.step())};
    line.step = trainer.steps_done();
    const bool is_look = line.step % plan.watch_every == 0 || line.step == plan.step_count;
    if (line.step % kLogEvery != 0 && !is_look) continue;
    line.values.emplace_back("clips_per_s", pace.per_second(plan.clips_per_step * kLogEvery));
    if (is_look) {
      for (auto& value : watch()) line.values.push_back(std::move(value));
      TRY_VOID(trainer.save(plan.folder / "checkpoint.pt"));
      std::printf("step %lld of %lld:", static_cast<long long>(line.step), static_cast<long long>(plan.step_count));
      for (const auto& [name, value] : line.values) std::printf(" %s %.4g", name.c_str(), value);
      std::puts("");
      std::fflush(stdout);
    }
    TRY_VOID(log.add(line));
    if (is_look) TRY_VOID(log.write_page(plan.title, plan.curves));
  }
  return {};
}

}  // namespace timbre::train
