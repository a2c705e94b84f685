# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the indexer undisturbed or with fault.c preloaded, in folders of this run's own. Knows command lines and
processes, no expectations."""
import os
import pathlib
import shutil
import subprocess

import programs

HERE = pathlib.Path(__file__).resolve().parent
COMMAND_SECONDS = 120
# A gazetteer that is read at once: what is tested here does not depend on names.
GAZETTEER = {
    "countries": '{"id":"FR","capitals":{"en":["Paris"]}}\n',
    "topics": '{"id":"domain","root":true,"names":{"en":"Field"}}\n',
    "leaders": "",
    "compounds": "",
}


class Workshop:
    def __init__(self, build, folder):
        self.programs = programs.Programs(build)
        self.folder = folder
        self.library = folder / "fault.so"
        subprocess.run([os.environ.get("CC", "cc"), "-shared", "-fPIC", "-O1", "-o", str(self.library),
                        str(HERE / "fault.c"), "-ldl"], check=True)
        self.gazetteer = folder / "gazetteer"
        self.gazetteer.mkdir()
        for name, lines in GAZETTEER.items():
            (self.gazetteer / f"{name}.ndjson").write_text(lines)

    def environment(self):
        return {**programs.environment(), "DRAGOMAN_GAZETTEER": str(self.gazetteer)}

    def start(self, arguments, index=None, mode=None, at=0, trace=None):
        """Starts the indexer, spoilt if a mode is given, with pipes."""
        environment = self.environment()
        if mode is not None:
            environment |= {"LD_PRELOAD": str(self.library), "FAULT_DIR": str(index), "FAULT_MODE": mode,
                            "FAULT_AT": str(at)}
            if trace is not None:
                environment["FAULT_TRACE"] = str(trace)
        return subprocess.Popen([self.programs.indexer, *arguments], cwd=programs.ROOT, env=environment,
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def finish(self, process, stdin=b""):
        """Returns (exit code, stdout, stderr); the code is negative after a signal, None if it did not end."""
        try:
            out, err = process.communicate(stdin, timeout=COMMAND_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            return None, out.decode(errors="replace"), "did not end; " + err.decode(errors="replace")
        return process.returncode, out.decode(errors="replace"), err.decode(errors="replace")

    def run(self, arguments, **spoilt):
        return self.finish(self.start(arguments, **spoilt))

    def trace(self, arguments, index, below=None):
        """Returns the calls of an undisturbed run as (name, path, old path of a rename)."""
        file = self.folder / f"trace-{index.name}"
        code, _, err = self.run(arguments, index=below or index, mode="count", trace=file)
        if code not in (0, 3):
            raise RuntimeError(f"{arguments[0]} ends with {code}: {err}")
        calls = []
        for line in file.read_text().splitlines():
            _, name, paths = line.split(" ", 2)
            path, _, old = paths.partition("\t")
            calls.append((name, path, old))
        file.unlink()
        return calls

    def copy(self, index, name):
        """Returns a new folder with what the index holds; none is made for an index that is not there."""
        path = self.folder / name
        shutil.rmtree(path, ignore_errors=True)
        if index is not None:
            shutil.copytree(index, path)
        return path

    def serve(self, index):
        return self.programs.serve(index, ["--gazetteer", str(self.gazetteer), "--web", "none"])
