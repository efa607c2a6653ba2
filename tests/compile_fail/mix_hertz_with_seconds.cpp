#include "base/units.h"

timbre::Hertz sum() {
#ifdef TIMBRE_MISUSE
  return timbre::Hertz(100) + timbre::Seconds(1);
#else
  return timbre::Hertz(100) + timbre::Hertz(1);
#endif
}
