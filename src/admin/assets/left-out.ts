import { existsSync, readFileSync } from 'node:fs';
import { componentPath, REPLACED } from '../components/registry.ts';

/** Where a developer reads what to do when something that is left out is needed. */
export const ADVICE = 'docs/panel-script.md says how to take it in';

/**
 * Packages that AdminJS or its design system import for what no page of the panel draws. A build in which something
 * that is drawn needs one of them fails.
 */
export const LEFT_OUT_PACKAGES =
  /^(@hello-pangea|@tinymce|@tiptap|react-currency-input-field|react-datepicker|react-phone-input-2|react-text-mask|text-mask-addons|xss)\b/;

/**
 * Components of AdminJS that no page draws, since no property has their type and no form edits it as it is. The start
 * refuses a panel that needs one; should one be drawn all the same, it fails by name.
 */
export const LEFT_OUT_COMPONENTS: ReadonlySet<string> = new Set([
  'DefaultArrayEditProperty',
  'DefaultCurrencyEditProperty',
  'DefaultCurrencyFilterProperty',
  'DefaultCurrencyListProperty',
  'DefaultCurrencyShowProperty',
  'DefaultDatetimeEditProperty',
  'DefaultPhoneEditProperty',
  'DefaultPhoneFilterProperty',
  'DefaultRichtextEditProperty',
  'DefaultRichtextShowProperty',
]);

/** What stands in the place of single files of AdminJS (`adminjs/lib`) and of its design system. */
export const REPLACED_FILES: Readonly<Record<string, string>> = {
  // One illustration of 37 serves the pages that say what could not be found or drawn.
  'design-system/build/atoms/illustrations/index.js': `
    export { default as NotFound, default as Beware } from './not-found.js';
  `,
  // Forms have a rule of style for it; whoever draws it gets the real one, whose package is left out.
  'design-system/build/atoms/currency-input/currency-input.js': `
    import { styled } from '@adminjs/design-system/styled-components';
    export const CurrencyInput = styled.input\`\`;
  `,
  // Ours takes its place, in AdminJS's components as well.
  'adminjs/lib/frontend/hooks/use-translation.js': `
    export { useTranslation, useTranslation as default } from ${JSON.stringify(componentPath('translations'))};
  `,
  // Drawn for the moment before the panel's own.
  'adminjs/lib/frontend/components/app/default-dashboard.js': 'export default () => null;',
  // It looks every piece of the design system up by name, so that all of them would be needed.
  'adminjs/lib/frontend/components/actions/utils/layout-element-renderer.js':
    exported('LayoutElementRenderer'),
};

/** What stands in the place of packages. */
export const REPLACED_PACKAGES: Readonly<Record<string, string>> = {
  // The same, but for what needs a package that is left out: a build in which that is drawn fails.
  '@adminjs/design-system': `
    export * from './index.js';
    export { default as CurrencyInput, formatValue as formatCurrencyProperty } from 'react-currency-input-field';
  `,
  // Both serve languages that are fetched or found out; the panel's is in its state.
  'i18next-http-backend': 'export default undefined;',
  'i18next-browser-languagedetector': 'export default undefined;',
  // It reads the browser's oldest corners, and for that throws errors whose place is looked for in the whole script.
  'side-channel': 'module.exports = () => new WeakMap();',
};

/** The source of a component that cannot be drawn. */
function failing(name: string): string {
  return `() => { throw new Error(${JSON.stringify(`The panel's script leaves ${name} out: ${ADVICE}.`)}); }`;
}

/** A module of one component that cannot be drawn. */
function exported(name: string): string {
  return `export const ${name} = ${failing(name)};\nexport default ${name};`;
}

/** Whether a component of ours draws AdminJS's own within itself. */
function wraps(file: string): boolean {
  const source = ['.tsx', '.js']
    .map((suffix) => componentPath(file) + suffix)
    .find((path) => existsSync(path));
  return source !== undefined && readFileSync(source, 'utf8').includes('OriginalComponent');
}

/** What AdminJS's own component becomes where ours takes its place or none is drawn; nothing for those that stay. */
export function standIn(name: string): string | undefined {
  if (LEFT_OUT_COMPONENTS.has(name)) return failing(name);
  const file = (REPLACED as Readonly<Record<string, string>>)[name];
  return file === undefined || wraps(file) ? undefined : 'null';
}
