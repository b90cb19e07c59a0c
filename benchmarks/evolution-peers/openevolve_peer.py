"""OpenEvolve on the task of the comparison: openevolve_peer.py TASK PORT ITERATIONS OUT"""
import asyncio
import sys

from openevolve import OpenEvolve
from openevolve.config import load_config

task, port, iterations, out = sys.argv[1:]
config_file = f"{out}.yaml"
with open(config_file, "w") as f:
    f.write(f"""
max_iterations: {iterations}
checkpoint_interval: 1000000
log_level: WARNING
random_seed: 1
diff_based_evolution: false
llm:
  api_base: http://127.0.0.1:{port}/v1
  api_key: none
  models:
    - name: scripted
      weight: 1.0
database:
  num_islands: 1
evaluator:
  parallel_evaluations: 1
  cascade_evaluation: false
  timeout: 30
""")


async def main():
    peer = OpenEvolve(
        initial_program_path=f"{task}/initial_program.py",
        evaluation_file=f"{task}/evaluator.py",
        config=load_config(config_file),
        output_dir=out)
    best = await peer.run(iterations=int(iterations))
    print("best", best.metrics)


asyncio.run(main())
