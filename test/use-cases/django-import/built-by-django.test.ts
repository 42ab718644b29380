import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';
import { operator } from '../../../src/policies/actor.ts';
import { importDjango } from '../../../src/use-cases/django-import/import-django.ts';
import { NO_MAP } from '../../../src/use-cases/django-import/map-file.ts';
import { findDjango } from '../../support/find-django.ts';
import { DJANGO, hasServer, openOldPortal, stopOldPortals } from '../../support/old-portal.ts';

const python = findDjango();

(python !== undefined && hasServer ? describe : describe.skip)(
  'an old portal that Django builds here',
  function suite() {
    this.timeout(180_000);
    after(stopOldPortals);

    it('is what the dump holds, row by row', async () => {
      const dump = await openOldPortal();
      const built = await openOldPortal('SELECT 1');
      try {
        const env = { PATH: process.env.PATH, OLD_PORTAL_URL: built.url };
        const { status, stderr } = spawnSync(python ?? '', ['-B', join(DJANGO, 'build.py')], {
          env,
          encoding: 'utf8',
        });
        expect(status, stderr).to.equal(0);
        const reportOf = async (url: string) => {
          const options = { address: { url }, map: NO_MAP, dryRun: true, progress: () => undefined };
          const { tables, notes } = await importDjango(operator, options);
          return { tables, notes };
        };
        expect(await reportOf(built.url)).to.deep.equal(await reportOf(dump.url));
        const people = 'SELECT id, username, date_joined, is_superuser FROM auth_user ORDER BY id';
        expect(await built.run(people)).to.deep.equal(await dump.run(people));
      } finally {
        await built.close();
        await dump.close();
      }
    });
  },
);
