# SPDX-License-Identifier: GPL-3.0-or-later
# Puts the static front end together: web/ plus the one vendored module, into <build>/web.
set(DRAGOMAN_WEB_OUTPUT "${CMAKE_BINARY_DIR}/web")
set(DRAGOMAN_PREACT "${CMAKE_SOURCE_DIR}/web/node_modules/htm/preact/standalone.module.js")
add_custom_target(web ALL
  COMMAND ${CMAKE_COMMAND} -DSOURCE=${CMAKE_SOURCE_DIR}/web -DOUTPUT=${DRAGOMAN_WEB_OUTPUT}
          -DPREACT=${DRAGOMAN_PREACT} -P ${CMAKE_SOURCE_DIR}/cmake/assemble_web.cmake
  COMMENT "Assembling the web page")
