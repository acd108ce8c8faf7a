"""One session of Spark for all tests that need one, where PySpark and Java are."""

import logging
import os
import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == HERE:
            item.add_marker(pytest.mark.spark)
            if not find_spec("pyspark"):
                item.add_marker(pytest.mark.skip(reason="PySpark is not here: make test-spark"))
            if not shutil.which("java"):
                item.add_marker(pytest.mark.skip(reason="Java is not here: Spark needs it"))


@pytest.fixture(scope="session")
def session(tmp_path_factory: Any) -> Iterator[Any]:
    from pyspark.sql import SparkSession  # noqa: PLC0415 - where it is installed

    # The machines that work have the same packages, and these are in our own environment.
    os.environ["PYSPARK_PYTHON"] = sys.executable
    folder = tmp_path_factory.mktemp("spark")
    logging.getLogger("py4j").setLevel(logging.ERROR)
    built = (
        SparkSession.builder.master("local[2]")
        .appName("homeward")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "3")
        .config("spark.default.parallelism", "3")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
        .config("spark.local.dir", str(folder))
        .getOrCreate()
    )
    built.sparkContext.setLogLevel("ERROR")
    yield built
    built.stop()
