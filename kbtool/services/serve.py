"""Show a site while its content is edited: every saved file rebuilds it and reloads the browser."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from kbtool.errors import KbError
from kbtool.project import Project
from kbtool.services.build import Audience, make
from kbtool.settings import Settings

HOST = "127.0.0.1"


def serve(
    project: Project,
    read_settings: Callable[[], Settings],
    *,
    audience: Audience,
    port: int,
    tell: Callable[[str], None],
) -> None:
    """Build an edition into a temporary folder and serve it to this machine alone until interrupted.

    `read_settings` is called for every build, so that a change of mkdocs.yml shows as well. Problems are
    told and do not stop the preview. Raises KbError where the first build cannot be made or the port is taken.
    """
    url = f"http://{HOST}:{port}/"
    folder = Path(tempfile.mkdtemp(prefix="kbtool-"))

    def rebuild() -> None:
        _, problems = make(project, read_settings(), audience, folder, site_url=url, command="serve")
        for problem in problems:
            tell(str(problem))

    def rebuild_or_tell() -> None:
        try:
            rebuild()
        except KbError as error:
            tell(f"Error: {error}\n  {error.hint}")
        else:
            tell("Rebuilt.")

    try:
        rebuild()
        server = _server(rebuild_or_tell, folder, port)
        for path in (project.docs, project.quizzes, project.config):
            if path.exists():
                server.watch(str(path))
        tell(f"{audience.capitalize()} site at {url}, Ctrl-C stops.")
        _run(server, port)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _server(rebuild: Callable[[], None], folder: Path, port: int) -> LiveReloadServer:
    server = LiveReloadServer(builder=rebuild, host=HOST, port=port, root=str(folder))
    missing = folder / "404.html"
    server.error_handler = lambda code: missing.read_bytes() if code == 404 and missing.is_file() else None  # noqa: PLR2004 - HTTP
    return server


def _run(server: LiveReloadServer, port: int) -> None:
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    except OSError as error:
        raise KbError(
            f"Port {port} cannot be used: {error.strerror}.", hint="Choose another one, such as --port 8001."
        ) from error
    finally:
        server.shutdown()
