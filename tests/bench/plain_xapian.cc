// SPDX-License-Identifier: GPL-3.0-or-later
// Command line → one measurement of plain Xapian, on standard output. script/bench starts it; a
// process each, so that time and memory are the measurement's own.
#include <xapian.h>

#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/bench/plain_build.h"
#include "tests/bench/plain_search.h"

namespace {

using namespace dragoman::bench;

int usage() {
  std::fputs(
      "usage: plain_xapian_bench build DATABASE ARTICLES.ndjson MOST\n"
      "       plain_xapian_bench compact SOURCE COPIES DESTINATION\n"
      "       plain_xapian_bench search DATABASE REQUESTS.ndjson FORM\n"
      "       plain_xapian_bench load DATABASE REQUESTS.ndjson FORM CLIENTS SECONDS\n"
      "       plain_xapian_bench export DATABASE\n"
      "FORM: ten-best, exact, passages\n",
      stderr);
  return 2;
}

Answer form_of(const std::string& name) {
  const auto form = answer_named(name);
  if (!form) throw std::invalid_argument("no such form: " + name);
  return *form;
}

int run(const std::vector<std::string>& words) {
  const std::string command = words.empty() ? "" : words[0];
  if (command == "build" && words.size() == 4) {
    build_plain({.database = words[1], .articles = words[2], .most = std::stoul(words[3])});
  } else if (command == "compact" && words.size() == 4) {
    compact_plain(words[1], std::stoul(words[2]), words[3]);
  } else if (command == "search" && words.size() == 4) {
    print_times(words[1], read_requests(words[2]), form_of(words[3]));
  } else if (command == "load" && words.size() == 6) {
    const Load load{static_cast<unsigned>(std::stoul(words[4])), std::stod(words[5]),
                    form_of(words[3])};
    print_throughput(words[1], read_requests(words[2]), load);
  } else if (command == "export" && words.size() == 2) {
    print_export(words[1]);
  } else {
    return usage();
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run({argv + 1, argv + argc});
  } catch (const Xapian::Error& error) {
    std::fprintf(stderr, "plain_xapian_bench: %s\n", error.get_description().c_str());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "plain_xapian_bench: %s\n", error.what());
  }
  return 1;
}
