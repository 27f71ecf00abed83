"""One reader a module: a format's bytes → payloads and refusals, streaming. Which is used is decided by formats.yaml."""

from types import MappingProxyType

from tasks.ingest.blobs import Reader
from tasks.ingest.readers.compressed import read_gzip, read_xz
from tasks.ingest.readers.json_records import read_json
from tasks.ingest.readers.refused import refuse_binary, refuse_empty, refuse_xml
from tasks.ingest.readers.text import read_html, read_text

READERS: MappingProxyType[str, Reader] = MappingProxyType(
    {
        "binary": refuse_binary,
        "csv": read_text,
        "feed": refuse_xml,
        "parquet": refuse_binary,
        "warc": refuse_binary,
        "zip": refuse_binary,
        "empty": refuse_empty,
        "gzip": read_gzip,
        "html": read_html,
        "json": read_json,
        "text": read_text,
        "xml": refuse_xml,
        "xz": read_xz,
    }
)
