"""Reading a YAML file that someone else wrote: plain values, within a size limit, every fault told in one line.

What the values must be is said by whoever reads the file (see `sidecar` and `corrections`).
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from pipelines.intake.faults import UnreadableInput


class _Loader(yaml.SafeLoader):
    """Plain values only, each key once, no aliases: a few lines of those can stand for gigabytes."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.get_mark()
            raise yaml.composer.ComposerError(None, None, "aliases are not allowed", mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        times = Counter(key.value for key in keys)
        for key in keys:
            if times[key.value] > 1:
                raise yaml.constructor.ConstructorError(None, None, f"{key.value} is given twice", key.start_mark)
        return super().construct_mapping(node, deep)


def read_yaml(path: Path, size_limit: int, fault: type[UnreadableInput], remedy: str) -> Any:
    """The content of a file of at most `size_limit` bytes.

    `fault` is raised, if the file cannot be read or is no plain YAML; `remedy` says how it should be written.
    """
    try:
        with path.open("rb") as file:
            data = file.read(size_limit + 1)
        if len(data) > size_limit:
            raise fault(f"is larger than {size_limit // 1000} KB", path, remedy)
        return yaml.load(data.decode("utf-8"), Loader=_Loader)
    except OSError as error:
        raise fault(f"cannot be read ({error.strerror})", path, "make it a readable file") from error
    except UnicodeDecodeError as error:
        raise fault(f"is not UTF-8 (offset {error.start:,})", path, "convert it to UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = f" in line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise fault(f"is not valid YAML ({error.problem}{line})", path, remedy) from error
    except (yaml.YAMLError, RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        # The last three are how PyYAML refuses a value that does not fit its tag, such as `!!bool x`.
        raise fault(f"is not valid YAML ({str(error)[:80]})", path, remedy) from error
