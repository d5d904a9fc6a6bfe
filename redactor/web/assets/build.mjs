// Builds redactor/web/static/vendor from the packages pinned in package.json.

import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const vendor = join(here, "..", "static", "vendor");

const readJson = async (path) => JSON.parse(await readFile(path, "utf8"));
const pinned = (await readJson(join(here, "package.json"))).devDependencies;

const versions = {};
for (const [name, wanted] of Object.entries(pinned)) {
  const { version } = await readJson(join(modules, name, "package.json"));
  if (version !== wanted) {
    throw new Error(`${name} ${version} is installed, package.json pins ${wanted}: run npm ci`);
  }
  versions[name] = version;
}

await mkdir(vendor, { recursive: true });

// htmx, as published
await copyFile(join(modules, "htmx.org/dist/htmx.min.js"), join(vendor, "htmx.min.js"));
await copyFile(join(modules, "htmx.org/LICENSE"), join(vendor, "htmx.LICENSE.txt"));

// GOV.UK Frontend
const banner = `/*! govuk-frontend ${versions["govuk-frontend"]}, selected components, MIT: see govuk-frontend.LICENSE.txt */`;

const compiled = compile(join(here, "govuk.scss"), {
  style: "compressed",
  charset: false,
  loadPaths: [modules],
});
// plain ASCII, so that the file reads the same whatever charset it is served with
const css = compiled.css
  .trim()
  .replace(/[^\x00-\x7f]/gu, (character) => `\\${character.codePointAt(0).toString(16)} `);
for (const unwanted of [/@font-face/i, /@import/i, /url\(/i, /data:/i, /GDS Transport/i, /crown/i]) {
  if (unwanted.test(css)) {
    throw new Error(`The stylesheet contains ${unwanted}`);
  }
}
await writeFile(join(vendor, "govuk-frontend.min.css"), `${banner}\n${css}\n`);

const bundle = await build({
  entryPoints: [join(here, "govuk.mjs")],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2020",
  charset: "ascii",
  legalComments: "none",
  banner: { js: banner },
  write: false,
});
const script = bundle.outputFiles[0].text;
for (const unwanted of [/\beval\(/, /\bFunction\(/, /innerHTML/, /cssText/, /https?:/]) {
  if (unwanted.test(script)) {
    throw new Error(`The script contains ${unwanted}`);
  }
}
await writeFile(join(vendor, "govuk-frontend.min.js"), script);

// The govuk-frontend package carries no licence file, so its text is kept in
// the repository and only checked here.
const licence = await readFile(join(vendor, "govuk-frontend.LICENSE.txt"), "utf8");
if (!licence.includes("Crown Copyright (Government Digital Service)")) {
  throw new Error("govuk-frontend.LICENSE.txt is not the licence of govuk-frontend");
}

const left =
  "GOV.UK header with the crown, GOV.UK footer with the crest, GDS Transport typeface, " +
  "icons and images, components the pages do not use";
await writeFile(
  join(vendor, "VERSIONS.md"),
  `# Vendored front-end files

Written by \`redactor/web/assets/build.mjs\`; do not edit by hand.

| File | Package | Version | Licence | Left out |
| --- | --- | --- | --- | --- |
| \`htmx.min.js\` | htmx.org | ${versions["htmx.org"]} | 0BSD (\`htmx.LICENSE.txt\`) | nothing: the file as published |
| \`govuk-frontend.min.css\` | govuk-frontend | ${versions["govuk-frontend"]} | MIT (\`govuk-frontend.LICENSE.txt\`) | ${left} |
| \`govuk-frontend.min.js\` | govuk-frontend | ${versions["govuk-frontend"]} | MIT (\`govuk-frontend.LICENSE.txt\`) | components the pages do not use |

Built with sass ${versions.sass} and esbuild ${versions.esbuild}.
`,
);
