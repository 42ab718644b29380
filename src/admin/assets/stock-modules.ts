import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OnLoadResult, Plugin } from 'esbuild';
import { ICONS } from './icons.ts';
import { ADVICE, LEFT_OUT_PACKAGES, REPLACED_FILES, REPLACED_PACKAGES, standIn } from './left-out.ts';

function folderOf(name: string): string {
  return dirname(fileURLToPath(import.meta.resolve(name)));
}

/** AdminJS's modules and those of its design system, as they were before they were made into bundles. */
const ADMINJS = join(folderOf('adminjs'), 'lib');
const DESIGN_SYSTEM = folderOf('@adminjs/design-system');

/** A file of AdminJS's as code names it. */
function adminFile(file: string): string {
  return JSON.stringify(join(ADMINJS, file));
}

/** What `adminjs` is to the panel's components: what of it is for browsers. */
const BROWSER_PART = `
export * from ${adminFile('frontend/index.js')};
export { ViewHelpers } from ${adminFile('backend/utils/view-helpers/view-helpers.js')};
export { flat } from ${adminFile('utils/flat/index.js')};
export { createFunctions } from ${adminFile('utils/translate-functions.factory.js')};
export { default as initTranslations } from ${adminFile('frontend/utils/adminjs.i18n.js')};
`;

/** The icons that are drawn; for another one a blank, and a word in the browser's console. */
const ICONS_ALONE = `
import { Slash } from 'react-feather';
export { ${ICONS.join(', ')} } from 'react-feather';
export function missing(name) {
  console.error(\`The panel's script leaves the icon \${name} out: ${ADVICE}.\`);
  return Slash;
}
`;

/** Runs when a list to search in is drawn first, which few pages do; until then there is nothing in its place. */
const LATE_SELECT = `
import { lazy } from 'react';
export default lazy(() => import('react-select/async'));
`;

const MADE: Readonly<Record<string, string>> = {
  ...REPLACED_PACKAGES,
  adminjs: BROWSER_PART,
  'react-feather': ICONS_ALONE,
  'react-select/async': LATE_SELECT,
};

/** A call that makes one of AdminJS's components replaceable, with the component and its name. */
const REPLACEABLE = /\ballowOverride\((.+), '(\w+)'\);/g;

/** A module without the components and icons that are not drawn, so that what they alone need falls away with them. */
function withoutUndrawn(code: string): string {
  const kept = code.replaceAll(REPLACEABLE, (_call, component: string, name: string) => {
    return `/* @__PURE__ */ allowOverride(${standIn(name) ?? component}, '${name}');`;
  });
  return kept.replaceAll('FeatherIcons.Slash', 'FeatherIcons.missing(icon)');
}

async function loadModule(path: string): Promise<OnLoadResult> {
  const name = Object.keys(REPLACED_FILES).find((end) => path.endsWith(end.replaceAll('/', sep)));
  if (name !== undefined) return { contents: REPLACED_FILES[name] ?? '', resolveDir: dirname(path) };
  return { contents: withoutUndrawn(await readFile(path, 'utf8')) };
}

/**
 * Lets a bundle be made of the modules of AdminJS and its design system, of which only what is used gets in: neither
 * says in its package.json that importing its modules does nothing, which is so.
 */
export const stockModules: Plugin = {
  name: 'stock-modules',
  setup(bundler) {
    bundler.onResolve({ filter: /^[@\w-]+(\/[\w-]+)?$/ }, ({ path, namespace }) =>
      path in MADE && namespace !== 'made' ? { path, namespace: 'made', sideEffects: false } : undefined,
    );
    bundler.onResolve({ filter: LEFT_OUT_PACKAGES }, ({ path }) => ({
      path,
      external: true,
      sideEffects: false,
    }));
    bundler.onLoad({ filter: /.*/, namespace: 'made' }, ({ path }) => ({
      contents: MADE[path] ?? '',
      resolveDir: DESIGN_SYSTEM,
    }));
    bundler.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) =>
      [ADMINJS, DESIGN_SYSTEM].some((folder) => resolveDir.startsWith(folder))
        ? { path: resolve(resolveDir, path), sideEffects: false }
        : undefined,
    );
    // The panel speaks English alone.
    bundler.onLoad({ filter: /[\\/]translation\.json$/ }, ({ path }) =>
      basename(dirname(path)) === 'en' ? undefined : { contents: '{}', loader: 'json' },
    );
    bundler.onLoad(
      { filter: /[\\/](adminjs[\\/]lib[\\/]frontend|illustrations|icon|currency-input)[\\/].*\.js$/ },
      ({ path }) => loadModule(path),
    );
  },
};
