#!/bin/sh
# The last job: runs when every chunk is done. A stitch that was killed begins anew.
[ "${SLURM_RESTART_COUNT:-0}" -eq 0 ] || rm -rf "$2"
exec "$CELLECT" stitch "$1" --out "$2"
