# A child that goes on to write when its parent has ended: it is dead before anything is read.
printf '{"value":1}' >$OUT/result.json
(while :; do printf '{"value":9}' >$OUT/result.json; done) &
exit 0
