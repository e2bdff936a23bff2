#!/bin/sh
# How far a plan has come: tools/slurm/progress.sh PLAN
plan=$1
chunks=$(grep -c '"network_tiles"' "$plan/plan.json")
done=$(find "$plan/chunks" -name '*.json' | wc -l)
echo "$done of $chunks chunks are done"
for file in "$plan"/taken/*~*; do
    [ -e "$file" ] || continue
    name=$(basename "$file")
    [ -e "$plan/chunks/${name%%~*}.json" ] || echo "at chunk ${name%%~*}: ${name#*~}"
done
command -v squeue >/dev/null && squeue --noheader --name=cellect-chunks,cellect-stitch --format='%.18i %.16j %.10T %.10M %R'
exit 0
