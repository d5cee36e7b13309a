"""Run a published validator on emitted files and print how often each rule failed, as JSON.

This runs in a virtual environment of its own (``make validators``), since the validators want an old pandas. It must
not import anything of Kith.

    python failures.py cin 2026 agencies/childrens/cin-census-2026.xml
    python failures.py 903 2026 agencies/childrens/ssda903-2026 [agencies/childrens/ssda903-2025]
"""

import importlib
import json
import logging
import sys
import warnings
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

WILTSHIRE = "E06000054"
"""The validator wants to know whose placements are inside the authority."""


def cin(year: str, path: str) -> dict[str, int]:
    """Count what the census validator finds, by rule."""
    from cin_validator import cin_validator

    root = ElementTree.parse(path).getroot()
    data = cin_validator.process_data(cin_validator.convert_data(root))
    rules = importlib.import_module(f"cin_validator.rules.cin{int(year) - 1}_{year[2:]}").registry
    done = cin_validator.CinValidator(data, rules)
    each = done.full_issue_df.drop_duplicates(["rule_code", "child_id", "row_id"])
    return dict(Counter(map(str, [*each["rule_code"], *done.multichild_issues["rule_code"]])))


def returns_903(year: str, *folders: str) -> dict[str, int]:
    """Count what the SSDA903 validator finds, by rule; a second folder is last year's return."""
    from lac_validator import lac_validator

    uploaded = [
        {"name": path.name, "file_content": path.read_bytes(), "description": which}
        for which, folder in zip(("This year", "Prev year"), folders, strict=False)
        for path in sorted(Path(folder).glob("*.csv"))
    ]
    rules = importlib.import_module(f"lac_validator.rules.lac{int(year) - 1}_{year[2:]}").registry
    asked = {"collectionYear": year, "localAuthority": WILTSHIRE}
    done = lac_validator.LacValidator(metadata=asked, files=uploaded, registry=rules, selected_rules=None)
    counts: Counter[str] = Counter()
    for table in done.ds_results.values():
        if hasattr(table, "columns"):
            for column in table.columns:
                if str(column).startswith("ERR_"):
                    counts[str(column)[4:]] += int(table[column].fillna(False).astype(bool).sum())
    counts.update({f"could not run: {code}": 1 for code in done.fails})
    return dict(counts)


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    out, sys.stdout = sys.stdout, sys.stderr
    found = (cin if sys.argv[1] == "cin" else returns_903)(*sys.argv[2:])
    json.dump({code: count for code, count in sorted(found.items()) if count}, out)
