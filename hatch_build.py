"""Compiles the reading of texts into the wheel, if a build asks: ``CLAIMS_COMPILE=1 python -m build --wheel``.

The same modules, translated to C by mypyc (https://mypyc.readthedocs.io), read one and a half times as fast. A plain
build, and every editable installation, stays pure Python and needs no C compiler.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import chdir
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VARIABLE = "CLAIMS_COMPILE"
COMPILED = ("claims/extract/**/*.py", "claims/normalise/*.py", "claims/pipeline.py")
# A package whose module is made callable at import, and one whose names are looked up late, stay as they are.
LEFT = frozenset({"claims/extract/__init__.py", "claims/normalise/__init__.py"})
REQUIREMENTS = ("mypy[mypyc]>=1.14", "setuptools>=75", "pydantic>=2.10", "types-PyYAML")
CHECKS = ("--explicit-package-bases", "--ignore-missing-imports", "--follow-imports=silent")
# What the modules share goes into one extension inside the package.
SHARED = "claims._compiled"


class CompileHook(BuildHookInterface[Any]):
    """Adds the compiled modules to a wheel; raises what mypyc or the compiler raises."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        return list(REQUIREMENTS) if os.environ.get(VARIABLE) == "1" else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable" or os.environ.get(VARIABLE) != "1":
            return
        self._folder = tempfile.TemporaryDirectory()  # goes with the hook, after the wheel is written
        library = self._compile(Path(self._folder.name))
        build_data["force_include"] |= {
            str(path): path.relative_to(library).as_posix() for path in sorted(library.rglob("*.so"))
        }
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def _compile(self, folder: Path) -> Path:
        """The folder that holds the extensions, laid out like the package."""
        from mypyc.build import mypycify
        from setuptools import Distribution

        root = Path(self.root)
        modules = sorted(
            path.relative_to(root).as_posix() for pattern in COMPILED for path in root.glob(pattern)
        )
        with chdir(root):
            extensions = mypycify(
                [*CHECKS, *(module for module in modules if module not in LEFT)],
                group_name=SHARED,
                target_dir=str(folder / "c"),
                opt_level="2",
                multi_file=True,  # one C file for all takes the compiler more than twice as long
            )
            for extension in extensions:
                # the header that these share lies with the package's own sources
                extension.include_dirs.append(str(folder / "c" / Path(*SHARED.split(".")[:-1])))
            build = Distribution({"ext_modules": extensions}).get_command_obj("build_ext")
            build.build_lib, build.build_temp = str(folder / "library"), str(folder / "objects")
            build.ensure_finalized()
            build.run()
        return folder / "library"
