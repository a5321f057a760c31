"""An SMTP server (aiosmtpd) with STARTTLS and sign-in: prints its port, then what it takes, a line of JSON each."""

import asyncio
import base64
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Handler:
    async def handle_DATA(self, server, session, envelope):
        print(
            json.dumps(
                {
                    "sender": envelope.mail_from,
                    "recipients": envelope.rcpt_tos,
                    "user": session.auth_data.decode() if session.auth_data else None,
                    "content": base64.b64encode(envelope.original_content).decode(),
                }
            ),
            flush=True,
        )
        return "250 2.0.0 taken"


def sign_in(server, session, envelope, mechanism, auth_data):
    if (auth_data.login, auth_data.password) == (b"crm", "pässword".encode()):
        return AuthResult(success=True, auth_data=auth_data.login)
    return AuthResult(success=False, handled=False)


async def main(certificate, key):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    def session():
        return SMTP(
            Handler(),
            hostname="localhost",
            enable_SMTPUTF8=True,
            tls_context=context,
            require_starttls=True,
            auth_required=True,
            authenticator=sign_in,
        )

    server = await asyncio.get_running_loop().create_server(session, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    # Ends with whoever started it.
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(main(*sys.argv[1:]))
