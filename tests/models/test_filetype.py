"""What a file is, by its content; and how it is named."""

import io
import itertools

import pytest

from models import filetype
from models.filetype import ENDINGS, LONGEST_NAME, OTHER
from tests.pictures import archive, compound, picture

OPEN = "application/vnd.openxmlformats-officedocument."


@pytest.mark.parametrize("name, data, expected", [
    ("写真.html", picture("JPEG"), "image/jpeg"), ("a.exe", picture("PNG"), "image/png"), ("a", picture("GIF", mode="P"), "image/gif"),
    ("a.jpg", picture("WEBP"), "image/webp"), ("見積.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "application/pdf"),
    ("a.docx", archive("[Content_Types].xml", "word/document.xml"), OPEN + "wordprocessingml.document"),
    ("a.jpg", archive("[Content_Types].xml", "xl/workbook.xml"), OPEN + "spreadsheetml.sheet"),
    ("a.pptx", archive("[Content_Types].xml", "ppt/presentation.xml"), OPEN + "presentationml.presentation"),
    ("a.zip", archive("図面.txt"), "application/zip"), ("a.zip", archive(), "application/zip"),
    ("a.doc", compound("WordDocument"), "application/msword"), ("a.xls", compound("Workbook"), "application/vnd.ms-excel"),
    ("a.ppt", compound("PowerPoint Document"), "application/vnd.ms-powerpoint"),
    ("メモ.txt", "見積もり③〜\n".encode(), "text/plain"), ("メモ.txt", "見積もり③〜\n".encode("cp932"), "text/plain"),
    ("メモ", "見積もり".encode("utf-16"), "text/plain"), ("表.CSV", "品名,数\n鉛筆,3\n".encode("cp932"), "text/csv"),
], ids=itertools.count())
def test_a_file_is_what_is_in_it(name, data, expected):
    assert filetype.recognise(io.BytesIO(data), name) == expected


@pytest.mark.parametrize("name, data", [
    ("写真.jpg", b"<html><script>alert(1)</script>"), ("a.txt", b"\n  <svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    ("a.txt", b"\xef\xbb\xbf<!DOCTYPE html>"), ("a.csv", b"a,b\n<script>alert(1)</script>\n"), ("a.txt", "<script>".encode("utf-16")),
    ("a.gif", b"MZ\x90\0\3\0\0\0"), ("a.png", b"\x7fELF\2\1\1"), ("a.txt", b"#!/bin/sh\nrm -rf /\n"), ("a.bat", b"del *.*\r\n"),
    ("a.js", b"alert(1)"), ("a.txt", b"@echo off\r\n"), ("a.docm", archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
    ("a.jar", archive("META-INF/MANIFEST.MF", "A.class")), ("a.zip", archive("AndroidManifest.xml")), ("a.odt", archive("content.xml")),
    ("a.msi", compound("SummaryInformation")), ("a.xls", compound("Workbook") + "_VBA_PROJECT".encode("utf-16-le")),
    ("a.zip", archive("a.txt")[:-10]), ("a.docx", archive("[Content_Types].xml", "other/x")), ("a.txt", b"a\0b"), ("a.txt", b"\xff\xff\x81"),
    ("a.pdf", b"  %PDF-1.7"), ("a.heic", b"\0\0\0\x18ftypheic"), ("a.mp4", b"\0\0\0\x18ftypmp42"), ("a.webp", b"RIFF\x10\0\0\0WAVE"),
], ids=itertools.count())
def test_what_could_be_run_and_what_is_unknown_is_only_for_taking_home(name, data):
    assert filetype.recognise(io.BytesIO(data), name) == OTHER


@pytest.mark.parametrize("name, media_type, expected", [
    ("C:\\写真\\現場.jpg", "image/jpeg", "現場.jpg"), ("../../etc/passwd", "text/plain", "passwd.txt"), ("a/b/", OTHER, "file"), ("", OTHER, "file"),
    ("...", OTHER, "file"), (".htaccess", OTHER, "htaccess"), ("a\0b\x1b\nc.jpg", "image/jpeg", "ab c.jpg"), ("写真.html", "image/jpeg", "写真.html.jpg"),
    ("写真.JPEG", "image/jpeg", "写真.JPEG"), ("表.txt", "text/csv", "表.txt.csv"), ("か\u3099.png", "image/png", "が.png"),
    ("請求書\u202egpj.exe", OTHER, "請求書gpj.exe"), ('a"b<c>|*?.pdf', "application/pdf", "a_b_c____.pdf"), ("見積 v1.2", "application/pdf", "見積 v1.2.pdf"),
    ("あ" * 300 + ".docx", OTHER, "あ" * 95 + ".docx"), ("x" * 300, "image/gif", "x" * 96 + ".gif"), ("a.txt ", "text/plain", "a.txt"), ("🐌.png", "image/png", "🐌.png"),
])
def test_a_name_is_safe_everywhere_and_ends_as_what_it_is(name, media_type, expected):
    found = filetype.clean_name(name, media_type)
    assert found == expected and len(found) <= LONGEST_NAME


def test_every_type_has_an_ending_that_is_kept():
    for media_type, endings in ENDINGS.items():
        assert all(filetype.clean_name(f"a.{ending}", media_type) == f"a.{ending}" for ending in endings)
