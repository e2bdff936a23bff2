"""Kills workers of a plan at random moments and has two work at each chunk: what comes out must be what one undisturbed worker makes.

    python3 tests/Benchmarks/Chunks/kills.py --cellect ./cellect --out DIR [--source SOURCE] [--kills 10] [--seed 1]
"""

import argparse
import filecmp
import os
import random
import shutil
import signal
import subprocess
import sys
import time

parser = argparse.ArgumentParser()
parser.add_argument("--cellect", default="./cellect")
parser.add_argument("--out", required=True)
parser.add_argument("--source", default="sim:lymphnode?seed=7&frames=32")
parser.add_argument("--chunk-frames", default="2")
parser.add_argument("--kills", type=int, default=10)
parser.add_argument("--seed", type=int, default=1)
options = parser.parse_args()
random.seed(options.seed)


def cellect(*arguments):
    subprocess.run([options.cellect, *arguments], check=True, stdout=subprocess.DEVNULL)


def here(*names):
    return os.path.join(options.out, *names)


shutil.rmtree(options.out, ignore_errors=True)
os.makedirs(options.out)
cellect("plan", options.source, "--out", here("plan"), "--chunk-frames", options.chunk_frames, "--Record:Masks", "false")
shutil.copytree(here("plan"), here("alone"))
began = time.monotonic()
cellect("track", "--plan", here("alone"))
alone = time.monotonic() - began
cellect("stitch", here("alone"), "--out", here("expected"))
chunks = len(os.listdir(here("alone", "chunks"))) // 2

# Two workers, each asked for every chunk in turn, so that both are at the same one; each is killed at random moments and comes back.
killed, resumed, workers = 0, 0, {}


def work(name):
    code = " && ".join(f"'{options.cellect}' track --plan '{here('plan')}' --chunk {chunk}" for chunk in range(chunks))
    log = open(here(f"{name}.log"), "ab")
    workers[name] = subprocess.Popen(["sh", "-c", code], stdout=log, stderr=log, start_new_session=True)


work("a")
work("b")
deadline = time.monotonic() + random.uniform(0.05, 0.15) * alone
while workers:
    time.sleep(0.1)
    for name, worker in list(workers.items()):
        if worker.poll() is None:
            continue
        del workers[name]
        if worker.returncode != 0:
            work(name)
    if killed < options.kills and workers and time.monotonic() >= deadline:
        name, worker = random.choice(list(workers.items()))
        # The worker and the shell that started it, at once: nothing of it is left to clean up.
        os.killpg(worker.pid, signal.SIGKILL)
        killed += 1
        print(f"kill {killed}: worker {name}, {len([f for f in os.listdir(here('plan', 'chunks')) if f.endswith('.json')])} chunks done")
        deadline = time.monotonic() + random.uniform(0.02, 0.12) * alone

cellect("stitch", here("plan"), "--out", here("actual"))
same = [name for name in os.listdir(here("alone", "chunks")) if name.endswith(".cells")]
wrong = [name for name in same if not filecmp.cmp(here("alone", "chunks", name), here("plan", "chunks", name), shallow=False)]
left = os.listdir(here("plan", "parts")) + os.listdir(here("plan", "free"))
tracks = filecmp.cmp(here("expected", "tracks.csv"), here("actual", "tracks.csv"), shallow=False)
print(f"{killed} kills, {len(same)} chunks, {len(wrong)} of them wrong, left over: {left or 'nothing'}, tracks.csv {'the same' if tracks else 'ANOTHER'}")
sys.exit(1 if wrong or not tracks or killed < options.kills else 0)
