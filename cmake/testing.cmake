# SPDX-License-Identifier: GPL-3.0-or-later
# dragoman_unit_test(NAME SOURCES... LIBRARIES libs...): one doctest program per folder under test.
find_path(DOCTEST_INCLUDE doctest/doctest.h REQUIRED)
add_library(doctest_main STATIC "${CMAKE_SOURCE_DIR}/tests/unit/main.cc")
target_link_libraries(doctest_main PUBLIC dragoman_flags)
target_include_directories(doctest_main SYSTEM PUBLIC "${DOCTEST_INCLUDE}")

function(dragoman_unit_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE doctest_main ${ARG_LIBRARIES})
  target_compile_definitions(${name} PRIVATE DRAGOMAN_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  add_test(NAME ${name} COMMAND ${name})
endfunction()

# dragoman_fuzz_target(NAME SOURCE LIBRARIES...): libFuzzer when DRAGOMAN_FUZZ, else a stand-in main that
# replays tests/fuzz/seeds and mutations of them, so that fuzz targets never rot.
function(dragoman_fuzz_target name source)
  add_executable(${name} ${source})
  target_link_libraries(${name} PRIVATE dragoman_flags ${ARGN})
  if(DRAGOMAN_FUZZ)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  else()
    target_sources(${name} PRIVATE "${CMAKE_SOURCE_DIR}/tests/fuzz/stand_in_main.cc")
    add_test(NAME ${name} COMMAND ${name} "${CMAKE_SOURCE_DIR}/tests/fuzz/seeds")
  endif()
endfunction()
