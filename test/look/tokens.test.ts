import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { ASSETS_FOLDER } from '../../src/admin/assets/asset-names.ts';
import { panelAssets } from '../../src/admin/assets/assets.ts';
import { branding } from '../../src/admin/assets/branding.ts';
import { COLOURS, SIZES, type Colour, type Pair } from '../../src/look/tokens.ts';
import { startApp, type TestApp } from '../support/app.ts';

/** How bright a colour is, from 0 to 1, as WCAG counts it. */
function luminance(colour: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = parts.map((part) =>
    part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The contrasts that were decided on, to one decimal. */
const DECIDED: readonly (readonly [text: Colour, ground: Colour, light: number, dark: number])[] = [
  ['text', 'surface', 16.8, 14],
  ['muted', 'surface', 6.3, 7.6],
  ['on-primary', 'primary', 6.7, 8.3],
  ['field', 'surface', 3.7, 4],
  ['tag-new', 'tag-new-bg', 6.8, 8.4],
  ['tag-open', 'tag-open-bg', 7.5, 8.3],
  ['tag-pending', 'tag-pending-bg', 6.1, 8.7],
  ['tag-resolved', 'tag-resolved-bg', 6.2, 8.7],
  ['tag-closed', 'tag-closed-bg', 6.4, 7.7],
  ['tag-overdue', 'tag-overdue-bg', 7.8, 9.2],
];

/** What else is written on what. */
const WRITTEN: readonly (readonly [text: Colour, grounds: readonly Colour[]])[] = [
  ['text', ['ground', 'hover', 'fill', 'primary-soft', 'warning-soft']],
  ['text-soft', ['surface', 'ground', 'hover', 'fill', 'warning-soft']],
  ['muted', ['ground', 'hover', 'chosen', 'primary-soft', 'fill']],
  ['primary', ['surface', 'ground', 'hover', 'chosen', 'primary-soft']],
  ['on-primary', ['primary-hover']],
  ['danger', ['surface', 'danger-soft']],
  ['danger-strong', ['danger-soft']],
  ['success-strong', ['success-soft']],
  ['warning-strong', ['warning-soft']],
  ['info-strong', ['primary-soft']],
  ['urgency-quiet', ['surface', 'hover', 'chosen']],
  ['urgency-high', ['surface', 'hover', 'chosen']],
  ['urgency-critical', ['surface', 'hover', 'chosen']],
  ['star', ['surface']],
];

const SCHEMES: readonly (keyof Pair)[] = ['light', 'dark'];

/** The custom properties that a stylesheet gives to every page, of one of its blocks. */
function properties(css: string, from: string): Readonly<Record<string, string>> {
  const block = css.slice(css.indexOf(from)).match(/:root[^{]*\{\n([^}]*)\}/)?.[1] ?? '';
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): ([^;]+);/g)].map(([, name, value]) => [name, value]),
  );
}

describe('the tokens of the look', function suite() {
  this.timeout(120_000);
  let app: TestApp;

  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());

  for (const [text, ground, light, dark] of DECIDED) {
    it(`has ${text} on ${ground} with the contrast that was decided on`, () => {
      const [onLight, onDark] = SCHEMES.map((scheme) =>
        contrast(COLOURS[text][scheme], COLOURS[ground][scheme]),
      );
      expect(onLight).to.be.closeTo(light, 0.06);
      expect(onDark).to.be.closeTo(dark, 0.06);
    });
  }

  it('lets everything be read on whatever it stands', () => {
    const faint = WRITTEN.flatMap(([text, grounds]) =>
      grounds.flatMap((ground) =>
        SCHEMES.filter((scheme) => contrast(COLOURS[text][scheme], COLOURS[ground][scheme]) < 4.5).map(
          (scheme) => `${text} on ${ground}, ${scheme}`,
        ),
      ),
    );
    expect(faint).to.deep.equal([]);
  });

  it('gives portal and panel the same values', async () => {
    const page = await (await fetch(`${app.url}/login`)).text();
    const address = /\/static\/look\.css\?v=[\w-]+/.exec(page)?.[0] ?? '';
    const portal = await (await fetch(app.url + address)).text();
    await panelAssets();
    const panel = await readFile(join(ASSETS_FOLDER, 'panel.css'), 'utf8');
    for (const [scheme, from] of [
      ['light', ':root {\n'],
      ['dark', 'prefers-color-scheme: dark'],
    ] as const) {
      for (const css of [portal, panel]) {
        const told = properties(css, from);
        for (const [name, pair] of Object.entries(COLOURS)) expect(told[name], name).to.equal(pair[scheme]);
        if (scheme === 'light') expect(told).to.include(SIZES);
      }
    }
  });

  it('gives the design system of the panel the same values', () => {
    const colours = branding({ 'logo.svg': '' }).theme?.colors as Readonly<Record<string, string>>;
    expect(colours.primary100).to.equal(COLOURS.primary.light);
    expect(new Set(Object.values(colours))).to.satisfy((used: Set<string>) =>
      [...used].every((one) => Object.values(COLOURS).some(({ light }) => light === one)),
    );
  });
});
