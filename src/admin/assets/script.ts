import { resolve } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { componentPath, OWN, REPLACED } from '../components/registry.ts';
import { lacking } from './icons.ts';
import { ADVICE } from './left-out.ts';
import { commonModules } from './common-modules.ts';
import { stockModules } from './stock-modules.ts';

const COMPONENTS = Object.entries({ ...REPLACED, ...OWN });

/** Makes every component known where AdminJS looks for it, and starts AdminJS's browser part. */
const ENTRY = `
${COMPONENTS.map(([, file], i) => `import c${i} from ${JSON.stringify(componentPath(file))};`).join('\n')}
import { start } from ${JSON.stringify(componentPath('start'))};
start({ ${COMPONENTS.map(([name], i) => `${name}: c${i}`).join(', ')} });
`;

/** The packages that are left out though something that is drawn needs them, with what imports them. */
function missing({ outputs, inputs }: Metafile): string[] {
  const wanted = Object.values(outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  return [...new Set(wanted)].map((name) => {
    const importers = Object.entries(inputs)
      .filter(([, { imports }]) => imports.some(({ path }) => path === name))
      .map(([file]) => file);
    return `${name} (imported by ${importers.join(', ')})`;
  });
}

/** The panel's one script, and the files of ours that it was made of. */
export interface PanelScript {
  readonly content: Buffer;
  readonly files: readonly string[];
}

async function bundle(entry: string): Promise<{ script: Uint8Array; metafile: Metafile }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: entry, resolveDir: import.meta.dirname, loader: 'js' },
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    format: 'iife',
    target: 'es2020',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [commonModules, stockModules],
    logLevel: 'silent',
    // A name that is not there in what stands in the place of a module.
    logOverride: { 'import-is-undefined': 'error' },
  }).catch((error: Error) => {
    throw new Error(
      `The panel's script cannot be made: ${error.message}\nIf it lacks something, ${ADVICE}.`,
      { cause: error },
    );
  });
  return { script: outputFiles[0]?.contents ?? new Uint8Array(), metafile };
}

/**
 * Bundles the panel's one script: the components, AdminJS's browser part and what both need, without what is left out.
 *
 * @param entry the source of the module that it begins with.
 * @throws where something that is drawn needs what is left out.
 */
export async function panelScript(entry = ENTRY): Promise<PanelScript> {
  const { script, metafile } = await bundle(entry);
  const content = Buffer.from(script);
  const wanted = [...missing(metafile), ...lacking(content.toString())];
  if (wanted.length > 0) throw new Error(`The panel's script leaves out ${wanted.join('; ')}. ${ADVICE}.`);
  const files = Object.keys(metafile.inputs).filter((file) => !/node_modules|^<|^made/.test(file));
  return { content, files: files.map((file) => resolve(file)).toSorted() };
}
