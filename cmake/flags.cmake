# SPDX-License-Identifier: GPL-3.0-or-later
# The one place for language level, warnings and instrumentation: the INTERFACE target dragoman_flags.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}")
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()

add_library(dragoman_flags INTERFACE)
target_include_directories(dragoman_flags INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_options(dragoman_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor
  # g++ 12 warns of std::string's own operator+ (GCC bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  $<$<BOOL:${DRAGOMAN_WERROR}>:-Werror>)
if(DRAGOMAN_SANITIZE)
  target_compile_options(dragoman_flags INTERFACE -fsanitize=${DRAGOMAN_SANITIZE}
    -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(dragoman_flags INTERFACE -fsanitize=${DRAGOMAN_SANITIZE})
endif()
if(DRAGOMAN_FUZZ)
  target_compile_options(dragoman_flags INTERFACE -fsanitize=fuzzer-no-link,address,undefined)
  target_link_options(dragoman_flags INTERFACE -fsanitize=address,undefined)
endif()
if(DRAGOMAN_COVERAGE)
  target_compile_options(dragoman_flags INTERFACE --coverage)
  target_link_options(dragoman_flags INTERFACE --coverage)
endif()

# dragoman_library(NAME SOURCES...): a static library of the house with the common flags.
function(dragoman_library name)
  add_library(${name} STATIC ${ARGN})
  target_link_libraries(${name} PUBLIC dragoman_flags)
endfunction()
