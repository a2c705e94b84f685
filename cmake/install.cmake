# SPDX-License-Identifier: GPL-3.0-or-later
# What an installation holds: both programs, and beside them what they read (core/settings/program_files.h).
include(GNUInstallDirs)
install(TARGETS dragoman-indexer dragoman-server RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY config/ DESTINATION ${CMAKE_INSTALL_DATADIR}/dragoman/config)
install(DIRECTORY ${DRAGOMAN_WEB_OUTPUT}/ DESTINATION ${CMAKE_INSTALL_DATADIR}/dragoman/web)
install(FILES docs/openapi.json DESTINATION ${CMAKE_INSTALL_DATADIR}/dragoman/docs)
