touch "$(printf '/out/a\377')"
