#!/bin/sh
# One chunk, as a task of the array that submit.sh makes. A worker that dies is tried again three times; what it had done is kept.
chunk=$((${FIRST:-0} + SLURM_ARRAY_TASK_ID))
"$CELLECT" track --plan "$1" --chunk "$chunk" &
worker=$!
# A requeue, a drain with preemption or the end of the time: the worker gives its chunk back.
trap 'kill -TERM $worker 2>/dev/null' TERM INT
wait $worker
status=$?
[ $status -eq 0 ] && exit 0
echo "chunk $chunk ended with $status, try $((${SLURM_RESTART_COUNT:-0} + 1))"
if [ "${SLURM_RESTART_COUNT:-0}" -lt 3 ]; then
    scontrol requeue "${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}" && sleep 60
fi
exit $status
