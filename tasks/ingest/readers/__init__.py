"""One reader a module: a format's bytes → payloads and refusals, streaming. Which is used is decided by formats.yaml."""

from types import MappingProxyType

from tasks.ingest.blobs import Reader
from tasks.ingest.readers.alto import read_alto
from tasks.ingest.readers.compressed import read_gzip, read_xz
from tasks.ingest.readers.csv_records import read_csv
from tasks.ingest.readers.documents import read_packed, read_pdf, read_rtf
from tasks.ingest.readers.feed import read_feed
from tasks.ingest.readers.json_records import read_json
from tasks.ingest.readers.parquet_records import read_parquet
from tasks.ingest.readers.refused import refuse_binary, refuse_empty, refuse_office, refuse_sheet
from tasks.ingest.readers.text import read_html, read_text
from tasks.ingest.readers.warc import read_warc
from tasks.ingest.readers.xml_blocks import read_blocks

READERS: MappingProxyType[str, Reader] = MappingProxyType(
    {
        "alto": read_alto,
        "binary": refuse_binary,
        "csv": read_csv,
        "feed": read_feed,
        "office": refuse_office,
        "sheet": refuse_sheet,
        "parquet": read_parquet,
        "warc": read_warc,
        "zip": read_packed,
        "rtf": read_rtf,
        "pdf": read_pdf,
        "empty": refuse_empty,
        "gzip": read_gzip,
        "html": read_html,
        "json": read_json,
        "text": read_text,
        "xml": read_blocks,
        "xz": read_xz,
    }
)
