touch "$OUT/$(printf 'a\377')"
