#!/bin/sh
# Gives the chunks of a plan to SLURM: an array job, and a stitch when all of it has ended well.
#   tools/slurm/submit.sh PLAN OUT [PARALLEL] [options of sbatch for the array: --partition=, --gres=gpu:1, --time=, --cpus-per-task= ...]
# CELLECT names the program where it is not the launcher two folders above. Prints the ids of the jobs.
set -eu

[ $# -ge 2 ] || { echo "usage: $0 PLAN OUT [PARALLEL] [options of sbatch]" >&2; exit 2; }
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
plan=$(CDPATH= cd -- "$1" && pwd) out=$2
shift 2
parallel=100
case "${1:-}" in [1-9]*) parallel=$1; shift ;; esac
export CELLECT="${CELLECT:-$here/../../cellect}"
case $out in /*) ;; *) out=$PWD/$out ;; esac
[ -e "$plan/plan.json" ] || { echo "'$plan' holds no plan.json; make one with cellect plan" >&2; exit 3; }

# plan.json has a line for each key: what follows counts chunks and finds the largest need of memory.
chunks=$(grep -c '"network_tiles"' "$plan/plan.json")
memory=$(sed -n 's/.*"memory_megabytes": *\([0-9]*\).*/\1/p' "$plan/plan.json" | sort -n | tail -n 1)
# What is reckoned may be a little less than what is taken.
memory=$((memory * 5 / 4))
mkdir -p "$plan/logs"

# SLURM's MaxArraySize is 1001 unless a site has set it.
arrays='' first=0
while [ "$first" -lt "$chunks" ]; do
    last=$((chunks - first - 1))
    [ "$last" -le 999 ] || last=999
    id=$(sbatch --parsable --job-name=cellect-chunks --array=0-$last%"$parallel" --mem=${memory}M --requeue --open-mode=append \
        --output="$plan/logs/%A-%a.log" --export=ALL,CELLECT="$CELLECT",FIRST="$first" "$@" "$here/chunk.sh" "$plan")
    arrays="$arrays:$id"
    first=$((first + last + 1))
done
stitch=$(sbatch --parsable --job-name=cellect-stitch --dependency=afterok"$arrays" --kill-on-invalid-dep=yes --mem=2000M --requeue \
    --output="$plan/logs/stitch-%j.log" --export=ALL,CELLECT="$CELLECT" "$here/stitch.sh" "$plan" "$out")
echo "array${arrays} stitch:$stitch"
