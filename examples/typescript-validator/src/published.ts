// What `gongkai publish` wrote: the only thing this program knows of the standard.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fold } from "./values.js";

interface Code {
  code: string;
  zh: string;
  also?: string[];
}

interface CodeList {
  name: string;
  closed: boolean;
  codes: Code[];
}

/** A local code of an open list: `x-PLACE:code`. */
const EXTENSION = /^x-[a-z0-9]+(?:-[a-z0-9]+)*:[a-z0-9_]+$/;

export class Published {
  readonly schemas: object[];
  private readonly lists = new Map<string, CodeList>();
  private readonly inForce = new Map<string, ReadonlySet<string>>();
  private readonly headings = new Map<string, ReadonlySet<string>>();
  private readonly placeholder: RegExp;

  constructor(private readonly folder: string) {
    this.schemas = this.names("open/split").map((name) => this.json(`open/split/${name}`));
    for (const name of this.names("codelists")) {
      if (!name.endsWith(".json")) continue;
      const list: CodeList = this.json(`codelists/${name}`);
      this.lists.set(list.name, list);
    }
    for (const profile of this.json<{ profiles: { name: string; rules: string[] }[] }>("profiles.json").profiles) {
      this.inForce.set(profile.name, new Set(profile.rules));
    }
    this.placeholder = new RegExp(this.json<{ placeholder: string }>("rules.json").placeholder, "u");
    const [header = [], ...rows] = this.table("data-elements.csv");
    const [id, zh, also] = ["内部标识符", "中文名称", "同义名称"].map((name) => header.indexOf(name)) as [number, number, number];
    for (const row of rows) {
      const words = [row[zh] ?? "", ...(row[also] ?? "").split("、")].filter(Boolean);
      this.headings.set(row[id] ?? "", new Set(words.map(fold)));
    }
  }

  /** Whether a text of the standard has a rule; a text that nobody published has all of them. */
  hasInForce(rule: string, profile: string): boolean {
    return this.inForce.get(profile)?.has(rule) ?? true;
  }

  /** Whether a list has a code, or is open to local ones and this is one. */
  knows(list: string, code: string): boolean {
    const found = this.list(list);
    return found.codes.some((each) => each.code === code) || (!found.closed && EXTENSION.test(code));
  }

  /** Every word for a code, folded. */
  labels(list: string, code: string): ReadonlySet<string> {
    const found = this.list(list).codes.find((each) => each.code === code);
    return new Set(found ? [found.zh, ...(found.also ?? [])].map(fold) : []);
  }

  /** Whether a text only keeps the place of a value: 待定, /, ——. */
  isPlaceholder(value: string): boolean {
    return this.placeholder.test(fold(value));
  }

  /** Whether a heading of a table is one of those of a member, such as `entry.extent`. */
  isHeadingOf(member: string, heading: string): boolean {
    return this.headings.get(member)?.has(fold(heading)) ?? false;
  }

  private list(name: string): CodeList {
    const found = this.lists.get(name);
    if (found === undefined) throw new Error(`no code list ${name} in ${this.folder}`);
    return found;
  }

  private names(folder: string): string[] {
    return readdirSync(join(this.folder, folder)).sort();
  }

  private json<T>(path: string): T {
    return JSON.parse(readFileSync(join(this.folder, path), "utf8")) as T;
  }

  /** CSV as RFC 4180 has it. */
  private table(path: string): string[][] {
    const rows: string[][] = [[]];
    const cells = /(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/gy;
    const data = readFileSync(join(this.folder, path), "utf8");
    for (let cell = cells.exec(data); cell !== null && cell.index < data.length; cell = cells.exec(data)) {
      rows.at(-1)?.push(cell[1]?.replaceAll('""', '"') ?? cell[2] ?? "");
      if (cell[3] === "\n") rows.push([]);
    }
    return rows.filter((row) => row.length > 1);
  }
}
