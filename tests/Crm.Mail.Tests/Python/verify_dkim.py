"""Verifies mails with dkimpy: a line holds selector, domain, public key and the mail, the last in base64."""

import base64
import sys

import dkim

for line in sys.stdin:
    selector, domain, key, mail = line.split()
    records = {f"{selector}._domainkey.{domain}.".encode(): f"v=DKIM1; k=rsa; p={key}".encode()}
    try:
        verified = dkim.verify(base64.b64decode(mail), dnsfunc=lambda name, timeout=5: records.get(name))
    except dkim.DKIMException as exception:
        verified = exception
    print("verified" if verified is True else f"refused: {verified}")
