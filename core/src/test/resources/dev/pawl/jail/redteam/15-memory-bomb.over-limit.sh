# awk doubles a string until there is no more.
awk 'BEGIN { s = "0123456789abcdef"; while (1) s = s s }'
