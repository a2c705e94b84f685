# SPDX-License-Identifier: GPL-3.0-or-later
include(GNUInstallDirs)
install(TARGETS dragoman-indexer dragoman-server RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY config/ DESTINATION ${CMAKE_INSTALL_DATADIR}/dragoman/config)
install(DIRECTORY ${DRAGOMAN_WEB_OUTPUT}/ DESTINATION ${CMAKE_INSTALL_DATADIR}/dragoman/web)
