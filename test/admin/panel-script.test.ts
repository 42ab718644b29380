import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { AdminJS, type Action, type PropertyOptions, type ResourceWithOptions } from 'adminjs';
import { expect } from 'chai';
import { buildPanel } from '../../src/admin/index.ts';
import { readConfig } from '../../src/config.ts';
import { requireDrawable } from '../../src/admin/assets/drawable.ts';
import { keepScript, keptScript } from '../../src/admin/assets/kept-script.ts';
import { panelScript } from '../../src/admin/assets/script.ts';
import { componentLoader } from '../../src/admin/components/index.ts';
import { resources } from '../../src/admin/resources/index.ts';
import { MENU } from '../../src/admin/table/panel-table.ts';
import { testEnvironment } from '../support/database.ts';
import { root } from '../support/imports.ts';

/** The most that the panel's script may be with brotli, in bytes. */
const WEIGHT = 250_000;
const GUIDE = 'docs/panel-script.md';

/** The panel's resources, of which departments have one property or action more or other than they have. */
function panelWith(change: { property?: PropertyOptions; action?: Partial<Action<never>>; icon?: string }) {
  const all = resources(readConfig(testEnvironment)).map((one) => {
    const { resource, options } = one;
    if (options?.listProperties?.includes('peopleCount') !== true) return one;
    const { property = {}, action, icon } = change;
    return {
      resource,
      options: {
        ...options,
        navigation: icon === undefined ? options.navigation : { name: 'Reference data', icon },
        properties: { ...options.properties, name: { ...options.properties?.name, ...property } },
        actions: { ...options.actions, ...(action && { added: { actionType: 'record', ...action } }) },
      },
    } as ResourceWithOptions;
  });
  return new AdminJS({ resources: all, componentLoader });
}

describe("the panel's script", function suite() {
  this.timeout(60_000);

  it('holds all that the panel draws, in at most 250 KB', async () => {
    const { content, files } = await panelScript();
    expect(brotliCompressSync(content).length).to.be.within(WEIGHT / 4, WEIGHT);
    expect(files).to.include(join(root, 'src/admin/components/start.tsx'));
    expect(files.filter((file) => file.includes('node_modules'))).to.deep.equal([]);
  });

  const lacking: [entry: string, told: RegExp][] = [
    [
      "import { DatePicker as x } from '@adminjs/design-system'",
      /react-datepicker \(imported by .*date-picker/,
    ],
    ["import { CurrencyInput as x } from '@adminjs/design-system'", /react-currency-input-field/],
    ["import { BaseResource as x } from 'adminjs'", /No matching export.*BaseResource/],
    ["import { Anchor as x } from 'react-feather'", /No matching export.*Anchor/],
    ["const x = { icon: globalThis.a ? 'X' : 'Anchor' }", /leaves out the icon Anchor/],
    ["const x = { illustration: 'Rocket' }", /leaves out the illustration Rocket/],
  ];
  for (const [entry, told] of lacking) {
    it(`is not made with what it leaves out: ${entry}`, async () => {
      const made = panelScript(`${entry}; console.log(x);`);
      const message = await made.then(() => 'was made', String);
      expect(message).to.match(told).and.to.contain(GUIDE);
    });
  }

  it('can draw the panel', () => {
    expect(() => requireDrawable(panelWith({}))).not.to.throw();
  });

  const undrawn: [what: Parameters<typeof panelWith>[0], told: string][] = [
    [{ property: { type: 'currency' } }, 'departments.name needs DefaultCurrencyListProperty'],
    [{ property: { type: 'richtext' } }, 'departments.name needs DefaultRichtextEditProperty'],
    [{ property: { type: 'phone' } }, 'departments.name needs DefaultPhoneFilterProperty'],
    [{ property: { type: 'date' } }, 'departments.name needs DefaultDatetimeEditProperty'],
    [{ property: { isArray: true } }, 'departments.name needs DefaultArrayEditProperty'],
    [{ action: { icon: 'Anchor' } }, 'departments.added has the icon Anchor'],
    [{ action: { layout: [['@Text', {}]] } }, 'departments.added has a layout'],
    [{ icon: 'Anchor' }, 'departments has the icon Anchor'],
  ];
  for (const [change, told] of undrawn) {
    it(`keeps a panel from starting with ${JSON.stringify(change)}`, () => {
      expect(() => requireDrawable(panelWith(change)))
        .to.throw(told)
        .with.property('message')
        .that.contains(GUIDE);
    });
  }

  it('is asked before the panel starts', async () => {
    const { icon } = MENU.work;
    Object.assign(MENU.work, { icon: 'Anchor' });
    try {
      const started = await buildPanel(readConfig(testEnvironment)).then(() => 'started', String);
      expect(started).to.contain('complaints has the icon Anchor').and.to.contain(GUIDE);
    } finally {
      Object.assign(MENU.work, { icon });
    }
  });

  it('may be drawn by a component of our own whatever the type', () => {
    const own = { list: 'LocalTime', show: 'LocalTime', edit: 'ReadOnlyField', filter: 'ChoicesFilter' };
    expect(() => requireDrawable(panelWith({ property: { type: 'date', components: own } }))).not.to.throw();
  });

  it('is kept until one of the files that it was made of changes or is gone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'portal-script-'));
    const [file, other] = [join(folder, 'one.ts'), join(folder, 'two.ts')];
    try {
      expect(await keptScript(folder), 'none was made').to.equal(undefined);
      await Promise.all([file, other].map((one) => writeFile(one, 'export default 1;\n')));
      await keepScript(folder, 'digest', [file, other]);
      expect(await keptScript(folder)).to.equal('digest');
      await appendFile(other, '// changed\n');
      expect(await keptScript(folder), 'one changed').to.equal(undefined);
      await keepScript(folder, 'digest', [file, other]);
      await rm(file);
      expect(await keptScript(folder), 'one is gone').to.equal(undefined);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
