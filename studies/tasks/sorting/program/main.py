comparisons = 0


def less(a, b):
    global comparisons
    comparisons += 1
    return a < b


# EVOLVE-BLOCK-START
def arrange(numbers):
    for i in range(0, len(numbers)):
        for j in range(1, len(numbers) - 1):
            if less(numbers[j], numbers[j - 1]):
                numbers[j], numbers[j - 1] = numbers[j - 1], numbers[j]
    return numbers
# EVOLVE-BLOCK-END


print(*arrange([int(n) for n in input().split()]))
print(comparisons)
