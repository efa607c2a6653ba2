#include <chrono>
#include <cstdio>

#include "measure/bandwidth.h"
#include "measure/clicks.h"
#include "measure/hum.h"
#include "measure/plosives.h"
#include "measure/sibilance.h"
#include "measure/srmr.h"

#include "colour/clips.h"

using namespace timbre;
int main() {
  for (const auto& c : colour::speech_clips()) {
    audio::AudioView v(c.rate_hz, c.samples);
    const auto cl = *measure::measure_clicks(v), p = *measure::measure_plosives(v), s = *measure::measure_sibilance(v);
    const auto r = *measure::measure_srmr(v);
    std::printf("%s clicks %.0f pops %.0f sharp %.0f srmr %.2f |", c.name.c_str(), *cl.count.value, *p.count.value,
                s.count.value.value_or(-1), r.value.value_or(-1));
    for (auto& t : cl.times) std::printf(" c%.3f", t.start_s);
    for (auto& t : p.times) std::printf(" p%.2f", t.start_s);
    for (auto& t : s.times) std::printf(" s%.2f", t.start_s);
    std::printf("\n");
  }
}
