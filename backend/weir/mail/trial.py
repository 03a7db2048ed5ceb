"""The mail that shows whether mail arrives."""

from html import escape

from weir.access.viewer import Viewer
from weir.jobs import Worker
from weir.mail.letter import COMPOSERS, Letter
from weir.mail.model import Mail, MailKind
from weir.mail.paper import on_paper


async def compose(worker: Worker, viewer: Viewer, mail: Mail) -> Letter:
    """A few words in the language of who asked."""
    subject = "Weir 测试邮件" if viewer.is_chinese else "A test mail from Weir"
    text = (
        f"{viewer.name}，你好：\n\n发件设置可用，Weir 可以发送邮件了。"
        if viewer.is_chinese
        else f"Hello {viewer.name},\n\nthe settings work: Weir can send mail."
    )
    body = "".join(f"<p>{escape(one)}</p>" for one in text.split("\n\n"))
    return Letter(subject, on_paper(subject, body, viewer.is_chinese), text)


COMPOSERS[MailKind.TEST] = compose
