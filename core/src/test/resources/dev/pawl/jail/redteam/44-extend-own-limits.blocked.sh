ulimit -n 100000 2>/dev/null && echo "BREACH more open files"
ulimit -c unlimited 2>/dev/null && echo "BREACH core dumps"
for file in /sys/fs/cgroup/*/cgroup.procs /sys/fs/cgroup/*/pids.max /proc/sys/kernel/pid_max; do
  (echo 99999 >"$file") 2>/dev/null && echo "BREACH wrote $file"
done
(echo -1000 >/proc/self/oom_score_adj) 2>/dev/null && echo "BREACH cannot be killed for memory"
mount 2>/dev/null | grep -q 'type cgroup' && echo "BREACH control groups are mounted"
exit 0
