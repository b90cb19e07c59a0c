head -c 100M /dev/zero >/out/a 2>/dev/null; head -c 100M /dev/zero >/out/b 2>/dev/null; exit 0
