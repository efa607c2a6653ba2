#include "base/result.h"

#pragma GCC diagnostic error "-Wunused-result"

timbre::Result<int> answer();

int use() {
#ifdef TIMBRE_MISUSE
  answer();
  return 0;
#else
  return answer().ok() ? 1 : 0;
#endif
}
