"""A local server that speaks S3. Imported by what tries runs over a store; needs moto."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BUCKET = "presse"


@contextmanager
def local_store() -> Iterator[dict[str, str]]:
    """A server without a bucket as long as the block goes on: the environment that names it."""
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    try:
        yield {
            "AWS_ENDPOINT_URL": f"http://{host}:{port}",
            "AWS_ACCESS_KEY_ID": "k",
            "AWS_SECRET_ACCESS_KEY": "s",
            "AWS_DEFAULT_REGION": "us-east-1",
        }
    finally:
        server.stop()


def deliver(raw: Path, prefix: str) -> str:
    """Make the bucket of the server that the environment names, and copy a folder's files below the prefix: its address."""
    import boto3

    client = boto3.client("s3")
    client.create_bucket(Bucket=BUCKET)
    for path in raw.rglob("*"):
        if path.is_file():
            client.upload_file(str(path), BUCKET, f"{prefix}/{path.relative_to(raw).as_posix()}")
    return f"s3://{BUCKET}/{prefix}"
