# control
[ "$(cat /proc/sys/kernel/hostname)" = "$HOST" ] && echo "BREACH knows the host's name"
[ "$(cat /proc/self/cgroup | grep -c "$MARK")" = 0 ] || echo "BREACH knows its control group"
exit 0
