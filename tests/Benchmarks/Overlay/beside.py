#!/usr/bin/env python3
"""What window and page cost the pipeline: the real service with both and with neither, in turn.

    beside.py BUILD [--pairs N] [--source SOURCE] [--rate HZ]

BUILD is a folder with cellect.dll and cellect-replay.dll. Each run sends SOURCE at RATE, slower than the service is, and
takes the time from the end of exposure to linked of every volume but the first ten from the recording's frames.csv. With
both: the window under Xvfb follows live, and one browser's stream of events is read from the page.
"""

import argparse
import csv
import glob
import http.client
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
import threading


def read_events(stop):
    while not stop.is_set():
        try:
            with urllib.request.urlopen("http://127.0.0.1:6714/api/events", timeout=5) as stream:
                while not stop.is_set():
                    stream.read(512)
        except (OSError, http.client.HTTPException):
            time.sleep(0.2)


def run(build, options, both, display):
    folder = tempfile.mkdtemp(prefix="cellect-beside-")
    environment = dict(os.environ, DISPLAY=display)
    more = ["--Overlay:Mode", "Window", "--Overlay:ViewFile", f"{folder}/w.json", "--Dashboard:Endpoint", "http://127.0.0.1:6714"] if both \
        else ["--Overlay:Mode", "Off"]
    log = open(f"{folder}/log", "w")
    service = subprocess.Popen(
        ["dotnet", f"{build}/cellect.dll", "run", "--Ingest:Endpoint", "tcp://127.0.0.1:6701", "--Publish:Endpoint",
         "tcp://127.0.0.1:6702", "--Publish:ControlEndpoint", "tcp://127.0.0.1:6703", "--Triggers:Mode", "Off",
         "--Record:Directory", f"{folder}/rec", *more], stdout=log, stderr=log, env=environment, cwd=folder)
    stop = threading.Event()
    try:
        while "Listening for volumes" not in open(f"{folder}/log").read():
            if service.poll() is not None:
                raise SystemExit(open(f"{folder}/log").read())
            time.sleep(0.2)
        if both:
            threading.Thread(target=read_events, args=(stop,), daemon=True).start()
            time.sleep(3)
        subprocess.run(
            ["dotnet", f"{build}/cellect-replay.dll", options.source, "--to", "tcp://127.0.0.1:6701", "--rate", options.rate],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, check=True)
        end = time.monotonic() + 60
        while "is over" not in open(f"{folder}/log").read().split("TrackingPipeline")[-1] and time.monotonic() < end:
            time.sleep(0.2)
    finally:
        stop.set()
        service.send_signal(signal.SIGTERM)
        service.wait(60)
    frames = glob.glob(f"{folder}/rec*/frames.csv")[0]
    rows = list(csv.DictReader(open(frames)))[10:]
    return [(int(r["linked_ns"]) - int(r["exposure_end_ns"])) / 1e6 for r in rows]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--source", default="sim:embryo?seed=1&frames=60")
    parser.add_argument("--rate", default="1")
    options = parser.parse_args()
    options.build = os.path.abspath(options.build)
    display = ":98"
    screen = subprocess.Popen(["Xvfb", display, "-screen", "0", "1400x900x24", "-nolisten", "tcp"], stderr=subprocess.DEVNULL)
    try:
        time.sleep(1)
        medians = {False: [], True: []}
        everything = {False: [], True: []}
        for pair in range(options.pairs):
            for both in (False, True) if pair % 2 == 0 else (True, False):
                waits = run(options.build, options, both, display)
                medians[both].append(statistics.median(waits))
                everything[both] += waits
                print(f"{'window and page' if both else 'neither':16} {len(waits)} volumes, median {medians[both][-1]:.0f} ms", flush=True)
        off, on = (sorted(everything[both]) for both in (False, True))
        print(f"all: median {statistics.median(off):.0f} and {statistics.median(on):.0f} ms, ratio {statistics.median(on) / statistics.median(off):.3f}; "
              f"p95 {off[int(0.95 * len(off))]:.0f} and {on[int(0.95 * len(on))]:.0f} ms, ratio {on[int(0.95 * len(on))] / off[int(0.95 * len(off))]:.3f}")
    finally:
        screen.terminate()


if __name__ == "__main__":
    sys.exit(main())
