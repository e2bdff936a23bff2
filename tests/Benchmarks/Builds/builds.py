#!/usr/bin/python3
"""Two builds of Cellect in turn: seconds a volume and memory of `track` (docs/accuracy.md, "Speed and memory").

    tests/Benchmarks/Builds/builds.py OLD NEW 'sim:lymphnode?seed=3' [--few 6] [--many 26] [--rounds 3] [--core 0]

OLD and NEW are checkouts that were built (dotnet build src/Cellect.Live -c Release); each tracks with its own model, on one
core. A volume's time is what the volumes after the first few take, so that the start and the first choice of the scale are told apart.
"""
import argparse
import os
import subprocess
import tempfile
import time


def track(root, source, frames, core):
    """Seconds, largest resident set in GB, and rows of tracks.csv."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.monotonic()
        process = subprocess.Popen(
            ["taskset", "-c", str(core), "dotnet", f"{root}/src/Cellect.Live/bin/Release/net10.0/cellect.dll", "track",
             f"{source}&frames={frames}", "--out", f"{folder}/out", "--Record:Masks", "false",
             "--Model:Path", f"{root}/models/live.safetensors"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=root, env=dict(os.environ, OMP_NUM_THREADS="1"))
        peak = 0
        while process.poll() is None:
            peak = max(peak, resident(process.pid))
            time.sleep(0.05)
        seconds = time.monotonic() - begun
        if process.returncode != 0:
            raise SystemExit(f"{root}: track ended with {process.returncode}")
        with open(f"{folder}/out/tracks.csv") as table:
            return seconds, peak / 1e6, sum(1 for _ in table) - 1


def resident(pid):
    try:
        with open(f"/proc/{pid}/status") as status:
            return next((int(line.split()[1]) for line in status if line.startswith("VmHWM")), 0)
    except OSError:
        return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("source", help="a simulated specimen with at least one key, so that frames can be appended")
    parser.add_argument("--few", type=int, default=6)
    parser.add_argument("--many", type=int, default=26)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--core", type=int, default=0)
    asked = parser.parse_args()
    for _ in range(asked.rounds):
        for name, root in (("old", asked.old), ("new", asked.new)):
            root = os.path.abspath(root)
            first, _, _ = track(root, asked.source, asked.few, asked.core)
            whole, peak, rows = track(root, asked.source, asked.many, asked.core)
            print(f"{name}: {(whole - first) / (asked.many - asked.few):.3f} s a volume; the first {asked.few} {first:.1f} s; "
                  f"peak {peak:.2f} GB; {rows} cells in all", flush=True)


if __name__ == "__main__":
    main()
