#!/bin/sh
# A real SLURM of one node on this machine, for trying: munged, slurmctld and slurmd on loopback, in a folder of their own. As root, on
# Debian: apt-get install slurm-wlm munge.
#   tools/slurm/loopback.sh start DIR      then: export SLURM_CONF=DIR/slurm.conf
#   tools/slurm/loopback.sh stop DIR
#   tools/slurm/loopback.sh try DIR        an array of 8, two at a time; a worker killed, a task requeued, the node drained: the same hash
set -eu

here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
[ $# -eq 2 ] || { sed -n '2,7p' "$0"; exit 2; }
mkdir -p "$2"
dir=$(CDPATH= cd -- "$2" && pwd)
port=${CELLECT_SLURM_PORT:-6217}

start() {
    for program in munged slurmctld slurmd; do
        command -v $program >/dev/null || { echo "$program is missing: apt-get install slurm-wlm munge" >&2; exit 3; }
    done
    mkdir -p "$dir/state" "$dir/spool"
    chmod 755 "$dir"
    [ -e "$dir/munge.key" ] || { head -c 128 /dev/urandom >"$dir/munge.key"; chmod 600 "$dir/munge.key"; }
    name=$(hostname -s)
    cat >"$dir/slurm.conf" <<CONF
ClusterName=loopback
SlurmctldHost=$name(127.0.0.1)
SlurmctldPort=$port
SlurmdPort=$((port + 1))
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$dir/munge.socket,cred_expire=10
CredType=cred/munge
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool
SlurmctldPidFile=$dir/slurmctld.pid
SlurmdPidFile=$dir/slurmd.pid
SlurmctldLogFile=$dir/slurmctld.log
SlurmdLogFile=$dir/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=sched_interval=5,bf_interval=5
ReturnToService=2
KillWait=10
JobRequeue=1
MpiDefault=none
NodeName=worker0 NodeHostname=$name NodeAddr=127.0.0.1 CPUs=$(nproc) RealMemory=$(awk '/MemTotal/ {print int($2 / 1024)}' /proc/meminfo) State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
    export SLURM_CONF="$dir/slurm.conf"
    munged --force --key-file="$dir/munge.key" --socket="$dir/munge.socket" --pid-file="$dir/munged.pid" --log-file="$dir/munged.log" \
        --seed-file="$dir/munge.seed"
    slurmctld -f "$SLURM_CONF"
    slurmd -f "$SLURM_CONF" -N worker0
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        sinfo --noheader --format=%T 2>/dev/null | grep -q idle && break
        sleep 1
    done
    sinfo
}

stop() {
    for daemon in slurmd slurmctld munged; do
        [ ! -e "$dir/$daemon.pid" ] || kill "$(cat "$dir/$daemon.pid")" 2>/dev/null || true
    done
}

wait_for() {
    for _ in $(seq 600); do
        if eval "$1"; then return 0; fi
        sleep 1
    done
    echo "'$1' did not come" >&2
    return 1
}

try() {
    export SLURM_CONF="$dir/slurm.conf" CELLECT="${CELLECT:-$here/../../cellect}"
    source=${CELLECT_TRY_SOURCE:-"sim:lymphnode?seed=5&frames=16"}
    rm -rf "$dir/plan" "$dir/result"
    if [ ! -e "$dir/one-result/final" ]; then
        rm -rf "$dir/one" "$dir/one-result"
        "$CELLECT" plan "$source" --out "$dir/one" --chunk-frames 1000 --Record:Masks false
        "$CELLECT" pool "$dir/one" --workers 1 --out "$dir/one-result" >/dev/null
    fi
    "$CELLECT" plan "$source" --out "$dir/plan" --chunk-frames 2 --Record:Masks false
    jobs=$("$here/submit.sh" "$dir/plan" "$dir/result" 2)
    echo "$jobs"
    array=$(echo "$jobs" | sed 's/array:\([0-9]*\).*/\1/')

    # A worker dies: its task is requeued by chunk.sh. It is known by the number in its claim.
    wait_for '[ -n "$(ls "$dir/plan/taken")" ]'
    claim=$(ls "$dir/plan/taken" | head -n 1)
    pid=$(echo "$claim" | cut -d '~' -f 3)
    kill -9 "$pid" && echo "killed the worker of chunk ${claim%%~*}"

    # A task that runs is requeued by hand.
    wait_for 'task=$(squeue --noheader --states=R --job="$array" --format=%i | tail -n 1) && [ -n "$task" ] && scontrol requeue "$task"'
    echo "requeued $task"

    # The node is drained while tasks wait, and comes back.
    wait_for '[ "$(find "$dir/plan/chunks" -name "*.json" | wc -l)" -ge 3 ]'
    scontrol update NodeName=worker0 State=DRAIN Reason=trying
    echo "drained: $(sinfo --noheader --format=%T)"
    sleep 10
    scontrol update NodeName=worker0 State=RESUME
    echo "resumed: $(sinfo --noheader --format=%T)"

    wait_for '[ -z "$(squeue --noheader)" ]'
    "$here/progress.sh" "$dir/plan"
    sha256sum "$dir/one-result/tracks.csv" "$dir/result/tracks.csv"
    cmp "$dir/one-result/tracks.csv" "$dir/result/tracks.csv" && echo "the same"
}

case $1 in
    start) start ;;
    stop) stop ;;
    try) try ;;
    *) sed -n '2,7p' "$0"; exit 2 ;;
esac
