// SPDX-License-Identifier: GPL-3.0-or-later
// Every address of the server on one screen, each with the resource behind it.
#pragma once

#include <functional>

#include "server/http/router.h"
#include "server/http/search_gate.h"
#include "server/http/static_files.h"

namespace dragoman::search {
class SearchService;
}

namespace dragoman::http {

// All borrowed; must outlive the router.
struct Resources {
  const search::SearchService& service;
  SearchGate& gate;
  SearchGate& exports;  // who may export at all; their pieces pass the other gate one by one
  const StaticFiles& files;
  std::function<bool()> draining;
};

Router make_router(const Resources& resources);

}  // namespace dragoman::http
