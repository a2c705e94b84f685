#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Feeds check_layout made-up trees, good and bad, so that each of its rules provably fails when it is broken."""
import pathlib
import tempfile
import unittest

import check_layout

HEAD = "// SPDX-License-Identifier: GPL-3.0-or-later\n// Text in, tokens out.\n"


def check_tree(files):
    """Lays the files (name → content) in a new folder and returns check_layout's faults and notes."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return check_layout.check(root)


def include(header):
    return HEAD + f'#include "{header}"\n'


class Layout(unittest.TestCase):
    def assert_fault(self, name, content, *fragments):
        faults, _ = check_tree({name: content})
        self.assertEqual(len(faults), 1, faults)
        for fragment in (name, *fragments):
            self.assertIn(fragment, faults[0])

    def assert_good(self, name, content):
        self.assertEqual(check_tree({name: content})[0], [])

    def test_a_tree_without_sources_is_a_fault(self):
        self.assertEqual(len(check_tree({})[0]), 1)

    def test_arrows_that_point_down_are_good(self):
        for name, header in [("indexer/a.cc", "core/schema/schema.h"), ("server/http/a.cc", "server/api/answer.h"),
                             ("server/api/a.cc", "server/search/search_types.h"),
                             ("server/search/a.cc", "core/entities/recognizer.h"),
                             ("core/schema/a.cc", "core/text/terms.h"), ("core/entities/a.cc", "core/result.h"),
                             ("core/article_json.cc", "core/text/utf8.h"), ("server/main.cc", "server/http/server.h")]:
            with self.subTest(name=name, header=header):
                self.assert_good(name, include(header))

    def test_arrows_that_point_up_or_sideways_are_faults(self):
        for name, header in [("core/text/a.cc", "core/schema/schema.h"), ("core/entities/a.cc", "core/schema/schema.h"),
                             ("core/schema/a.cc", "core/settings/settings.h"), ("core/day.cc", "core/text/utf8.h"),
                             ("core/settings/a.cc", "core/text/utf8.h"), ("core/text/a.cc", "indexer/report.h"),
                             ("core/schema/a.cc", "server/search/search_types.h"),
                             ("indexer/a.cc", "server/search/search_types.h"), ("server/api/a.cc", "indexer/report.h"),
                             ("server/search/a.cc", "server/api/answer.h"), ("server/api/a.cc", "server/http/server.h"),
                             ("server/http/a.cc", "server/search/search_types.h"),
                             ("indexer/sources/a.cc", "core/schema/schema.h")]:
            with self.subTest(name=name, header=header):
                self.assert_fault(name, include(header), ":3", "must not include", header)

    def test_the_database_stays_out_of_core_text(self):
        self.assert_fault("core/text/a.h", HEAD + "void f(const Xapian::Database& database);\n", ":3", "Xapian")
        self.assert_fault("core/text/a.h", HEAD + "#include <xapian.h>\n".replace("xapian", "xapian/x"), ":3")

    def test_http_and_json_stay_out_of_the_search(self):
        self.assert_fault("server/search/a.cc", HEAD + "httplib::Request request;\n", ":3", "httplib")
        for header in ("nlohmann/json.hpp", "nlohmann/json_fwd.hpp", "httplib.h"):
            with self.subTest(header=header):
                faults, _ = check_tree({"server/search/a.h": HEAD + f"#include <{header}>\n"})
                self.assertTrue(any(header in fault for fault in faults), faults)

    def test_core_neither_prints_nor_logs(self):
        for line in ("std::cout << 1;", 'printf("x");', 'std::fprintf(stderr, "x");', 'spdlog::info("x");'):
            with self.subTest(line=line):
                self.assert_fault("core/schema/a.cc", HEAD + line + "\n", ":3", "core neither prints nor logs")

    def test_words_in_comments_and_strings_are_no_faults(self):
        self.assert_good("core/text/a.cc", HEAD + '// not Xapian, not printf(\nconst char* k = "std::cout Xapian";\n')

    def test_every_source_opens_with_its_licence_and_a_comment(self):
        self.assert_fault("core/a.h", "#pragma once\n", ":1", "SPDX")
        self.assert_fault("core/a.h", HEAD.split("\n")[0] + "\n#pragma once\n".replace("#", ""), ":2", "head comment")

    def test_long_files_are_noted_and_very_long_ones_are_faults(self):
        self.assert_fault("core/a.cc", HEAD + "\n" * 600, "602 lines")
        faults, notes = check_tree({"core/a.cc": HEAD + "\n" * 350})
        self.assertEqual((faults, len(notes)), ([], 1))
        self.assert_good("core/text/fold_table.cc", HEAD + "\n" * 600)

    def test_paths_of_one_machine_are_faults(self):
        self.assert_fault("indexer/a.cc", HEAD + 'const char* k = "/' + 'tmp/x";\n', ":3", "path of one machine")
        self.assert_good("indexer/a.cc", HEAD + 'const char* k = "core/tmp/x";\n')


if __name__ == "__main__":
    unittest.main()
