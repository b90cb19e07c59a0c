# A trojan in front of the system's programs must be seen by nobody else.
PATH=/tmp:$PATH; printf '#!/bin/sh\necho trojan\n' >/tmp/id; chmod +x /tmp/id; id >/dev/null
for file in /usr/local/bin/java /usr/bin/java /etc/ld.so.preload; do
  (echo x >"$file") 2>/dev/null && echo "BREACH wrote $file"
done
exit 0
