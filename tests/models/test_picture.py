"""Pictures: read or refused, freed of where they were taken, and made to fit."""

import io

import pytest
from PIL import Image

from models import metadata, picture
from models.picture import TooLarge, Unreadable
from tests import pictures

TYPES = list(picture.FORMATS)
PLACE = (b"Exif", b"GPS", b"SATO HANAKO", b"tokyo", b"xmp")


def opened(data):
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def examined(data, media_type="image/jpeg"):
    return picture.examine(io.BytesIO(data), media_type)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L", "CMYK"])
@pytest.mark.parametrize("media_type", TYPES)
def test_each_kind_of_picture_has_a_small_copy(media_type, mode):
    form = picture.FORMATS[media_type]
    if (mode == "CMYK" and form != "JPEG") or (form == "JPEG" and mode in ("RGBA", "P")):
        mode = "RGB"
    width, height, small = examined(pictures.picture(form, (2048, 100), mode), media_type)
    assert (width, height) == (2048, 100)
    assert (opened(small).format, opened(small).size, opened(small).mode) == ("JPEG", (1024, 50), "RGB")


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright(orientation):
    """The red left edge is where the orientation says that it belongs (Exif 2.3, tag 0x0112)."""
    image = Image.new("RGB", (400, 200), "white")
    image.paste("red", (0, 0, 100, 200))
    image.paste("blue", (0, 0, 400, 50))
    out = io.BytesIO()
    exif = pictures.exif_with_place(orientation)
    image.save(out, "JPEG", quality=95, exif=exif)
    width, height, small = examined(out.getvalue())
    assert (width, height) == ((400, 200) if orientation < 5 else (200, 400)) == opened(small).size
    edge = {1: "left", 2: "right", 3: "right", 4: "left", 5: "top", 6: "top", 7: "bottom", 8: "bottom"}[orientation]
    x, y = {"left": (20, height // 2), "right": (width - 20, height // 2), "top": (width // 2, 20), "bottom": (width // 2, height - 20)}[edge]
    red, green, blue = opened(small).getpixel((x, y))
    assert red > 200 > 60 > max(green, blue)


def test_what_is_transparent_is_white():
    clear = Image.new("RGBA", (50, 50), (0, 0, 0, 0))
    out = io.BytesIO()
    clear.save(out, "PNG")
    assert min(opened(examined(out.getvalue(), "image/png")[2]).getpixel((25, 25))) > 250


@pytest.mark.parametrize("media_type", TYPES)
@pytest.mark.parametrize("part", [0.05, 0.5, 0.9])
def test_a_picture_that_is_cut_off_is_refused(media_type, part):
    data = pictures.picture(picture.FORMATS[media_type], (400, 300))
    with pytest.raises(Unreadable):
        examined(data[:int(len(data) * part)], media_type)


@pytest.mark.parametrize("data, media_type", [
    (b"GIF89a<html><script>alert(1)</script>", "image/gif"), (b"\xff\xd8\xff" + b"<script>" * 50, "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp"), (b"", "image/png"), (pictures.picture("PNG"), "image/jpeg"),
])
def test_what_only_begins_like_a_picture_is_refused(data, media_type):
    with pytest.raises(Unreadable):
        examined(data, media_type)


def test_a_small_file_with_endless_pixels_is_refused_unread():
    data = pictures.endless_png(10_000, 6_000)
    assert len(data) < 200_000
    with pytest.raises(TooLarge):
        examined(data, "image/png")
    assert examined(pictures.endless_png(2_000, 3_000), "image/png")[:2] == (2_000, 3_000)


# Where it was taken


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_where_a_picture_was_taken_is_taken_out_and_no_pixel_changes(form):
    media_type = f"image/{form.lower()}"
    data = pictures.picture(form, exif=pictures.exif_with_place(6), **{"JPEG": {"comment": b"tokyo"}, "WEBP": {"xmp": b"<xmp/>"}, "PNG": {}}[form])
    assert pictures.is_there(PLACE, data)
    clean = metadata.cleaned(data, media_type)
    assert opened(clean).tobytes() == opened(data).tobytes() and opened(clean).format == form
    assert not opened(clean).getexif().get_ifd(0x8825) and not pictures.is_there(PLACE[1:], clean)
    if form == "JPEG":
        assert dict(opened(clean).getexif()) == {0x0112: 6, 0x0132: "2026:11:24 09:30:00"}
    assert not pictures.is_there(PLACE, examined(data, media_type)[2])


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"icc_profile": b"profile" * 20}, {"mode": "CMYK"}, {"mode": "L"}, {"restart_marker_blocks": 3}])
def test_every_kind_of_jpeg_survives_the_cleaning(options):
    data = pictures.picture("JPEG", (300, 200), **options)
    clean = metadata.cleaned(data + b"<script>alert(1)</script>" + data, "image/jpeg")
    assert opened(clean).tobytes() == opened(data).tobytes() and len(clean) <= len(data)
    assert opened(clean).info.get("icc_profile") == opened(data).info.get("icc_profile")


def test_a_photo_with_a_second_picture_behind_it_keeps_the_first(tmp_path):
    """As telephones write them, for depth or brightness: MPO, a JPEG after a JPEG (CIPA DC-007)."""
    first, second = (Image.open(io.BytesIO(pictures.picture("JPEG", size))) for size in ((640, 480), (64, 48)))
    out = io.BytesIO()
    first.save(out, "MPO", save_all=True, append_images=[second], exif=pictures.exif_with_place(6))
    width, height, small = examined(out.getvalue())
    assert (width, height) == (480, 640) == opened(small).size
    clean = metadata.cleaned(out.getvalue(), "image/jpeg")
    assert opened(clean).format == "JPEG" and opened(clean).size == (640, 480) and not pictures.is_there([b"GPS", b"SATO", b"MPF"], clean)
    assert clean.count(b"\xff\xd8\xff") == 1


def test_a_webp_and_a_png_end_where_they_say():
    for form in ("PNG", "WEBP"):
        data = pictures.picture(form)
        assert metadata.cleaned(data + b"<script>", f"image/{form.lower()}") == data
    lossless = pictures.picture("WEBP", mode="RGBA", lossless=True, exif=pictures.exif_with_place())
    assert opened(metadata.cleaned(lossless, "image/webp")).tobytes() == opened(lossless).tobytes()


@pytest.mark.parametrize("seed", range(16))
def test_a_damaged_picture_is_refused_or_cleaned_and_never_an_error_of_ours(seed):
    import random

    dice = random.Random(seed)
    media_type = dice.choice(TYPES[1:])
    data = bytearray(pictures.picture(picture.FORMATS[media_type], (60, 40), exif=pictures.exif_with_place()))
    for _ in range(4):
        data[dice.randrange(12, len(data))] = dice.randrange(256)
    data = bytes(data[:dice.randrange(20, len(data) + 1)])
    for work in (lambda: examined(data, media_type), lambda: metadata.cleaned(data, media_type)):
        try:
            work()
        except (Unreadable, TooLarge):
            pass


# Made to fit


@pytest.mark.parametrize("form, width, most", [("GIF", 96, 3_000), ("PNG", 120, 3_000), ("JPEG", 240, 16_000), ("JPEG", 480, 60_000), ("JPEG", 1024, 250_000)])
@pytest.mark.parametrize("make", [lambda: pictures.picture("JPEG", (1100, 300)), lambda: pictures.noise((150, 200))])
def test_a_picture_fits_whatever_is_on_it(form, width, most, make):
    small = examined(make())[2]
    data = picture.fit(small, width, form, most)
    assert len(data) <= most and opened(data).format == form and opened(data).width <= width


@pytest.mark.parametrize("size, most, expected", [
    ((4000, 3000), 240, (240, 180)), ((3000, 4000), 240, (240, 320)), ((100, 50), 240, (100, 50)), ((4000, 3000), 5000, (1024, 768)),
    ((1, 30_000), 240, (1, 1024)), ((30_000, 1), 240, (240, 1)),
])
def test_a_page_knows_the_size_before_it_has_the_picture(size, most, expected):
    assert picture.size_within(*size, most) == expected
