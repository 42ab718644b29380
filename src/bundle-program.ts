import { readFileSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { build, type OnLoadResult, type OutputFile, type Plugin } from 'esbuild';
import { writeWhole } from './admin/assets/write-whole.ts';

/**
 * The packages that are bundled, those of many small files: to find and read these takes longer than to run them. All
 * others stay packages. One must stay a package that
 *
 * - another one which stays a package loads as well, and which remembers something: React, which AdminJS loads;
 * - is native, reads files beside its own, or starts threads: bcrypt, SQLite, pdfkit, pino, Swagger UI, AdminJS;
 * - brings another version of a package that stays one: imapflow brings its own pino;
 * - is asked for by `require` or by its address: mysql2, ldapts, the book of passwords;
 * - is one or two files anyway.
 *
 * Express and Sequelize are bundled together with AdminJS's parts for them, which nothing else would find. What a bundled
 * package needs itself comes along; packages that stay ones may load that, too, where it remembers nothing, as iconv-lite.
 */
export const BUNDLED: ReadonlySet<string> = new Set([
  '@adminjs/express',
  '@adminjs/sequelize',
  '@fastify/busboy',
  '@simplewebauthn/server',
  'commander',
  'compression',
  'csv-parse',
  'csv-stringify',
  'express',
  'express-formidable',
  'express-session',
  'file-type',
  'helmet',
  'html-to-text',
  'jose',
  'markdown-it',
  'nodemailer',
  'openid-client',
  'postal-mime',
  'prom-client',
  'qrcode',
  'sequelize',
  'temporal-polyfill',
  'tslib',
  'umzug',
  'yauzl',
  'yazl',
  'zod',
]);

/** What others run, or load by its name. */
const ENTRIES = [
  'src/main.ts',
  'src/build.ts',
  'src/cli/index.ts',
  'src/cli/run-portal.ts',
  'src/use-cases/exports/pdf-thread.ts',
];
const NUMBERED = ['migrations', 'seeders'];

/** The folder, within dist, of what several entries share and of what is loaded when it is needed. */
const CHUNKS = 'chunks';

/** Stands in a bundle for the way from its folder to dist, until it is known in which file a module gets. */
const TO_DIST = '\u0001dist\u0001';

/** What Sequelize asks for with databases that the portal does not know. */
const ABSENT: ReadonlySet<string> = new Set(['pg-hstore']);

/** Marks a question that is put to the bundler itself. */
const ASKED = Symbol('asked');

/** In a bundle `require` asks for what stays a package, and for Node's own modules. */
const REQUIRE =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);";

/** Whether a file is of a package, wherever the project itself lies. */
function isPackaged(root: string, path: string): boolean {
  return relative(root, path).split(sep).includes('node_modules');
}

function packageOf(path: string): string {
  return /^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path;
}

/** Decides what stays a package. */
function packages(root: string): Plugin {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Readonly<Record<string, string>>;
  };
  return {
    name: 'packages',
    setup(bundler) {
      bundler.onResolve({ filter: /^[@a-z]/ }, async ({ path, importer, resolveDir, kind, pluginData }) => {
        const name = packageOf(path);
        if (kind === 'entry-point' || isBuiltin(path) || pluginData === ASKED) return undefined;
        if (BUNDLED.has(name)) return undefined;
        if (!isPackaged(root, importer)) return { path, external: true };
        if (ABSENT.has(name)) return { path, external: true };
        if (!Object.hasOwn(dependencies, name)) return undefined;
        const ask = (from: string) => bundler.resolve(path, { resolveDir: from, kind, pluginData: ASKED });
        const [its, ours] = await Promise.all([ask(resolveDir), ask(root)]);
        if (its.path === ours.path) return { path, external: true };
        throw new Error(
          `${importer} brings its own ${name}, which stays a package: it has to stay one, too.`,
        );
      });
      // The build runs from the sources alone.
      bundler.onResolve({ filter: /\/bundle(-program)?\.ts$/ }, ({ path, kind }) =>
        kind === 'dynamic-import' ? { path, external: true } : undefined,
      );
    },
  };
}

/** A module finds what lies beside it where it would lie beside the module's own file in dist. */
function placed(source: string, path: string): string {
  const file = `${TO_DIST}/${path.replace(/\.tsx?$/, '.js')}`;
  return source.replaceAll(/\bimport\.meta\.(dirname|url)\b/g, (_all, name) =>
    name === 'url'
      ? `new URL(${JSON.stringify(file)}, import.meta.url).href`
      : `(import.meta.dirname + ${JSON.stringify(`/${dirname(file)}`)})`,
  );
}

/** Reads the sources. */
function places(root: string): Plugin {
  const load = async (path: string): Promise<OnLoadResult> => ({
    contents: placed(await readFile(path, 'utf8'), relative(root, path)),
    loader: path.endsWith('x') ? 'tsx' : 'ts',
  });
  return {
    name: 'places',
    setup(bundler) {
      bundler.onLoad({ filter: /\.tsx?$/ }, ({ path }) => (isPackaged(root, path) ? undefined : load(path)));
    },
  };
}

async function numbered(root: string): Promise<string[]> {
  const found = NUMBERED.map(async (folder) => {
    const names = await readdir(join(root, folder));
    return names.filter((name) => /^\d[^.]*\.ts$/.test(name)).map((name) => `${folder}/${name}`);
  });
  return (await Promise.all(found)).flat();
}

async function write(files: readonly OutputFile[], dist: string): Promise<void> {
  await Promise.all(
    files.map(async ({ path, text }) => {
      await mkdir(dirname(path), { recursive: true });
      await writeWhole(path, text.replaceAll(TO_DIST, relative(dirname(path), dist)));
    }),
  );
}

/**
 * Makes few files of the program's thousand modules and the packages of many: to find, open and read each took most of
 * a start. Each module is in one file alone, whichever entries share it, so that what it remembers is there once.
 *
 * @param root the project's folder.
 * @returns the full paths of what was written.
 */
export async function bundleProgram(root: string, dist: string): Promise<string[]> {
  const { outputFiles } = await build({
    entryPoints: [...ENTRIES, ...(await numbered(root))],
    absWorkingDir: root,
    outbase: root,
    outdir: dist,
    chunkNames: `${CHUNKS}/[name]-[hash]`,
    bundle: true,
    splitting: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // As Node chooses among what a package offers.
    conditions: [],
    sourcemap: true,
    sourcesContent: false,
    banner: { js: REQUIRE },
    plugins: [packages(root), places(root)],
    logLevel: 'error',
  });
  // Whatever is started meanwhile begins with an entry, and finds what this one shares with others.
  const shared = outputFiles.filter(({ path }) => path.startsWith(join(dist, CHUNKS)));
  await write(shared, dist);
  await write(
    outputFiles.filter((file) => !shared.includes(file)),
    dist,
  );
  return outputFiles.map(({ path }) => path);
}
