# A trojan in front of the system's programs must be seen by nobody else.
PATH=$TMPDIR:$PATH; printf '#!/bin/sh\necho trojan\n' >$TMPDIR/id; chmod +x $TMPDIR/id; id >/dev/null
for file in /usr/local/bin/java /usr/bin/java /etc/ld.so.preload; do
  (echo x >"$file") 2>/dev/null && echo "BREACH wrote $file"
done
exit 0
