# Compiler flags shared by every target, kept in one interface library.
option(TIMBRE_ASSERTIONS "Standard library assertions" OFF)

add_library(timbre_flags INTERFACE)
target_compile_options(timbre_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor -Wold-style-cast
  -Woverloaded-virtual -Wduplicated-cond -Wlogical-op -Werror
  -Wno-restrict  # GCC 12 sees overlaps in std::string + that are not there (GCC bug 105651)

  # The same samples give the same bytes on every x86-64: no contraction, no reassociation.
  -ffp-contract=off)
target_include_directories(timbre_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)

if(TIMBRE_ASSERTIONS)
  target_compile_definitions(timbre_flags INTERFACE _GLIBCXX_ASSERTIONS)
endif()
if(TIMBRE_SANITIZE STREQUAL "address")
  target_compile_options(timbre_flags INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -O1 -g1)
  target_link_options(timbre_flags INTERFACE -fsanitize=address,undefined)
  target_compile_definitions(timbre_flags INTERFACE TIMBRE_SANITIZED)
elseif(TIMBRE_SANITIZE STREQUAL "thread")
  target_compile_options(timbre_flags INTERFACE -fsanitize=thread -O1 -g1)
  target_link_options(timbre_flags INTERFACE -fsanitize=thread)
  target_compile_definitions(timbre_flags INTERFACE TIMBRE_SANITIZED)
elseif(TIMBRE_SANITIZE)
  message(FATAL_ERROR "TIMBRE_SANITIZE is '${TIMBRE_SANITIZE}'; it may be empty, 'address' or 'thread'")
endif()
