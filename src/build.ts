import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';

/**
 * `npm run build`: checks the types, bundles the program into `dist`, copies the static files and bundles the panel's
 * components. It does nothing when no input changed, and writes nothing to standard output, which belongs to the command
 * that is started next.
 */
const isBuilt = import.meta.filename.endsWith('.js');
const root = join(import.meta.dirname, isBuilt ? '../..' : '..');
const dist = join(root, 'dist');
const stampFile = join(dist, 'inputs.sha256');
const SOURCES = ['src', 'migrations', 'seeders'];
const SETTINGS = ['tsconfig.json', 'package-lock.json'];
/** What the portal's help shows. */
const GUIDE = 'docs/guide';
const STATIC = [
  'src/look/public',
  'src/portal/public',
  'src/admin/assets/public',
  'src/api/public',
  'src/documents/pdf/fonts',
  'src/use-cases/demo/files',
  GUIDE,
];
/** Where the panel's bundle goes, and parts of the program's, within dist. */
const PANEL = 'panel';
const CHUNKS = 'chunks';
/** How long parts of an earlier build are kept, in milliseconds. */
const KEPT_MS = 15 * 60_000;
/** Each looks anew at what others look at, too: with more of them than cores the compiler only works more. */
const CHECKERS = String(Math.min(4, availableParallelism()));
/** How long one build waits for another one, in milliseconds. */
const PATIENCE_MS = 10 * 60_000;

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Changes with the content of anything that the build reads. */
async function hashOfInputs(): Promise<string> {
  const folders = await Promise.all([...SOURCES, GUIDE].map((folder) => filesIn(join(root, folder))));
  const files = [...folders.flat(), ...SETTINGS.map((file) => join(root, file))].toSorted();
  const contents = await Promise.all(files.map((file) => readFile(file)));
  const hash = createHash('sha256').update(process.version);
  for (const [index, file] of files.entries()) {
    hash.update(`\0${relative(root, file)}\0`).update(contents[index] ?? '');
  }
  return hash.digest('hex');
}

async function isCurrent(inputs: string): Promise<boolean> {
  const stamp = await readFile(stampFile, 'utf8').catch(() => '');
  return stamp === inputs;
}

/** What is in error is told before anything is written; the compiler keeps in dist what it need not check again. */
async function checkTypes(): Promise<void> {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  await promisify(execFile)(process.execPath, [compiler, '-p', join(root, 'src'), '--checkers', CHECKERS], {
    cwd: root,
    maxBuffer: 64 << 20,
  }).catch((error: { stdout?: string; message: string }) => {
    throw new Error(`The sources do not compile.\n${error.stdout ?? error.message}`);
  });
}

/** Copies what is served as it is; returns the full paths of the copies. */
async function copyStatic(): Promise<string[]> {
  const copies: string[] = [];
  for (const folder of STATIC.filter((name) => existsSync(join(root, name)))) {
    await cp(join(root, folder), join(dist, folder), { recursive: true });
    copies.push(...(await filesIn(join(root, folder))).map((file) => join(dist, relative(root, file))));
  }
  return copies;
}

/** A portal that runs while its next version is built may have to load another part of its own. */
async function isStillUsed(file: string): Promise<boolean> {
  return file.startsWith(join(dist, CHUNKS)) && Date.now() - (await stat(file)).mtimeMs < KEPT_MS;
}

/** A migration that was renamed must not be run under its old name, too. */
async function removeStale(current: ReadonlySet<string>): Promise<void> {
  for (const folder of [...SOURCES, GUIDE, CHUNKS]) {
    for (const file of await filesIn(join(dist, folder))) {
      if (!current.has(file) && !(await isStillUsed(file))) await rm(file);
    }
  }
}

async function build(inputs: string): Promise<void> {
  process.stderr.write('Building ...\n');
  await rm(stampFile, { force: true });
  await checkTypes();
  const { bundleProgram } = await import('./bundle-program.ts');
  await removeStale(new Set([...(await bundleProgram(root, dist)), ...(await copyStatic())]));
  const { bundlePanel } = await import('./admin/assets/bundle.ts');
  await bundlePanel(join(dist, PANEL));
  await writeFile(stampFile, inputs);
}

/** One build at a time: SQLite's file lock serves, since it ends with its process, however that ends. */
async function alone(work: () => Promise<void>): Promise<void> {
  // @ts-expect-error the package has no default export in its types, yet only the default import works at run time
  const { default: sqlite3 } = await import('@appthreat/sqlite3');
  await mkdir(dist, { recursive: true });
  const lock = new sqlite3.Database(join(dist, 'build.lock'));
  lock.configure('busyTimeout', PATIENCE_MS);
  await new Promise<void>((taken, failed) => {
    lock.exec('BEGIN EXCLUSIVE', (error: Error | null) => (error ? failed(error) : taken()));
  });
  try {
    await work();
  } finally {
    await new Promise((closed) => {
      lock.close(closed);
    });
  }
}

/** An earlier build must not build a later version: the sources do that themselves. */
function buildFromSources(): void {
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', join(root, 'src', 'build.ts')], {
    cwd: root,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}

async function buildHere(): Promise<void> {
  // The compiler and the bundler talk; what they say is not the result of anything.
  process.stdout.write = process.stderr.write.bind(process.stderr);
  await alone(async () => {
    const inputs = await hashOfInputs();
    if (!(await isCurrent(inputs))) await build(inputs);
  }).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}

if (!(await isCurrent(await hashOfInputs()))) await (isBuilt ? buildFromSources() : buildHere());
