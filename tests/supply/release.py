"""Make a release: wheel, source archive and bill of materials in dist/ (`tox -e release`).

The bill is CycloneDX 1.6 in JSON, made of the pinned dependencies; making it twice gives the same bytes.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kbtool import __version__
from tests.supply.lock import LOCK, ROOT, requirements

_SPEC = SchemaVersion.V1_6


def main() -> None:
    """Build into dist/ and say what is there."""
    dist = ROOT / "dist"
    subprocess.run([sys.executable, "-m", "build", "--outdir", str(dist), str(ROOT)], check=True)
    wheel = max(dist.glob("kbtool-*.whl"), key=lambda path: path.stat().st_mtime)
    bill = dist / f"{wheel.name.removesuffix('-py3-none-any.whl')}.cdx.json"
    write_bill(bill)
    for path in (wheel, bill):
        print(f"{path.relative_to(ROOT)}  {path.stat().st_size} bytes")


def write_bill(path: Path) -> None:
    """Write the bill of materials of the pinned dependencies, checked against the CycloneDX schema."""
    command = [
        sys.executable, "-W", "ignore:The Component this BOM is describing", "-m", "cyclonedx_py", "requirements",
        "--pyproject", str(ROOT / "pyproject.toml"), "--spec-version", _SPEC.to_version(), "--output-format", "JSON",
        "--output-reproducible", "--output-file", str(path), str(LOCK),
    ]  # fmt: skip
    subprocess.run(command, check=True)
    bill = json.loads(path.read_text(encoding="utf-8"))
    complete(bill)
    text = json.dumps(bill, indent=2, ensure_ascii=False) + "\n"
    wrong = JsonStrictValidator(_SPEC).validate_str(text)
    if wrong or len(bill["components"]) < LOCK.read_text(encoding="utf-8").count("=="):
        raise SystemExit(f"The bill of materials is not complete or not valid: {wrong}")
    path.write_text(text, encoding="utf-8")


def complete(bill: dict[str, Any]) -> None:
    """Add what a list of pins cannot tell: kbtool's version, and which dependencies are its own."""
    wanted = {canonicalize_name(Requirement(line).name) for line in requirements()}
    direct = [one["bom-ref"] for one in bill["components"] if canonicalize_name(one["name"]) in wanted]
    component = bill["metadata"]["component"]
    component["version"] = __version__
    others = [one for one in bill["dependencies"] if one["ref"] != component["bom-ref"]]
    bill["dependencies"] = [*others, {"ref": component["bom-ref"], "dependsOn": sorted(direct)}]


if __name__ == "__main__":
    main()
