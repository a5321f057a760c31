// Writes the three tables beside this file; README.md says how to run it and where the facts come from.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "generate.mjs"));
const packages = ["libphonenumber-js", "currency-codes", "i18n-iso-countries"];
const folderOf = Object.fromEntries(packages.map((name) => [name, join(process.cwd(), "node_modules", name)]));
const sourceOf = (name) => {
  const { version, license } = JSON.parse(readFileSync(join(folderOf[name], "package.json"), "utf8"));
  return `${name} ${version}, ${license}`;
};

function write(file, columns, source, rows) {
  const lines = [`# ${columns.join("\t")}`, `# Written by generate.mjs from npm ${source}; see README.md.`, ...rows.map((row) => row.join("\t"))];
  writeFileSync(new URL(file, import.meta.url), lines.join("\n") + "\n");
}

// Lengths 5,6,7,10 become 5-7,10.
function ranges(lengths) {
  const result = [];
  for (const length of lengths) {
    const last = result.at(-1);
    if (last && last[1] === length - 1) last[1] = length;
    else result.push([length, length]);
  }
  return result.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(",");
}

const text = (value) => (typeof value === "string" ? value : "");

// Positions in a country's array are those of libphonenumber-js metadata version 4.
function phonePlan(country, metadata) {
  const [callingCode, international, nationalNumber, lengths] = metadata;
  const trunk = text(metadata[7]) || text(metadata[5]);
  // Where a zero is dialled in front and no national number begins with one, the zero tells; elsewhere the pattern has to.
  const ambiguous = trunk !== "" && (trunk !== "0" || /(^|[|(:])0/.test(nationalNumber));
  return [country, callingCode, text(international), trunk, text(metadata[8]), ranges(lengths), ambiguous ? nationalNumber : ""];
}

function phonePlans() {
  const metadata = require("libphonenumber-js/metadata.min.json");
  const plans = [];
  // The first country of a calling code decides how its numbers are read when no country is given.
  for (const countries of Object.values(metadata.country_calling_codes)) {
    for (const country of countries.filter((code) => code !== "001")) {
      plans.push(phonePlan(country, metadata.countries[country]));
    }
  }
  for (const plan of Object.values(metadata.nonGeographic)) {
    plans.push(phonePlan("001", plan));
  }
  const columns = ["country", "calling code", "international prefix", "trunk prefix", "replacement", "national lengths", "national number"];
  write("phone-plans.tsv", columns, sourceOf("libphonenumber-js"), plans);
}

function currencies() {
  const list = readFileSync(join(folderOf["currency-codes"], "iso-4217-list-one.xml"), "utf8");
  const digits = new Map();
  for (const [entry] of list.matchAll(/<CcyNtry>.*?<\/CcyNtry>/gs)) {
    const code = /<Ccy>(\w+)</.exec(entry)?.[1];
    const minor = /<CcyMnrUnts>(\d)</.exec(entry)?.[1];
    // Metals, testing codes and units of account have no minor unit and are no money.
    if (code && minor) digits.set(code, minor);
  }
  // ISO 4217 amendment 176 (Caribbean guilder), newer than the list in the package.
  digits.set("XCG", "2");
  write("currencies.tsv", ["code", "minor units"], sourceOf("currency-codes"), [...digits].sort());
}

// What people type, beyond the names in the package.
const aliases = {
  AE: ["Emirates"],
  BN: ["Brunei Darussalam"],
  BO: ["Plurinational State of Bolivia"],
  CD: ["DR Congo", "DRC", "Congo Kinshasa"],
  CG: ["Congo Brazzaville"],
  CN: ["PRC", "Mainland China"],
  CV: ["Cabo Verde"],
  GB: ["England", "Scotland", "Wales", "Northern Ireland", "Britain"],
  HK: ["Hong Kong SAR"],
  KP: ["Democratic People's Republic of Korea"],
  KR: ["Korea"],
  LA: ["Laos"],
  MK: ["Macedonia"],
  MM: ["Burma"],
  MO: ["Macau"],
  NL: ["Holland"],
  SY: ["Syria"],
  SZ: ["Swaziland"],
  TL: ["East Timor"],
  US: ["America"],
  VA: ["Vatican", "Vatican City"],
  VN: ["Viet Nam"],
};

function countries() {
  const names = require("i18n-iso-countries/langs/en.json").countries;
  const alpha3 = new Map(require("i18n-iso-countries/codes.json").map(([two, three]) => [two, three]));
  const rows = Object.entries(names).map(([code, known]) => {
    const all = [].concat(known, aliases[code] ?? []).filter((name) => !(code === "CD" && name === "Congo"));
    return [code, alpha3.get(code), all.join("|")];
  });
  write("countries.tsv", ["alpha-2", "alpha-3", "English names"], sourceOf("i18n-iso-countries"), rows.sort());
}

phonePlans();
currencies();
countries();
