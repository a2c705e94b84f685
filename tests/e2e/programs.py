# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the two real programs: one run of the indexer, or a server on a free port of 127.0.0.1, stopped by its own
process id. Knows command lines and addresses, no expectations."""
import http.client
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
START_SECONDS = 20
REQUEST_SECONDS = 30


def environment():
    """The caller's without settings of ours that would change what is tested, and this tree's gazetteer, wherever the
    programs were built."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DRAGOMAN_")}
    return {**kept, "DRAGOMAN_GAZETTEER": str(ROOT / "config/gazetteer")}


class Programs:
    def __init__(self, build):
        self.indexer = str(pathlib.Path(build).resolve() / "dragoman-indexer")
        self.server = str(pathlib.Path(build).resolve() / "dragoman-server")
        self.web = pathlib.Path(build).resolve() / "web"

    def run_indexer(self, arguments, stdin=b"", seconds=120):
        """Returns (exit code, stdout, stderr) as text."""
        done = subprocess.run([self.indexer, *arguments], input=stdin, capture_output=True, timeout=seconds,
                              cwd=ROOT, env=environment(), check=False)
        return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")

    def serve(self, index, arguments=()):
        command = [self.server, "--index", str(index), "--listen", "127.0.0.1:0", *arguments]
        if self.web.exists() and "--web" not in arguments:
            command += ["--web", str(self.web)]
        return Server(command)


class Server:
    def __init__(self, command):
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment(), stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=self.log)
        self.connection = None
        self.port = self._wait_for_port()
        # What it still prints must not fill the pipe.
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    def _wait_for_port(self):
        timer = threading.Timer(START_SECONDS, self.process.kill)
        timer.start()
        try:
            for line in self.process.stdout:
                found = re.search(rb"http://127\.0\.0\.1:(\d+)", line)
                if found:
                    return int(found.group(1))
        finally:
            timer.cancel()
        self.process.wait()
        raise RuntimeError(f"the server did not start (exit {self.process.returncode}): {self.log_text()[-2000:]}")

    def log_text(self):
        self.log.seek(0)
        return self.log.read().decode(errors="replace")

    def request(self, method, target, headers=None, body=None):
        """Returns (status, headers in lower case, body bytes) over a kept-alive connection."""
        for attempt in (1, 2):
            fresh = self.connection is None
            if fresh:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=REQUEST_SECONDS)
            try:
                self.connection.request(method, target, body=body, headers=headers or {})
                response = self.connection.getresponse()
                data = response.read()
                names = {name.lower(): value for name, value in response.getheaders()}
                if names.get("connection", "").lower() == "close":
                    self.close_connection()
                return response.status, names, data
            except (http.client.HTTPException, ConnectionError):
                self.close_connection()
                if fresh or attempt == 2:  # an idle connection may have been closed; a new one may not
                    raise
        raise AssertionError

    def close_connection(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def send_signal(self, name):
        self.process.send_signal(getattr(signal, "SIG" + name))

    def wait_for_exit(self, seconds):
        """Returns the exit code, None if it still runs."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.process.poll() is not None:
                return self.process.returncode
            time.sleep(0.02)
        return None

    def stop(self):
        self.close_connection()
        if self.process.poll() is None:
            self.process.terminate()
            if self.wait_for_exit(10) is None:
                self.process.kill()
                self.process.wait()
        self.process.stdout.close()
        self.log.close()
