// Bundles web-forms with Vue into one module, and takes its injected styles out into a sheet.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { applied } from "./src/patches.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const library = join(here, "node_modules/@getodk/web-forms/dist");
const out = join(here, "../../src/homeward/forms/static/forms/vendor");
// index.js begins with a function that puts the sheet into the page; the rest are its exports.
const index = readFileSync(join(library, "index.js"), "utf8");
const injects = index.slice(0, index.indexOf("import {"));

const sheet = () => {
  const parts = [];
  const page = {
    createElement: () => ({ appendChild: (text) => parts.push(text) }),
    createTextNode: (text) => text,
    head: { appendChild: () => {} },
  };
  new Function("document", injects)(page);
  if (parts.length !== 1) throw new Error("the library injects its styles in another way");
  return parts[0];
};

// Its fonts are embedded, 800 kB: the pages' own font is used.
const withoutFonts = (css) => css.replace(/@font-face\s*\{[^}]*\}/g, "").replace('@charset "UTF-8";', "");

const ours = {
  name: "homeward",
  enforce: "pre",
  resolveId: (source) => (/MapBlock-.*\.js$/.test(source) ? join(here, "src/no-map.js") : null),
  transform: (code, id) => {
    if (id === join(library, "index.js")) return code.replace(injects, "");
    return /web-forms\/dist\/index-[^/]+\.js$/.test(id) ? applied(code) : null;
  },
};

await build({
  root: here,
  configFile: false,
  logLevel: "warn",
  plugins: [ours],
  define: { "process.env.NODE_ENV": JSON.stringify("production"), __VUE_PROD_DEVTOOLS__: "false" },
  build: {
    outDir: join(here, "build"),
    emptyOutDir: true,
    minify: "esbuild",
    target: "es2022",
    lib: { entry: join(here, "src/entry.js"), formats: ["es"], fileName: () => "webforms.js" },
    rollupOptions: { output: { inlineDynamicImports: true } },
  },
});
writeFileSync(join(out, "webforms.js"), readFileSync(join(here, "build/webforms.js")));
writeFileSync(join(out, "webforms.css"), `${withoutFonts(sheet()).trim()}\n`);
rmSync(join(here, "build"), { recursive: true });
