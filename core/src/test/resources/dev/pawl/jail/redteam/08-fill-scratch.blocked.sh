# needs namespaces
for folder in $TMPDIR /dev/shm; do
  for i in 1 2 3; do head -c 15M /dev/zero >$folder/f$i 2>/dev/null; done
  set -- $(du -sm $folder); [ "$1" -gt 17 ] && echo "BREACH $1 MiB in $folder"
done
exit 0
