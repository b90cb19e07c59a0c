head -c 100M /dev/zero >$OUT/a 2>/dev/null; head -c 100M /dev/zero >$OUT/b 2>/dev/null; exit 0
