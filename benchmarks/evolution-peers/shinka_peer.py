"""ShinkaEvolve on the task of the comparison: shinka_peer.py TASK PORT ITERATIONS OUT"""
import sys

from shinka.core import EvolutionConfig
from shinka.database import DatabaseConfig
from shinka.launch import LocalJobConfig

try:
    from shinka.core import EvolutionRunner as Runner
except ImportError:
    from shinka.core import ShinkaEvolveRunner as Runner

task, port, iterations, out = sys.argv[1:]
Runner(
    evo_config=EvolutionConfig(
        task_sys_msg="Return the greatest number.",
        patch_types=["full"],
        patch_type_probs=[1.0],
        num_generations=int(iterations) + 1,
        language="python",
        llm_models=[f"local/scripted@http://127.0.0.1:{port}/v1"],
        llm_dynamic_selection=None,
        llm_kwargs=dict(temperatures=[0.0], max_tokens=1024),
        meta_rec_interval=None,
        embedding_model=None,
        init_program_path=f"{task}/initial.py",
        results_dir=out),
    job_config=LocalJobConfig(eval_program_path=f"{task}/evaluate.py"),
    db_config=DatabaseConfig(db_path="programs.sqlite", num_islands=1),
    verbose=False,
).run()
