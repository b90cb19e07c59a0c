# control
bash -c "exec 3<>/dev/tcp/127.0.0.1/$PORT" 2>/dev/null && echo "BREACH reached 127.0.0.1:$PORT"
bash -c "exec 3<>/dev/tcp/::1/$PORT" 2>/dev/null && echo "BREACH reached [::1]:$PORT"
bash -c "echo x >/dev/udp/8.8.8.8/53" 2>/dev/null && echo "BREACH sent to the internet"
exit 0
