"""Writes the bill of materials of a lock file to stdout (CycloneDX 1.6): python deploy/sbom.py requirements.lock."""

import hashlib
import json
import re
import sys
import tomllib
import uuid
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


def bill_of(lock: Path) -> dict[str, Any]:
    """One component a package, with the hashes of every file that may be installed for it."""
    text = lock.read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[\w.-]+(?:\[[\w,]+\])?==)", text)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    number = uuid.UUID(hashlib.sha256(text.encode()).hexdigest()[:32])
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{number}",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": project["name"], "version": project["version"]}},
        "components": [component(entry) for entry in entries if re.match(r"[\w.-]+(?:\[[\w,]+\])?==", entry)],
    }


def component(entry: str) -> dict[str, Any]:
    """The component of one entry of the lock."""
    name, version = re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==([^\s;]+)", entry)[0]
    purl = f"pkg:pypi/{name.lower()}@{version}"
    hashes = [{"alg": "SHA-256", "content": each} for each in re.findall(r"--hash=sha256:([0-9a-f]{64})", entry)]
    found = {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}
    files = {"type": "distribution", "url": f"https://pypi.org/project/{name}/{version}/#files", "hashes": hashes}
    return found | _licence(name) | {"externalReferences": [files]}


def _licence(name: str) -> dict[str, Any]:
    """The licence as the installed package names it; none where it is not installed or names none."""
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return {}
    expression = about.get("License-Expression")
    if expression:
        return {"licenses": [{"expression": expression}]}
    named = [each.rpartition(" :: ")[2] for each in about.get_all("Classifier") or [] if each.startswith("License :: ")]
    return {"licenses": [{"license": {"name": each}} for each in named]} if named else {}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(bill_of(Path(sys.argv[1])), indent=2) + "\n")
