"""Scores a sorting program. This file runs apart from the program, which never sees it."""

import random


def cases(seed):
    """What the program is run on. Same seed, same cases."""
    draw = random.Random(seed)
    lists = [[draw.randrange(100) for _ in range(draw.randrange(2, 12))] for _ in range(4)]
    return [
        case(stdin=" ".join(map(str, numbers)) + "\n", hidden=sorted(numbers), name="%d numbers" % len(numbers))
        for numbers in lists
    ]


def judge(cases, runs):
    """What came back is all that counts: `stdout`, `stderr`, `files` that it left, and its exit `code`."""
    shares, effort, words = [], 0, []
    for given, run in zip(cases, runs):
        lines = run["stdout"].splitlines()
        want = " ".join(map(str, given["hidden"]))
        got = lines[0].strip() if lines else ""
        places = [a == b for a, b in zip(got.split(), want.split())]
        right = len(got.split()) == len(want.split())
        shares.append(sum(places) / len(want.split()) if right else 0.0)
        effort += int(lines[1]) if len(lines) > 1 and lines[1].isdigit() else 200
        if got != want:
            words.append("%s: wanted %s, got %s" % (given["name"], want, got[:60]))
    share = sum(shares) / len(shares)
    return {
        # Right order is nearly everything; few comparisons decide between programs that sort.
        "value": 0.9 * share + (0.1 * max(0, 1 - effort / 200) if share == 1 else 0),
        "traits": {"effort": effort},
        "tasks": shares,
        "feedback": "; ".join(words),
    }
