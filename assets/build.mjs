// Rebuild kith/ui/static/ui and tests/vendor from the exact versions in package.json, then write the manifest.

import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import esbuild from "esbuild";
import * as sass from "sass";

const OUT = "../kith/ui/static/ui";
const VENDOR = "../tests/vendor";
const notice = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
const BANNER = `/*! Contains GOV.UK Frontend ${notice("govuk-frontend")}, (c) Crown copyright, MIT licence: see THIRD-PARTY.md */\n`;

mkdirSync(OUT, { recursive: true });
mkdirSync(VENDOR, { recursive: true });

const compiled = sass.compile("kith.scss", { style: "compressed", charset: false }).css;
// Nobody here needs spacing that does not respond to the width of the screen: 100 rules fewer for a phone to fetch.
const css = compiled.replace(/\.govuk-\\!-static-[^{]*\{[^}]*\}/g, "");
if (/url\(|@font-face/.test(css)) {
  throw new Error("the stylesheet must ask for no other file");
}
writeFileSync(`${OUT}/kith.css`, `${BANNER}${css.trim()}\n`);

await esbuild.build({
  entryPoints: ["public.js", "desk.js"],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2020",
  legalComments: "none",
  banner: { js: BANNER.trim() },
  outdir: OUT,
});
copyFileSync("kith.svg", `${OUT}/kith.svg`);
copyFileSync("node_modules/html_codesniffer/build/HTMLCS.js", `${VENDOR}/HTMLCS.js`);
copyFileSync("node_modules/html_codesniffer/licence.txt", `${VENDOR}/HTMLCS.licence.txt`);

const ours = ["kith.css", "public.js", "desk.js", "kith.svg"].map((name) => `${OUT}/${name}`);
const files = [...ours, `${VENDOR}/HTMLCS.js`, `${VENDOR}/HTMLCS.licence.txt`];
const sha256 = {};
for (const file of files) {
  const bytes = readFileSync(file);
  sha256[file.replace("../", "")] = createHash("sha256").update(bytes).digest("hex");
  console.log(file, bytes.length, "bytes,", gzipSync(bytes).length, "gzipped");
}
const versions = Object.fromEntries(
  ["govuk-frontend", "html_codesniffer", "sass", "esbuild"].map((name) => [name, notice(name)]),
);
writeFileSync("manifest.json", `${JSON.stringify({ versions, sha256 }, null, 2)}\n`);
