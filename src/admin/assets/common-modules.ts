import { createRequire } from 'node:module';
import type { Plugin } from 'esbuild';

const require = createRequire(import.meta.url);

/**
 * Packages written for `require` that most modules of the script import. A bundle would make a copy of all that one
 * exports for each module that imports it, when the page starts, and read every name through it.
 */
const COMMON: ReadonlySet<string> = new Set([
  'prop-types',
  'react',
  'react-dom',
  'react-dom/client',
  'react/jsx-runtime',
]);

/** The source of a module that exports what the package does, each name by itself. */
function renamed(name: string): string {
  const names = Object.keys(require(name) as object).filter((one) => /^[A-Za-z]\w*$/.test(one));
  return `
    import all from ${JSON.stringify(require.resolve(name))};
    export default all;
    export const { ${names.filter((one) => one !== 'default').join(', ')} } = all;
  `;
}

/** Puts one module before each of these packages, for all that import it. */
export const commonModules: Plugin = {
  name: 'common-modules',
  setup(bundler) {
    bundler.onResolve({ filter: /^(prop-types|react(-dom)?(\/.*)?)$/ }, ({ path, kind }) =>
      COMMON.has(path) && kind === 'import-statement' ? { path, namespace: 'made-common' } : undefined,
    );
    bundler.onLoad({ filter: /.*/, namespace: 'made-common' }, ({ path }) => ({
      contents: renamed(path),
      resolveDir: import.meta.dirname,
    }));
  },
};
