"""Asks the web server of this machine whether it answers: python -m igu.local.probe /readyz"""

import http.client
import os
import sys


def answers(port: int, path: str, host: str = "localhost") -> bool:
    """Asked by hand: a library that knows of proxies would ask one."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        line.request("GET", path, headers={"Host": host})
        return line.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


def own_name(allowed_hosts: str) -> str:
    """A name that Django answers to: the first of ALLOWED_HOSTS (`.igu.dk` stands for igu.dk and all below)."""
    return allowed_hosts.split(",")[0].strip().removeprefix(".") or "localhost"


if __name__ == "__main__":
    host = own_name(os.environ.get("ALLOWED_HOSTS", ""))
    sys.exit(0 if answers(int(os.environ.get("PORT", "8000")), sys.argv[1], host) else 1)
