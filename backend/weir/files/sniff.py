"""What a file is, by its first bytes: the name and the caller's word for it do not count."""

SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "application/pdf"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftyp", "video/mp4"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (8, b"WAVE", "audio/wav"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
)
ZIPPED = (
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)
# Programs are refused: nothing a customer sends needs to be one.
PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!")


def media_type(head: bytes) -> str | None:
    """The media type of a file that begins with `head` (4 KiB are enough); None for a program, which is refused."""
    if head.startswith(PROGRAMS):
        return None
    for offset, mark, kind in SIGNATURES:
        if head[offset : offset + len(mark)] == mark:
            return kind
    if head.startswith(b"PK\x03\x04"):
        return next((kind for mark, kind in ZIPPED if mark in head), "application/zip")
    try:
        head.decode("utf-8", errors="strict")
    except UnicodeDecodeError as error:
        # A character cut in half at the end of the head is still text.
        if error.start < len(head) - 4:
            return "application/octet-stream"
    return "text/plain" if b"\x00" not in head else "application/octet-stream"
