"""Whatever is handed in as any format gives rows, or one refusal that names the file and what to do; never more."""

from __future__ import annotations

import pytest
import test_import_iso_open_data as iso
import test_import_national as national
import test_import_relaton as relaton
import test_import_written as written
from hypothesis import given, settings
from hypothesis import strategies as st
from source_samples import records

from guiju.apps.catalogue.importing.formats import FORMATS
from guiju.apps.catalogue.importing.iso_open_data.committees import committees
from guiju.apps.catalogue.importing.iso_open_data.ics import ics_codes
from guiju.apps.catalogue.importing.opening import list_open
from guiju.apps.catalogue.importing.source_file import SourceFile
from guiju.domain.language import WordsError

SAMPLES = {
    "iso-deliverables": (iso.OLD + iso.NEW, "iso.jsonl"),
    "iso-committees": (iso.COMMITTEES, "tc.csv"),
    "iso-ics": (iso.ICS_XML, "ics.xml"),
    "relaton": (relaton.ISO, "item.yaml"),
    "openstd": (national.LIST, "std_list.html"),
    "samr": (national.answer(national.ROW), "rows.json"),
    "sacinfo": ('{"records": [{"code": "JT/T 99795-2023", "chName": "虚构"}]}', "records.json"),
    "ttbz": ('{"rows": [{"standardNo": "T/XYZ 1-2023", "standardName": "虚构"}]}', "rows.json"),
    "standards-json": ('{"updated_at": "2026-01-01", "standards": [{"standard_number": "GB 1-2001"}]}', "a.json"),
    "badges": (written.BADGES, "README.md"),
    "tables": (written.MARKDOWN, "list.md"),
}
HUGE = ("[", "{", '{"a":', "<table>", "<a ", "&a [*a, ", "| ", "#", "\x00", "\ufffd", "- ", '"', "<!--", "9")


def taken(data, name, format):
    """Take a file in as the format; refused or not, it ends."""
    readers = {"iso-committees": committees, "iso-ics": ics_codes}
    try:
        if format in readers:
            return readers[format](SourceFile(name, data=data))
        return records(data, name, format=format)
    except WordsError as error:
        assert error.message.zh  # noqa: PT017
        assert error.message.en  # noqa: PT017
        return None


def test_every_format_has_a_sample_and_knows_it_by_its_content():
    assert set(SAMPLES) == {format.name for format in FORMATS}
    for name, (text, file) in SAMPLES.items():
        found = [format.name for format in FORMATS if format.recognises(SourceFile(file, data=text.encode()))]
        assert found[:1] == [name]
        if name not in ("tables", "badges"):
            assert found == [name]


@pytest.mark.parametrize("format", SAMPLES)
@given(start=st.floats(0, 1), length=st.integers(0, 40), junk=st.binary(max_size=12), cut=st.booleans())
@settings(max_examples=25, deadline=None)
def test_a_damaged_file_is_read_or_refused(format, start, length, junk, cut):
    text, name = SAMPLES[format]
    data = text.encode()
    at = int(start * len(data))
    taken(data[:at] + junk + (b"" if cut else data[at + length :]), name, format)


@pytest.mark.parametrize("format", SAMPLES)
def test_endless_repetition_is_read_or_refused(format):
    text, name = SAMPLES[format]
    for piece in HUGE:
        taken((text + piece * 100_000).encode(), name, format)
        taken((piece * 100_000 + text).encode(), name, format)


def test_a_file_of_nothing_much_is_no_format():
    for data in (b"", b"\x00", b"\xff\xfe", b"{", b"[]", b"<", b"---\n", b"|", b"PK\x03\x04", b"\x28\xb5\x2f\xfd"):
        found = [format.name for format in FORMATS if format.recognises(SourceFile("a.dat", data=data))]
        assert found == []
        with pytest.raises(WordsError):
            next(list_open(data, "a.dat", "samr").rows)
