// node check.mjs SCHEMAS DOCUMENTS: the schemas compile in ajv's strict mode, their types in TypeScript's, and ajv
// says of each document what this library says. DOCUMENTS has one {"open": bool, "strict": bool, "document": …} a line.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { compile } from "json-schema-to-typescript";

const [schemas, documents] = process.argv.slice(2);
const load = (...path) => JSON.parse(readFileSync(join(...path), "utf8"));
const fail = (message) => {
  console.error(message);
  process.exitCode = 1;
};

function validators(form) {
  const ways = new Map();
  const split = new Ajv2020({ strict: true, allErrors: true });
  for (const file of readdirSync(join(schemas, form, "split"))) split.addSchema(load(schemas, form, "split", file));
  const ids = Object.values(split.schemas).map((each) => each.schema.$id);
  for (const id of ids) split.getSchema(id);
  ways.set("split", split.getSchema(load(schemas, form, "split", "document.schema.json").$id));
  for (const shape of ["bundled", "dereferenced"]) {
    for (const file of readdirSync(join(schemas, form, shape))) {
      const validate = new Ajv2020({ strict: true, allErrors: true }).compile(load(schemas, form, shape, file));
      if (file.startsWith("document.")) ways.set(shape, validate);
    }
  }
  return ways;
}

const forms = { open: validators("open"), strict: validators("strict") };
let count = 0;
for (const line of readFileSync(documents, "utf8").split("\n").filter(Boolean)) {
  const { document, ...said } = JSON.parse(line);
  count += 1;
  for (const [form, ways] of Object.entries(forms)) {
    for (const [shape, validate] of ways) {
      if (validate(document) !== said[form]) fail(`${form} ${shape}: ${said[form]} expected of ${JSON.stringify(document)}`);
    }
  }
}
if (count === 0) fail("no documents were given");

const folder = mkdtempSync(join(tmpdir(), "types-"));
let types = 0;
for (const form of ["open", "strict"]) {
  for (const file of readdirSync(join(schemas, form, "bundled"))) {
    const name = file.replace(".schema.json", "");
    const text = await compile(load(schemas, form, "bundled", file), name, { bannerComment: "" });
    const numbered = [...text.matchAll(/export (?:interface|type) (\w+\d)\b/g)].map((match) => match[1]);
    if (numbered.length) fail(`${form} ${name}: types without a name of their own: ${numbered.join(" ")}`);
    writeFileSync(join(folder, `${form}-${name}.ts`), text);
    types += (text.match(/^export /gm) ?? []).length;
  }
}
const compiler = fileURLToPath(new URL("node_modules/.bin/tsc", import.meta.url));
const sources = readdirSync(folder).map((file) => join(folder, file));
const told = spawnSync(compiler, ["--noEmit", "--strict", "--skipLibCheck", ...sources], { encoding: "utf8" });
if (told.status !== 0) fail(told.stdout || String(told.error));
console.log(`${count} documents, ${types} types`);
