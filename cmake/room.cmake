include(GoogleTest)

# Test programs are most of what is compiled, and GoogleTest's headers most of each: parsed once, and what only calls the
# product and compares is not worth -O3. The product itself is compiled without any of this.
if(TIMBRE_TESTS)
  set(timbre_test_options -O1)
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/test_headers.cpp CONTENT "// For cmake/room.cmake: the headers that all tests share.\n")
  add_library(timbre_test_headers OBJECT ${CMAKE_BINARY_DIR}/test_headers.cpp)
  target_link_libraries(timbre_test_headers PRIVATE timbre_flags GTest::gtest GTest::gmock)
  target_compile_options(timbre_test_headers PRIVATE ${timbre_test_options})
  target_precompile_headers(timbre_test_headers PRIVATE <gmock/gmock.h> <gtest/gtest.h>)
endif()

# add_room(NAME measure LAYER 3 USES base audio dsp TEST_USES … LINK <targets>
#          HEADERS a.h … SOURCES a.cpp … TESTS a_test.cpp … TEST_LINK <targets>)
#
# One static library timbre_<name>, every header compiled alone, and one test program <name>_tests. A header with a source
# of its name is compiled alone by that source, whose first include it is (tools/check_layers.py); the others get one.
# Every file is named: no globs. A room may use only rooms of lower layers.
function(add_room)
  cmake_parse_arguments(ROOM "" "NAME;LAYER" "USES;TEST_USES;LINK;HEADERS;SOURCES;TESTS;TEST_LINK" ${ARGN})
  set(target timbre_${ROOM_NAME})
  set_property(GLOBAL PROPERTY timbre_layer_${ROOM_NAME} ${ROOM_LAYER})
  foreach(used IN LISTS ROOM_USES ROOM_TEST_USES)
    get_property(used_layer GLOBAL PROPERTY timbre_layer_${used})
    if(used_layer STREQUAL "")
      message(FATAL_ERROR "room ${ROOM_NAME} uses ${used}, which is not a room declared before it")
    endif()
    if(used_layer GREATER_EQUAL ROOM_LAYER)
      message(FATAL_ERROR "room ${ROOM_NAME} (layer ${ROOM_LAYER}) may not use ${used} (layer ${used_layer})")
    endif()
  endforeach()

  set(alone ${CMAKE_CURRENT_BINARY_DIR}/headers_alone)
  set(alone_sources)
  foreach(header IN LISTS ROOM_HEADERS)
    string(REGEX REPLACE "\\.h$" ".cpp" source ${header})
    if(source IN_LIST ROOM_SOURCES)
      continue()
    endif()
    string(MAKE_C_IDENTIFIER ${header} id)
    file(CONFIGURE OUTPUT ${alone}/${id}.cpp
         CONTENT "#include \"${ROOM_NAME}/${header}\"\n#include \"${ROOM_NAME}/${header}\"\n")
    list(APPEND alone_sources ${alone}/${id}.cpp)
  endforeach()

  list(TRANSFORM ROOM_USES PREPEND timbre_)
  list(TRANSFORM ROOM_TEST_USES PREPEND timbre_)
  if(ROOM_SOURCES)
    add_library(${target} STATIC ${ROOM_SOURCES})
    target_link_libraries(${target} PUBLIC timbre_flags ${ROOM_USES} ${ROOM_LINK})
  else()
    add_library(${target} INTERFACE)
    target_link_libraries(${target} INTERFACE timbre_flags ${ROOM_USES} ${ROOM_LINK})
  endif()

  if(TIMBRE_TESTS AND alone_sources)
    add_library(${target}_headers OBJECT ${alone_sources})
    target_link_libraries(${target}_headers PRIVATE ${target})
  endif()
  if(TIMBRE_TESTS AND ROOM_TESTS)
    add_executable(${ROOM_NAME}_tests ${ROOM_TESTS})
    target_link_libraries(${ROOM_NAME}_tests PRIVATE ${target} ${ROOM_TEST_USES} GTest::gtest GTest::gmock GTest::gtest_main ${ROOM_TEST_LINK})
    target_compile_options(${ROOM_NAME}_tests PRIVATE ${timbre_test_options})
    target_precompile_headers(${ROOM_NAME}_tests REUSE_FROM timbre_test_headers)
    # Six files at a time: what they share of templates (JSON's above all) is instantiated once.
    set_target_properties(${ROOM_NAME}_tests PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 6)
    # What helps the tests without being one is analysed by clang-tidy, which cannot read GCC's precompiled headers.
    set(helpers ${ROOM_TESTS})
    list(FILTER helpers EXCLUDE REGEX "_test\\.cpp$")
    if(helpers)
      set_source_files_properties(${helpers} PROPERTIES SKIP_PRECOMPILE_HEADERS ON SKIP_UNITY_BUILD_INCLUSION ON)
    endif()
    timbre_discover_tests(${ROOM_NAME}_tests unit)
    # Every room's tests as one target: what the sanitizers build.
    if(NOT TARGET timbre_unit_tests)
      add_custom_target(timbre_unit_tests)
    endif()
    add_dependencies(timbre_unit_tests ${ROOM_NAME}_tests)
  endif()
endfunction()

# timbre_discover_tests(<program> <label>): one CTest per case, so that a skipped case is reported as skipped.
function(timbre_discover_tests program label)
  gtest_discover_tests(${program} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 120
    PROPERTIES LABELS ${label} TIMEOUT 300
    ENVIRONMENT "TIMBRE_BIN=${CMAKE_RUNTIME_OUTPUT_DIRECTORY}"
    # Apart from ENVIRONMENT: discovery at test time splits a list and loses its second element.
    ENVIRONMENT_MODIFICATION "TIMBRE_SOURCE=set:${CMAKE_SOURCE_DIR}")
endfunction()
