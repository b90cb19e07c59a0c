"""Runs a command and prints its wall seconds, its CPU seconds and its peak memory in MiB.

CPU time is that of the command and of all its descendants that were waited for. Memory is the
greatest sum of the proportional set sizes of all of them, looked at every 50 ms (resident sizes
where the kernel does not tell).

    python3 measure.py LOG COMMAND...
"""
import os
import resource
import subprocess
import sys
import time


def descendants(root):
    children = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat") as f:
                    parent = int(f.read().rsplit(")", 1)[1].split()[1])
                children.setdefault(parent, []).append(int(name))
            except (OSError, ValueError):
                pass
    found, todo = [], [root]
    while todo:
        one = todo.pop()
        found.append(one)
        todo += children.get(one, [])
    return found


def kib(pid):
    for file, key in (("smaps_rollup", "Pss:"), ("status", "VmRSS:")):
        try:
            with open(f"/proc/{pid}/{file}") as f:
                for line in f:
                    if line.startswith(key):
                        return int(line.split()[1])
        except OSError:
            pass
    return 0


with open(sys.argv[1], "wb") as log:
    begun = time.monotonic()
    process = subprocess.Popen(sys.argv[2:], stdout=log, stderr=subprocess.STDOUT,
                               stdin=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(kib(pid) for pid in descendants(process.pid)))
        time.sleep(0.05)
    wall = time.monotonic() - begun
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{wall:.3f} {used.ru_utime + used.ru_stime:.3f} {peak / 1024:.1f}")
sys.exit(process.returncode)
