// Writes the tables whose facts come from elsewhere; README.md says how to run it and names the sources.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const input = (file) => join(process.cwd(), file);
const write = (file, source, lines) =>
  writeFileSync(new URL(file, import.meta.url), [`# Written by generate.mjs from ${source}; see README.md.`, ...lines].join("\n") + "\n");

// Latin letters with marks are left out: the engine takes their marks away by itself.
async function transliteration() {
  const { default: transliterate } = await import(pathToFileURL(input("node_modules/any-ascii/any-ascii.js")));
  const ranges = [[0xc0, 0x24f], [0x370, 0x3ff], [0x400, 0x52f], [0x531, 0x587], [0x5d0, 0x5ea], [0x620, 0x6d3], [0x904, 0x97f], [0xe01, 0xe4e], [0x10d0, 0x10ff], [0x3041, 0x30ff], [0x4e00, 0x9fa5], [0xac00, 0xd7a3]];
  const lines = [];
  for (const [first, last] of ranges) {
    for (let start = first; start <= last; start += 64) {
      const latin = [];
      for (let code = start; code < Math.min(start + 64, last + 1); code++) {
        const letter = String.fromCodePoint(code);
        const base = letter.normalize("NFD")[0];
        latin.push(base !== letter && base < "\u0080" ? "" : transliterate(letter).toLowerCase().replace(/[^a-z]/g, ""));
      }
      lines.push(`${start.toString(16)}\t${latin.join(" ")}`);
    }
  }
  write("transliteration.tsv", "npm any-ascii 0.3.3, ISC", lines);
}

function nicknames() {
  const byName = new Map();
  for (const line of readFileSync(input("names.csv"), "utf8").split("\n").slice(1)) {
    const [name, , nickname] = line.trim().split(",");
    if (nickname) byName.set(name, [...(byName.get(name) ?? []), nickname]);
  }
  write("nicknames.tsv", "carltonnorthern/nicknames names.csv, Apache-2.0", [...byName].map(([name, all]) => [name, ...new Set(all)].join("\t")));
}

// Both files are lists of plain strings, so their indentation says all.
const listed = (text) => text.split("\n").flatMap((line) => /^\s*- (?!display|generic|compare)"?(.*?)"?(?: #.*)?$/.exec(line)?.[1] ?? []);

function legalForms() {
  const text = readFileSync(input("org_types.yml"), "utf8");
  const shown = [...text.matchAll(/^\s*- display: (.*?)(?: #.*)?$/gm)].map((match) => match[1]);
  const simple = (form) => form.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const forms = new Set([...shown, ...listed(text)].map(simple).filter((form) => form.length > 1 && form.length <= 60));
  write("legal-forms.tsv", "opensanctions/rigour org_types.yml, MIT", [...forms].sort());
}

function titles() {
  const text = readFileSync(input("stopwords.yml"), "utf8");
  const section = text.slice(text.indexOf("PERSON_NAME_PREFIXES:"), text.indexOf("ORG_NAME_PREFIXES:"));
  const words = listed(section).map((title) => title.toLowerCase().replaceAll(".", "")).filter((title) => !/[ -]/.test(title));
  write("titles.tsv", "opensanctions/rigour stopwords.yml, MIT", [...new Set(words)].sort());
}

await transliteration();
nicknames();
legalForms();
titles();
