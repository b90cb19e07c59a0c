touch "$OUT/..\\..\\x"
