# The inputs lie in another file system, so the kernel refuses.
for file in "$PWD/run.sh" /usr/bin/env "$SECRET"; do
  ln "$file" $OUT/linked 2>/dev/null && echo "BREACH linked $file"
done
exit 0
