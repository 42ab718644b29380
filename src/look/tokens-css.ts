import { COLOURS, CONTROL, SIZES, type Pair } from './tokens.ts';

/** The names by which the portal's styles know some colours. */
const FORMER: Readonly<Record<string, keyof typeof COLOURS>> = {
  brand: 'primary',
  'brand-strong': 'primary-hover',
  'page-bg': 'ground',
  'panel-bg': 'surface',
  'panel-border': 'line',
  'row-hover': 'hover',
  'unread-bg': 'chosen',
  'own-bg': 'primary-soft',
  'own-border': 'line-strong',
};

function block(selector: string, values: readonly (readonly [name: string, value: string])[]): string {
  const lines = values.map(([name, value]) => `  ${name === 'color-scheme' ? name : `--${name}`}: ${value};`);
  return `${selector} {\n${lines.join('\n')}\n}\n`;
}

function colours(scheme: keyof Pair): (readonly [string, string])[] {
  return Object.entries(COLOURS).map(([name, colour]) => [name, colour[scheme]] as const);
}

/**
 * The tokens as a stylesheet: custom properties that follow the colours which the system asks for; paper is light.
 *
 * @param names further names for some of the colours.
 */
export function tokensCss(names: Readonly<Record<string, string>> = FORMER): string {
  const aliases = Object.entries(names).map(([name, colour]) => [name, `var(--${colour})`] as const);
  return [
    ':root { color-scheme: light dark; }\n',
    block(':root', [
      ...colours('light'),
      ...Object.entries(SIZES),
      ['control', CONTROL.pointer],
      ...aliases.filter(([name]) => !(name in COLOURS)),
    ]),
    `@media screen and (prefers-color-scheme: dark) {\n${block(":root:not([data-scheme='light'])", colours('dark'))}}\n`,
    // A page that was drawn in one scheme stays in it, whatever its system changes to.
    `@media screen {\n${block(":root[data-scheme='dark']", [['color-scheme', 'dark'], ...colours('dark')])}`,
    ":root[data-scheme='light'] { color-scheme: light; }\n}\n",
    `@media (pointer: coarse) {\n${block(':root', [['control', CONTROL.touch]])}}\n`,
  ].join('');
}
