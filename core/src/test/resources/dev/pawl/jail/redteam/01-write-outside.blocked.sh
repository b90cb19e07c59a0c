# Change the scorer, the tasks, the system's programs, its own source.
for file in "$SCORER" "$JOURNAL" /usr/bin/x /etc/x /candidate/x /x /dev/x; do
  (echo forged >>"$file") 2>/dev/null && echo "BREACH wrote $file"
done
chmod 777 /usr /candidate 2>/dev/null && echo "BREACH changed a mode"
mv /candidate/run.sh /tmp/ 2>/dev/null && echo "BREACH moved its source"
exit 0
