"""The batches of the heavy stages on Dask, through Prefect's task runner: on a cluster that is there, or one made for the run.

What belongs here: the cluster, and what is said when it fails. What does not: what is sent there (tasks/errands.py). With the
workflow engine each errand is a task run, which is retried; without, a plain function, which Dask retries.
"""

import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from contextvars import Context, copy_context
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import dask.config
import distributed
from distributed.scheduler import KilledWorker
from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run
from prefect_dask.task_runners import DaskTaskRunner

from flows.stages import RETRY_SECONDS, may_pass
from schemas.errors import EngineLost, SettingsError
from schemas.settings import ClusterSettings, Settings
from tasks.errands import Done, Errand, carry_out
from tasks.workers import worker_count

LOCAL = "distributed.LocalCluster"
# What is wrong is said once, by what is raised; schedulers and workers that run elsewhere keep their own logs.
for name in ("distributed", "distributed.client"):
    logging.getLogger(name).setLevel(logging.CRITICAL)


@task(
    name="errand",
    task_run_name="{errand.stage} {errand.batches[0].stem}",
    cache_policy=NO_CACHE,
    retries=len(RETRY_SECONDS),
    retry_delay_seconds=RETRY_SECONDS,
    retry_condition_fn=may_pass,
)
def errand_task(errand: Errand) -> Done:
    """Carry out an errand as a task of the flow's run."""
    return carry_out(errand)


@dataclass
class DaskCluster:
    """The cluster of a run. Nothing is started before it is needed."""

    runner: DaskTaskRunner
    settings: ClusterSettings
    context: Context
    """That of the flow, which the errands are tasks of; a stage's own holds what can't be sent."""

    @property
    def batches_a_task(self) -> int:
        """Most batches of an errand."""
        return self.settings.batches_a_task

    @cached_property
    def client(self) -> Any:
        """The way to the scheduler, once a worker is there, or will be when there is work. Raises EngineLost."""
        try:
            client = self.runner.client
            if not self.settings.adapt:  # one that follows the work starts no worker before there is some
                client.wait_for_workers(1, timeout=self.settings.start_seconds)
        except (TimeoutError, OSError) as error:
            raise EngineLost(
                found=f"the Dask cluster can't be used ({error})",
                expected=f"a scheduler with a worker within {self.settings.start_seconds:g} s (cluster.start_seconds)",
                remedy="look at the scheduler and at what its workers say, or correct the section `cluster` of the profile",
            ) from error
        return client

    @property
    def workers(self) -> int:
        """How many errands are carried out side by side, as far as the cluster says now."""
        most: int = max(self.settings.adapt.get("maximum", 1), sum(self.client.nthreads().values()))
        return most

    def carry_out(self, errands: Sequence[Errand]) -> Iterator[Done]:
        """Carry out the errands, and hand over each as it is done. Raises EngineLost, and what an errand raises."""
        work: Any = errand_task if flow_run.id else carry_out
        submit = partial(self.client.submit, work, pure=False, retries=None if flow_run.id else len(RETRY_SECONDS))
        finished: Any = partial(distributed.as_completed, loop=self.client.loop)
        futures = [self.context.run(submit, errand) for errand in errands]
        try:
            for future in finished(futures):
                yield _result(future)
        finally:
            self.client.cancel(futures)


@contextmanager
def dask_cluster(settings: Settings) -> Iterator[DaskCluster]:
    """The cluster that the settings name, for as long as the block runs. Raises SettingsError if there is no such class."""
    cluster = settings.cluster
    address = cluster.scheduler or dask.config.get("scheduler-address", None)
    try:
        runner = DaskTaskRunner(address=address, client_kwargs={"timeout": cluster.start_seconds}) if address else _made(settings)
    except (ImportError, AttributeError, ValueError) as error:
        raise SettingsError(
            found=f"the class {cluster.made_by} can't be imported ({error})",
            expected="a class of an installed package that makes a Dask cluster",
            remedy="correct cluster.made_by in the profile, or install the package",
        ) from error
    with runner:
        yield DaskCluster(runner, cluster, copy_context())


def _made(settings: Settings) -> DaskTaskRunner:
    cluster = settings.cluster
    options = cluster.options
    if cluster.made_by == LOCAL:
        count = max(1, worker_count(settings.machine))
        quiet = {"dashboard_address": None, "silence_logs": logging.CRITICAL}
        options = {"n_workers": count, "threads_per_worker": 1} | quiet | options
    return DaskTaskRunner(cluster_class=cluster.made_by, cluster_kwargs=options, adapt_kwargs=cluster.adapt)


def _result(future: Any) -> Done:
    try:
        done: Done = future.result()
    except KilledWorker as error:
        raise EngineLost(
            found=f"batches took down every Dask worker that tried them ({error})",
            expected="workers that live; an article that breaks its process costs only itself",
            remedy="give the machines more memory or fewer workers each, and start again: finished batches are kept",
        ) from error
    except CancelledError as error:
        raise EngineLost(
            found="the Dask scheduler was lost",
            expected="a scheduler as long as the run goes on",
            remedy="look at what the scheduler said, and start again: finished batches are kept",
        ) from error
    return done
