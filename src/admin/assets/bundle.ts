import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'esbuild';
import { ASSET_NAMES, MANIFEST, type AssetName, type Manifest } from './asset-names.ts';
import { lookCss } from '../../look/style-sheet.ts';
import { PANEL_NAMES } from '../components/palette.ts';
import { keepScript, keptScript } from './kept-script.ts';
import { panelScript } from './script.ts';
import { writeWhole } from './write-whole.ts';

async function styles(): Promise<Buffer> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'public/panel.css')],
    bundle: true,
    write: false,
    minify: true,
  });
  return Buffer.concat([Buffer.from(lookCss(PANEL_NAMES)), ...outputFiles.map(({ contents }) => contents)]);
}

const OTHERS: Readonly<Record<Exclude<AssetName, 'panel.js'>, () => Promise<Buffer>>> = {
  'panel.css': styles,
  'logo.svg': () => readFile(join(import.meta.dirname, 'public/logo.svg')),
};

const VARIANTS: Readonly<Record<string, (content: Buffer) => Promise<Buffer>>> = {
  '': (content) => Promise.resolve(content),
  '.gz': (content) => promisify(gzip)(content, { level: 9 }),
  '.br': (content) =>
    promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
};

/** The digests of what stands in the folder, or nothing before the first build. */
async function builtBefore(folder: string): Promise<Partial<Manifest>> {
  const file = join(folder, MANIFEST);
  return existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Manifest) : {};
}

function isWhole(name: string, folder: string): boolean {
  return Object.keys(VARIANTS).every((suffix) => existsSync(join(folder, name + suffix)));
}

async function store(
  name: string,
  content: Buffer,
  folder: string,
  before: string | undefined,
): Promise<string> {
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 16);
  if (digest === before && isWhole(name, folder)) return digest;
  await Promise.all(
    Object.entries(VARIANTS).map(async ([suffix, compress]) =>
      writeWhole(join(folder, name + suffix), await compress(content)),
    ),
  );
  return digest;
}

/** The panel's script takes seconds to bundle: it is kept while nothing changed that it was made of. */
async function storeScript(folder: string, before: string | undefined): Promise<string> {
  const kept = await keptScript(folder);
  if (kept !== undefined && kept === before && isWhole('panel.js', folder)) return kept;
  const { content, files } = await panelScript();
  const digest = await store('panel.js', content, folder, before);
  await keepScript(folder, digest, files);
  return digest;
}

/**
 * Makes what the panel's pages load and puts it, plain and compressed, into a folder. What is there already and
 * unchanged is kept.
 */
export async function bundlePanel(outDir: string): Promise<void> {
  await mkdir(outDir, { recursive: true });
  const before = await builtBefore(outDir);
  const digests = await Promise.all(
    ASSET_NAMES.map(async (name) => {
      const stored = before[name];
      if (name === 'panel.js') return [name, await storeScript(outDir, stored)] as const;
      return [name, await store(name, await OTHERS[name](), outDir, stored)] as const;
    }),
  );
  const after = JSON.stringify(Object.fromEntries(digests), null, 2);
  if (after === JSON.stringify(before, null, 2)) return;
  await writeWhole(join(outDir, MANIFEST), after);
}
