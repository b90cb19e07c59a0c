# Each process stays small; together they are not.
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
  awk 'BEGIN { s = "0123456789abcdef"; while (length(s) < 16000000) s = s s; while (1) ; }' &
done
wait
