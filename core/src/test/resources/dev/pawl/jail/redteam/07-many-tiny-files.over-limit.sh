i=0; while [ $i -lt 2000 ]; do : >$OUT/f$i; i=$((i + 1)); done
