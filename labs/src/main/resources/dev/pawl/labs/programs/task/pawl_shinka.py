"""Runs the evaluator of a ShinkaEvolve task on one program and leaves answer.json in $OUT.

Arguments: evaluator (relative to the working folder), name of the program,
then what else the evaluator is given. The program itself comes as standard
input.
"""

import json
import os
import runpy
import shutil
import sys

import pawl_ahead

here = os.getcwd()
room = os.environ["TMPDIR"]
evaluator_path, program_name, more = sys.argv[1], sys.argv[2], sys.argv[3:]


def read(path):
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError) as e:
        return {"error": "%s: %s" % (os.path.basename(path), e)}


def evaluate(evaluator, arguments):
    """What `python evaluator arguments` does, in the folder of the evaluator."""
    sys.argv = [evaluator] + arguments
    os.dup2(2, 1)
    runpy.run_path(evaluator, run_name="__main__")


def main():
    task = os.path.join(room, "task")
    shutil.copytree(os.path.join(here, os.path.dirname(evaluator_path)), task)
    generation = os.path.join(room, "gen_0")
    results = os.path.join(generation, "results")
    os.makedirs(results)
    program = os.path.join(generation, program_name)
    paths = [task, os.path.join(here, "modules")]
    sys.path[:1] = paths
    os.environ.update(PYTHONPATH=os.pathsep.join(paths), SHINKA_EVAL_VERBOSE="0")
    os.chdir(task)
    evaluator = os.path.join(task, os.path.basename(evaluator_path))
    pawl_ahead.get_ready(evaluator, os.path.join(task, program_name))
    with open(program, "wb") as file:
        file.write(sys.stdin.buffer.read())
    child = os.fork()
    if child == 0:
        return evaluate(evaluator, ["--program_path", program, "--results_dir", results] + more)
    os.waitpid(child, 0)  # Its exit code says nothing: what counts are the two files.
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
