"""The strict Bot API double by hand, as a process of its own.

python -m tests.botapi --port 8081
QAWL_TOKEN=4200:loopback QAWL_API_URL=http://127.0.0.1:8081 deploy/qawl run
curl -d '{"update_id": 1, "message": {...}}' http://127.0.0.1:8081/control/deliver
curl http://127.0.0.1:8081/control/sent
"""

import argparse
import threading
import time

from handlers.terminal.transport import World
from tests.botapi.server import serving


def main() -> None:
    """Serve until interrupted."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--port", type=int, default=8081)
    chosen = options.parse_args()
    with serving(World(now=int(time.time())), chosen.port) as server:
        print(server.address, flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
