# control
env | grep -q '^PAWL_SECRET_KEY=' && echo "BREACH the secret is in the environment"
for file in /proc/[0-9]*/environ; do
  tr '\0' '\n' <"$file" 2>/dev/null | grep -q '^PAWL_SECRET_KEY=' && echo "BREACH $file has it"
done
exit 0
