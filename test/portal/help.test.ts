import { expect } from 'chai';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { GUIDES } from '../../src/use-cases/guide/guides.ts';
import { buildCast } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';

const FILES = readdirSync(join(import.meta.dirname, '../../docs/guide')).map((file) =>
  file.replace(/\.md$/, ''),
);

describe('the help', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());
  beforeEach(() => buildCast());

  const listed = (text: string, heading: string): string[] => {
    const [, part = ''] = new RegExp(`>${heading}</h2>(.*?)</section>`, 's').exec(text) ?? [];
    return [...part.matchAll(/href="\/help\/([a-z-]+)"/g)].map(([, name = '']) => name);
  };

  it('has every guide there is, those first that are about what somebody does', async () => {
    expect(FILES).to.have.members(Object.keys(GUIDES));
    expect((await app.client().get('/help')).location).to.equal('/login?next=%2Fhelp');
    for (const [who, theirs] of [
      ['rosa', ['staff', 'programs']],
      ['elena', ['staff', 'engineers', 'programs']],
      ['amir', ['staff', 'engineers', 'amc-admins', 'programs']],
      ['asha', ['staff', 'amc-admins', 'administrators', 'operators', 'programs']],
    ] as const) {
      const { text } = await (await signIn(app.client(), who)).get('/help');
      expect(listed(text, 'For you'), who).to.deep.equal(theirs);
      expect([...listed(text, 'For you'), ...listed(text, 'For others')], who).to.have.members(FILES);
    }
  });

  it('leads from page to page, and to places that are there', async () => {
    const rosa = await signIn(app.client(), 'rosa');
    for (const name of FILES) {
      const { status, text } = await rosa.get(`/help/${name}`);
      expect(status, name).to.equal(200);
      const main = text.slice(text.indexOf('<main'));
      expect(main, name).not.to.match(/\.md\)|\.md"|\]\(/);
      for (const [, place = ''] of main.matchAll(/href="#([^"]+)"/g))
        expect(main, name).to.contain(`id="${place}"`);
      for (const [, address = ''] of main.matchAll(/href="(\/[^"#]*)/g))
        expect((await rosa.get(address)).status, `${name}: ${address}`).to.equal(200);
    }
    for (const name of ['nothing', 'Staff', '..%2Fapi', '__proto__', 'staff.md'])
      expect((await rosa.get(`/help/${name}`)).status, name).to.equal(404);
  });
});
