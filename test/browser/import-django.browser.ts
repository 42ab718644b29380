import { expect } from 'chai';
import { operator } from '../../src/policies/actor.ts';
import { importDjango } from '../../src/use-cases/django-import/import-django.ts';
import { NO_MAP } from '../../src/use-cases/django-import/map-file.ts';
import { forgetDjangoRounds } from '../../src/use-cases/people/django-rounds.ts';
import { hasServer, openOldPortal, stopOldPortals } from '../support/old-portal.ts';
import { useBrowser } from './support/browser.ts';
import { eventually } from './support/eventually.ts';

(hasServer ? describe : describe.skip)('people of the old portal', function suite() {
  this.timeout(180_000);
  const browser = useBrowser({ panel: true });
  after(stopOldPortals);

  beforeEach(async () => {
    const old = await openOldPortal();
    const address = { url: old.url };
    await importDjango(operator, { address, map: NO_MAP, dryRun: false, progress: () => undefined });
    await old.close();
  });
  afterEach(forgetDjangoRounds);

  async function signIn(username: string, password: string) {
    const page = await browser.open();
    await page.goto('/login');
    await page.getByLabel('Username or e-mail').fill(username);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    return page;
  }

  it('sign in with the passwords that they had and find their complaints', async () => {
    for (let times = 0; times < 2; times += 1) {
      const page = await signIn('meera', 'short');
      await page
        .getByRole('link', { name: /The Wi-Fi drops in room 4/ })
        .first()
        .click();
      await page.getByRole('heading', { name: /The Wi-Fi drops in room 4/ }).waitFor();
      await page.getByText('Replaced the access point').waitFor();
      await eventually(async () =>
        expect(await page.getByText('The vendor knows this fault').count()).to.equal(0),
      );
    }
  });

  it('work in the panel with what their groups allow', async () => {
    const page = await signIn('ravi', 'ravi was here before');
    await page.waitForURL('**/admin**');
    await page.goto('/admin/resources/complaints/records/1/show');
    await page.getByText('The vendor knows this fault').waitFor();
  });
});
