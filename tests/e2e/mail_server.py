"""A mail server of its own process for the kill run: what it has said yes to stands on disk before it says so.

python -m tests.e2e.mail_server PORT LOG
"""

import asyncio
import json
import os
import random
import sys
from email import message_from_bytes

from aiosmtpd.smtp import SMTP


class Ledger:
    def __init__(self, path: str):
        self.log = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY)

    async def handle_DATA(self, server, session, envelope):
        mail = message_from_bytes(envelope.content)
        line = {"id": mail["Message-ID"].strip("<>").partition("@")[0], "marked": "X-IGU-Maybe-Second" in mail}
        os.write(self.log, json.dumps(line).encode() + b"\n")
        os.fsync(self.log)
        await asyncio.sleep(random.uniform(0, 0.02))  # the gap in which nobody but us knows
        return "250 taken"


async def serve(port: int, path: str) -> None:
    ledger = Ledger(path)
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(ledger, hostname="mail.test"), host="127.0.0.1", port=port
    )
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), sys.argv[2]))
