# Third-party parts, from Debian 12's own packages but for whisper.cpp and ONNX Runtime. Which room may include which: tools/check_layers.py.
find_package(PkgConfig REQUIRED)
pkg_check_modules(FFTW REQUIRED IMPORTED_TARGET fftw3f)
pkg_check_modules(SOXR REQUIRED IMPORTED_TARGET soxr)
pkg_check_modules(FFMPEG REQUIRED IMPORTED_TARGET libavformat libavcodec libavutil)
pkg_check_modules(FLAC REQUIRED IMPORTED_TARGET flac)
pkg_check_modules(SECCOMP REQUIRED IMPORTED_TARGET libseccomp)
pkg_check_modules(POCKETSPHINX REQUIRED IMPORTED_TARGET pocketsphinx sphinxbase)
# Debian's sphinxbase.pc names an include folder that the package does not have.
foreach(folder IN LISTS POCKETSPHINX_INCLUDE_DIRS)
  if(EXISTS ${folder})
    list(APPEND TIMBRE_POCKETSPHINX_INCLUDE ${folder})
  endif()
endforeach()
set_target_properties(PkgConfig::POCKETSPHINX PROPERTIES INTERFACE_INCLUDE_DIRECTORIES "${TIMBRE_POCKETSPHINX_INCLUDE}")
# Its archives rather than its shared libraries, which bring LAPACK and Fortran along and are bound at every start.
find_library(TIMBRE_POCKETSPHINX_ARCHIVE libpocketsphinx.a)
find_library(TIMBRE_SPHINXBASE_ARCHIVE libsphinxbase.a)
if(TIMBRE_POCKETSPHINX_ARCHIVE AND TIMBRE_SPHINXBASE_ARCHIVE)
  set_target_properties(PkgConfig::POCKETSPHINX PROPERTIES INTERFACE_LINK_LIBRARIES
    "${TIMBRE_POCKETSPHINX_ARCHIVE};${TIMBRE_SPHINXBASE_ARCHIVE};m;pthread")
endif()
find_path(TIMBRE_POCKETSPHINX_FOLDER en-us.lm.bin PATHS /usr/share/pocketsphinx/model/en-us NO_DEFAULT_PATH)
if(NOT TIMBRE_POCKETSPHINX_FOLDER)  # found at run time or named in TIMBRE_POCKETSPHINX_MODEL
  set(TIMBRE_POCKETSPHINX_FOLDER /usr/share/pocketsphinx/model/en-us)
endif()
pkg_check_modules(ESPEAK_NG REQUIRED IMPORTED_TARGET espeak-ng)
find_package(CURL REQUIRED)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(ARCHIVE REQUIRED IMPORTED_TARGET libarchive)
set(OPENSSL_USE_STATIC_LIBS TRUE)  # timbre-decode-wav is linked without any shared library
find_package(OpenSSL REQUIRED)
find_package(ZLIB REQUIRED)
find_package(Boost 1.74 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(Threads REQUIRED)
if(TIMBRE_TESTS STREQUAL "AUTO")
  find_package(GTest QUIET)  # a user who only runs Timbre need not have it
  set(TIMBRE_TESTS ${GTest_FOUND})
endif()
if(TIMBRE_TESTS)
  find_package(GTest REQUIRED)
  pkg_check_modules(EBUR128 REQUIRED IMPORTED_TARGET libebur128)
endif()
if(TIMBRE_BENCH)
  find_package(benchmark REQUIRED)
endif()

# Debian's libtorch-dev, only for what learns. Its own CMake files would bring OpenCV and protobuf along.
if(TIMBRE_TRAIN)
  find_path(TIMBRE_TORCH_INCLUDE torch/csrc/api/include/torch/torch.h)
  find_library(TIMBRE_TORCH_CPU torch_cpu)
  find_library(TIMBRE_TORCH_C10 c10)
  if(NOT TIMBRE_TORCH_INCLUDE OR NOT TIMBRE_TORCH_CPU OR NOT TIMBRE_TORCH_C10)
    message(FATAL_ERROR "TIMBRE_TRAIN needs LibTorch: apt-get install libtorch-dev")
  endif()
  add_library(timbre_torch INTERFACE)
  target_include_directories(timbre_torch SYSTEM INTERFACE
    ${TIMBRE_TORCH_INCLUDE}/torch/csrc/api/include ${TIMBRE_TORCH_INCLUDE})
  target_link_libraries(timbre_torch INTERFACE ${TIMBRE_TORCH_CPU} ${TIMBRE_TORCH_C10} Threads::Threads)
endif()

# whisper.cpp is built once, outside the presets, by tools/setup.sh. Without it Timbre hears with pocketsphinx alone.
set(TIMBRE_WHISPER_ROOT ${CMAKE_SOURCE_DIR}/build/third_party/whisper CACHE PATH "Where whisper.cpp is installed")
find_library(TIMBRE_WHISPER_LIBRARY whisper PATHS ${TIMBRE_WHISPER_ROOT}/lib NO_DEFAULT_PATH)
if(TIMBRE_WHISPER_LIBRARY)
  add_library(timbre_whisper INTERFACE)
  target_include_directories(timbre_whisper SYSTEM INTERFACE ${TIMBRE_WHISPER_ROOT}/include)
  target_link_libraries(timbre_whisper INTERFACE ${TIMBRE_WHISPER_LIBRARY}
    ${TIMBRE_WHISPER_ROOT}/lib/libggml.a ${TIMBRE_WHISPER_ROOT}/lib/libggml-cpu.a ${TIMBRE_WHISPER_ROOT}/lib/libggml-base.a
    Threads::Threads ${CMAKE_DL_LIBS})
endif()

# ONNX Runtime: the system's (Debian 13), else what tools/setup.sh fetched. Only its headers are used here: src/nn opens
# the library when it is first needed, from the folder lib beside the programs' own, so that a build folder is whole.
# Without it every neural model is unavailable, and all else works.
find_package(onnxruntime QUIET CONFIG)
if(TARGET onnxruntime::onnxruntime)
  get_target_property(TIMBRE_ONNXRUNTIME_INCLUDE onnxruntime::onnxruntime INTERFACE_INCLUDE_DIRECTORIES)
else()
  set(TIMBRE_ONNXRUNTIME_ROOT ${CMAKE_SOURCE_DIR}/build/third_party/onnxruntime CACHE PATH "Where ONNX Runtime is")
  set(onnxruntime_library ${TIMBRE_ONNXRUNTIME_ROOT}/lib/libonnxruntime.so.1)
  if(EXISTS ${onnxruntime_library} AND EXISTS ${TIMBRE_ONNXRUNTIME_ROOT}/include/onnxruntime_c_api.h)
    set(TIMBRE_ONNXRUNTIME_INCLUDE ${TIMBRE_ONNXRUNTIME_ROOT}/include)
    file(COPY ${onnxruntime_library} DESTINATION ${CMAKE_BINARY_DIR}/lib)
  endif()
endif()
