#!/usr/bin/env python3
"""From a key to the picture, in a real window on a loaded machine.

    keys.py BUILD [BUILD ...] [--keys N] [--source SOURCE] [--size WxH]

For each BUILD (a folder with cellect.dll and cellect-replay.dll), in turn: Xvfb, the service with its window, a
stream as fast as it goes, and N keys by xdotool, one every 1.5 s. A key is S: its line "Screenshot: ..."
in the log ends the wait, so that every build is measured alike (writing the picture is part of it); builds that
log "is on the screen after" (Debug) are asked N times more with L, ids on and off: from xdotool to that line, and
what of it the window itself says, from its event to the picture.
"""

import argparse
import os
import queue
import re
import subprocess
import sys
import tempfile
import threading
import time


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


class Lines:
    """Lines of a program with the time at which they came."""

    def __init__(self, process):
        self.queue = queue.Queue()
        threading.Thread(target=self.read, args=(process.stdout,), daemon=True).start()

    def read(self, stream):
        for line in stream:
            self.queue.put((time.monotonic(), line))

    def wait(self, pattern, seconds):
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                at, line = self.queue.get(timeout=left)
            except queue.Empty:
                break
            if found := re.search(pattern, line):
                return at, found
        raise TimeoutError(f"no line '{pattern}' within {seconds} s")


def measure(build, options, display):
    folder = tempfile.mkdtemp(prefix="cellect-keys-")
    width, height = options.size.split("x")
    environment = dict(os.environ, DISPLAY=display)
    service = subprocess.Popen(
        ["dotnet", f"{build}/cellect.dll", "run", "--Ingest:Endpoint", "tcp://127.0.0.1:6601",
         "--Publish:Endpoint", "tcp://127.0.0.1:6602", "--Publish:ControlEndpoint", "tcp://127.0.0.1:6603",
         "--Triggers:Mode", "Off", "--Record:Directory", "", "--Overlay:Mode", "Window",
         "--Overlay:WidthPixels", width, "--Overlay:HeightPixels", height,
         "--Overlay:PictureFolder", folder, "--Overlay:RegionsFile", f"{folder}/regions.json",
         "--Overlay:View", options.view, "--Logging:LogLevel:Cellect.Overlay", "Debug"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment, cwd=folder)
    lines = Lines(service)
    replay = None
    try:
        lines.wait("Overlay: a window", 120)
        replay = subprocess.Popen(
            ["dotnet", f"{build}/cellect-replay.dll", options.source, "--to", "tcp://127.0.0.1:6601", "--rate", "max"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
        time.sleep(options.warm)
        window = subprocess.check_output(["xdotool", "search", "--onlyvisible", "--name", "^Cellect$"], env=environment, text=True).split()[0]
        subprocess.check_call(["xdotool", "windowfocus", "--sync", window], env=environment)
        def ask(key, pattern):
            waits, told = [], []
            for number in range(options.keys + 2):
                began = time.monotonic()
                subprocess.check_call(["xdotool", "key", key], env=environment)
                at, found = lines.wait(pattern, 30)
                if number >= 2:
                    waits.append(1000 * (at - began))
                    told += map(float, found.groups())
                time.sleep(1.5)
            return waits, told

        waits, _ = ask("s", "Screenshot")
        try:
            return waits, *ask("l", r"is on the screen after ([0-9.]+)")
        except TimeoutError:
            return waits, [], []
    finally:
        for process in (replay, service):
            if process:
                process.terminate()
                process.wait(30)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("builds", nargs="+")
    parser.add_argument("--keys", type=int, default=30)
    parser.add_argument("--source", default="sim:lymphnode?seed=1&frames=5000")
    parser.add_argument("--size", default="1280x800")
    parser.add_argument("--view", default="Projections")
    parser.add_argument("--warm", type=float, default=25)
    options = parser.parse_args()
    display = ":97"
    screen = subprocess.Popen(["Xvfb", display, "-screen", "0", "3840x2160x24", "-nolisten", "tcp"], stderr=subprocess.DEVNULL)
    try:
        time.sleep(1)
        print(f"{'build':44} {'key to log, ms: median':>24} {'p95':>7} {'key to drawing: median':>26} {'p95':>7} {'of it in the window':>20} {'p95':>7}")
        for build in map(os.path.abspath, options.builds):
            waits, drawn, told = measure(build, options, display)
            own = f"{percentile(drawn, 0.5):26.0f} {percentile(drawn, 0.95):7.0f}" if drawn else ""
            own += f" {percentile(told, 0.5):20.0f} {percentile(told, 0.95):7.0f}" if told else ""
            print(f"{build[-44:]:44} {percentile(waits, 0.5):24.0f} {percentile(waits, 0.95):7.0f} {own}", flush=True)
    finally:
        screen.terminate()


if __name__ == "__main__":
    sys.exit(main())
