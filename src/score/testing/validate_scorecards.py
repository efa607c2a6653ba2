"""validate_scorecards.py SCHEMA CARDS.jsonl: exit 0 when every line fits the schema, else say where it does not."""
import json
import sys

import jsonschema

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
count = 0
failed = False
with open(sys.argv[2], encoding="utf-8") as file:
    for count, line in enumerate(file, 1):
        for error in validator.iter_errors(json.loads(line)):
            failed = True
            print(f"card {count}, {error.json_path}: {error.message}")
print(f"{count} scorecards checked")
sys.exit(1 if failed or count == 0 else 0)
