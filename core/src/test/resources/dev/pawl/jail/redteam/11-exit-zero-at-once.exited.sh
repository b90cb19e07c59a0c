# No result, and a code of success: scores as absent.
kill -9 $$
