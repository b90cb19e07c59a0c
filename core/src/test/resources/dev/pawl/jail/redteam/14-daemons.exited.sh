# control
# Three ways to outlive the parent.
setsid sh -c "sleep 1000; :" "$NONCE" >/dev/null 2>&1 </dev/null &
(nohup sh -c "trap '' HUP; sleep 1000; :" "$NONCE" >/dev/null 2>&1 </dev/null &)
setsid setsid sh -c "sleep 1000; :" "$NONCE" </dev/null >/dev/null 2>&1 &
sleep 0.1
exit 0
