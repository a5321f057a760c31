"""Reads mails, one in base64 a line, and tells as JSON what it understood."""

import base64
import email
import email.policy
import email.utils
import json
import sys
from email.header import decode_header, make_header


def part(entity):
    return {
        "type": entity.get_content_type(),
        "charset": entity.get_content_charset(),
        "encoding": entity["Content-Transfer-Encoding"],
        "content": entity.get_content(),
        "defects": [str(defect) for defect in entity.defects],
    }


def mailboxes(old_style, header):
    # The new-style reader of some versions leaves blanks between the encoded words of a name.
    pairs = email.utils.getaddresses(old_style.get_all(header, []))
    return [{"name": str(make_header(decode_header(name))), "address": address} for name, address in pairs]


for line in sys.stdin:
    mail = email.message_from_bytes(base64.b64decode(line), policy=email.policy.default)
    old_style = email.message_from_bytes(base64.b64decode(line))
    print(
        json.dumps(
            {
                "names": mail.keys(),
                "headers": {name: str(value) for name, value in mail.items()},
                "from": mailboxes(old_style, "From"),
                "to": mailboxes(old_style, "To"),
                "replyTo": mailboxes(old_style, "Reply-To"),
                "type": mail.get_content_type(),
                "parts": [part(entity) for entity in mail.walk() if not entity.is_multipart()],
                "defects": [str(defect) for defect in mail.defects]
                + [str(defect) for value in mail.values() for defect in value.defects],
            }
        )
    )
