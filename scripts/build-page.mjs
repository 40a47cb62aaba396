// Bundles the dashboard's page (src/dashboard/web) into dist/dashboard: one script, one stylesheet, one document that names them by their hashes, so
// that a browser may keep them for good and still gets the new ones after an upgrade. Nothing is loaded from anywhere else.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

const WEB = 'src/dashboard/web';
const OUT = 'dist/dashboard';
const ASSETS = join(OUT, 'assets');

const { metafile } = await build({
  entryPoints: { app: join(WEB, 'main.tsx'), style: join(WEB, 'style/app.css') },
  outdir: ASSETS,
  entryNames: '[name]-[hash]',
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome123', 'firefox120', 'safari17.5'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'eof',
  metafile: true,
  logLevel: 'warning',
});

const made = Object.keys(metafile.outputs).map(path => basename(path));
const named = pattern => made.find(name => pattern.test(name));
const page = readFileSync(join(WEB, 'index.html'), 'utf8')
  .replace('app.js', named(/^app-.*\.js$/))
  .replace('app.css', named(/^style-.*\.css$/));
writeFileSync(join(OUT, 'index.html'), page);
// what an earlier build left would only be served to nobody
for (const old of readdirSync(ASSETS)) if (!made.includes(old)) rmSync(join(ASSETS, old));
