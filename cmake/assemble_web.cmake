# SPDX-License-Identifier: GPL-3.0-or-later
# Script: copies the front end's own files and the vendored preact module into OUTPUT.
file(REMOVE_RECURSE "${OUTPUT}")
file(COPY "${SOURCE}/" DESTINATION "${OUTPUT}"
  FILES_MATCHING PATTERN "*.html" PATTERN "*.css" PATTERN "*.js" PATTERN "*.svg"
  PATTERN "node_modules" EXCLUDE)
if(EXISTS "${PREACT}")
  file(MAKE_DIRECTORY "${OUTPUT}/vendor")
  configure_file("${PREACT}" "${OUTPUT}/vendor/htm-preact.js" COPYONLY)
else()
  message(WARNING "web/node_modules is missing: run script/bootstrap (npm ci in web/); the page will not work")
endif()
