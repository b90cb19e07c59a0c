# The inputs lie in another file system, so the kernel refuses.
for file in /candidate/run.sh /usr/bin/env "$SECRET"; do
  ln "$file" /out/linked 2>/dev/null && echo "BREACH linked $file"
done
exit 0
