#pragma once
/// While one lives, this thread treats denormal floats as zero: a recursive filter that runs on into digital silence
/// would otherwise become a hundred times slower.

#include <xmmintrin.h>

namespace timbre::dsp {

class DenormalsAreZero {
 public:
  DenormalsAreZero() : saved_(_mm_getcsr()) { _mm_setcsr(saved_ | 0x8040U); }  // FTZ | DAZ
  DenormalsAreZero(const DenormalsAreZero&) = delete;
  DenormalsAreZero& operator=(const DenormalsAreZero&) = delete;
  ~DenormalsAreZero() { _mm_setcsr(saved_); }

 private:
  unsigned int saved_;
};

}  // namespace timbre::dsp
