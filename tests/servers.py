"""The service as a process of its own, for tests that need a real one."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from consult.settings import Settings
from tests.databases import SECRET

ROOT = Path(__file__).parents[1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@dataclass
class Server:
    """The service as a process of its own on 127.0.0.1."""

    settings: Settings
    application: str = "consult.asgi:app"
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        environment = os.environ | {
            "DATABASE_URL": self.settings.database_url,
            "SECRET_KEY": SECRET,
            "EMBEDDED_WORKER": "yes",
            "PYTHONWARNINGS": "default",
        }
        command = [sys.executable, "-m", "uvicorn", self.application, "--port", str(self.port), "--no-access-log"]
        self.process = subprocess.Popen([*command, "--log-level", "error"], cwd=ROOT, env=environment)

    async def until_ready(self) -> None:
        for _ in range(300):
            try:
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                writer.write(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                answer = await reader.read()
                writer.close()
                if b" 200 " in answer.split(b"\r\n")[0]:
                    return
            except OSError:
                pass
            await asyncio.sleep(0.1)
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        """kill -9: no time to finish anything."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(30)
