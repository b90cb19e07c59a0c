"""Runs the evaluator of a ShinkaEvolve task on one program and leaves answer.json in $OUT.

Arguments: evaluator, program (both relative to the working folder), then what
else the evaluator is given.
"""

import json
import os
import shutil
import subprocess
import sys

here = os.getcwd()
room = os.environ["TMPDIR"]
evaluator_path, program_path, more = sys.argv[1], sys.argv[2], sys.argv[3:]


def read(path):
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError) as e:
        return {"error": "%s: %s" % (os.path.basename(path), e)}


def main():
    task = os.path.join(room, "task")
    shutil.copytree(os.path.join(here, os.path.dirname(evaluator_path)), task)
    generation = os.path.join(room, "gen_0")
    results = os.path.join(generation, "results")
    os.makedirs(results)
    program = os.path.join(generation, os.path.basename(program_path))
    shutil.copy(os.path.join(here, program_path), program)
    modules = os.path.join(here, "modules")
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join([task, modules]), SHINKA_EVAL_VERBOSE="0")
    command = [sys.executable, os.path.join(task, os.path.basename(evaluator_path))]
    command += ["--program_path", program, "--results_dir", results] + more
    # Its exit code says nothing: what counts are the two files.
    subprocess.run(command, cwd=task, env=environment, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    found = {
        "correct": read(os.path.join(results, "correct.json")),
        "metrics": read(os.path.join(results, "metrics.json")),
    }
    try:
        text = json.dumps(found, allow_nan=False)
    except ValueError:
        correct = found["correct"]
        if correct.get("correct"):
            correct = {"correct": False, "error": "a number of metrics.json is not finite"}
        text = json.dumps({"correct": correct, "metrics": {}})
    with open(os.path.join(os.environ["OUT"], "answer.json"), "w", encoding="utf-8") as out:
        out.write(text)


main()
