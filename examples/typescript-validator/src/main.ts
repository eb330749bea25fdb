// `node dist/main.js FOLDER`: answers a validator's cases, one JSON object a line. FOLDER is what `gongkai publish` wrote.
import { createInterface } from "node:readline";
import { Published } from "./published.js";
import { RULES, rows } from "./rules.js";
import { shapeFaults } from "./shape.js";
import { isTree, text, type Tree } from "./values.js";

interface Finding {
  rule: string;
  at: string;
}

const DEFAULT_PROFILE = "henan-2017";

const folder = process.argv[2];
if (folder === undefined) {
  console.error("usage: node dist/main.js FOLDER");
  process.exit(2);
}
const published = new Published(folder);
const misshapen = shapeFaults(published);

function findings(document: Tree, profile: string): Finding[] {
  const whole = rows(document);
  const found = Object.entries(RULES).map(([rule, places]) => [rule, places(whole, published)] as const);
  return [...found, ["GK-WEB-010", misshapen(document)] as const]
    .filter(([rule]) => published.hasInForce(rule, profile))
    .flatMap(([rule, places]) => places.map((at) => ({ rule, at })));
}

function answer(line: string): object {
  let question: unknown;
  try {
    question = JSON.parse(line);
  } catch {
    return { id: null, error: "not JSON" };
  }
  if (!isTree(question)) return { id: null, error: "not a JSON object" };
  const { id, role, document, profile } = question;
  if (role !== "validator") return { id, unsupported: true };
  if (!isTree(document)) return { id, error: "no document" };
  return { id, findings: findings(document, text(profile) ?? text(document["profile"]) ?? DEFAULT_PROFILE) };
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(answer(line))}\n`);
}
