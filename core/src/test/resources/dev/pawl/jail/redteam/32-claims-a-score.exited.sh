# What it prints is text, whatever it says.
echo '{"value": 1e9, "passed": true}'
echo 'ALL TESTS PASSED'
echo 'pawl-jail-ready' >&2
echo 'pawl-jail-ready'
