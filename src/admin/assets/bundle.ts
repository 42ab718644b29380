import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { ASSET_NAMES, MANIFEST, type AssetName, type Manifest } from './asset-names.ts';
import { componentPath, OWN, REPLACED } from '../components/registry.ts';

/** What the components share with AdminJS: packages that its own bundles hold, and the globals they are in. */
const GLOBALS: Readonly<Record<string, string>> = {
  react: 'React',
  'react-dom': 'ReactDOM',
  'react-redux': 'ReactRedux',
  'react-router': 'ReactRouter',
  'react-router-dom': 'ReactRouterDOM',
  adminjs: 'AdminJS',
  '@adminjs/design-system': 'AdminJSDesignSystem',
};

const globals: Plugin = {
  name: 'globals',
  setup(bundler) {
    bundler.onResolve({ filter: /^[@a-z]/ }, ({ path }) =>
      path in GLOBALS ? { path, namespace: 'global' } : undefined,
    );
    bundler.onLoad({ filter: /.*/, namespace: 'global' }, ({ path }) => ({
      contents: `module.exports = globalThis.${GLOBALS[path]}`,
    }));
  },
};

/** The source of a module that registers every component where AdminJS looks for it. */
function entry(): string {
  const files = Object.entries({ ...REPLACED, ...OWN });
  const imports = files.map(([, file], i) => `import c${i} from ${JSON.stringify(componentPath(file))};`);
  const entries = files.map(([name], i) => `${name}: c${i}`);
  return `${imports.join('\n')}\nAdminJS.UserComponents = { ${entries.join(', ')} };`;
}

async function componentsBundle(): Promise<Buffer> {
  const { outputFiles } = await build({
    stdin: { contents: entry(), resolveDir: import.meta.dirname, loader: 'js' },
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2020',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [globals],
  });
  return Buffer.from(outputFiles[0]?.contents ?? []);
}

async function styles(): Promise<Buffer> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'public/panel.css')],
    bundle: true,
    write: false,
    minify: true,
  });
  return Buffer.from(outputFiles[0]?.contents ?? []);
}

function packageFile(name: string, file: string): Promise<Buffer> {
  return readFile(join(dirname(fileURLToPath(import.meta.resolve(name))), file));
}

const SOURCES: Readonly<Record<AssetName, () => Promise<Buffer>>> = {
  'global.bundle.js': () => packageFile('adminjs', 'lib/frontend/assets/scripts/global-bundle.production.js'),
  'design-system.bundle.js': () => packageFile('@adminjs/design-system', '../bundle.production.js'),
  'app.bundle.js': () => packageFile('adminjs', 'lib/frontend/assets/scripts/app-bundle.production.js'),
  'components.bundle.js': componentsBundle,
  'panel.css': styles,
  'logo.svg': () => readFile(join(import.meta.dirname, 'public/logo.svg')),
};

const VARIANTS: Readonly<Record<string, (content: Buffer) => Promise<Buffer>>> = {
  '': (content) => Promise.resolve(content),
  '.gz': (content) => promisify(gzip)(content, { level: 9 }),
  '.br': (content) =>
    promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
};

/** Another process may read or build the same file at this moment: it sees the old one or the new one whole. */
async function writeWhole(file: string, content: Buffer | string): Promise<void> {
  const unfinished = `${file}.${process.pid}.tmp`;
  await writeFile(unfinished, content);
  await rename(unfinished, file);
}

/** The digests of what stands in the folder, or nothing before the first build. */
async function builtBefore(folder: string): Promise<Partial<Manifest>> {
  const file = join(folder, MANIFEST);
  return existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Manifest) : {};
}

async function buildAsset(name: AssetName, folder: string, before: string | undefined): Promise<string> {
  const content = await SOURCES[name]();
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 16);
  const files = Object.keys(VARIANTS).map((suffix) => join(folder, name + suffix));
  if (digest === before && files.every((file) => existsSync(file))) return digest;
  await Promise.all(
    Object.entries(VARIANTS).map(async ([suffix, compress]) =>
      writeWhole(join(folder, name + suffix), await compress(content)),
    ),
  );
  return digest;
}

/**
 * Bundles the panel's components and puts them, with AdminJS's own scripts, plain and compressed into a folder. What is
 * there already and unchanged is kept.
 */
export async function bundlePanel(outDir: string): Promise<void> {
  await mkdir(outDir, { recursive: true });
  const before = await builtBefore(outDir);
  const digests = await Promise.all(
    ASSET_NAMES.map(async (name) => [name, await buildAsset(name, outDir, before[name])] as const),
  );
  const after = JSON.stringify(Object.fromEntries(digests), null, 2);
  if (after === JSON.stringify(before, null, 2)) return;
  await writeWhole(join(outDir, MANIFEST), after);
}
