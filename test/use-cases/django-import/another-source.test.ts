import { expect } from 'chai';
import { QueryTypes } from 'sequelize';
import { database } from '../../../src/database/connect.ts';
import { Complaint } from '../../../src/models/complaint.ts';
import { User } from '../../../src/models/user.ts';
import { operator } from '../../../src/policies/actor.ts';
import { importDjango } from '../../../src/use-cases/django-import/import-django.ts';
import { NO_MAP } from '../../../src/use-cases/django-import/map-file.ts';
import { portalCommand } from '../../support/portal-command.ts';
import { hasServer, openOldPortal, stopOldPortals, type OldPortal } from '../../support/old-portal.ts';
import { refusal } from '../../support/refusal.ts';

const move = ({ url }: OldPortal, more: { another?: boolean; dryRun?: boolean } = {}) =>
  importDjango(operator, {
    address: { url },
    map: NO_MAP,
    dryRun: false,
    progress: () => undefined,
    ...more,
  });

const sourcesKept = () =>
  database().query<{ number: number; name: string }>(
    'SELECT number, name FROM import_sources ORDER BY number',
    { type: QueryTypes.SELECT },
  );

(hasServer ? describe : describe.skip)('a second old portal', function suite() {
  this.timeout(180_000);
  let [first, second]: OldPortal[] = [];
  beforeEach(async () => {
    [first, second] = [await openOldPortal(), await openOldPortal()];
    // The same numbers, but other people and complaints.
    await second.run(`UPDATE auth_user SET username = CONCAT(username, '.two');
      UPDATE complaints_complaint SET title = CONCAT('Second: ', title);
      UPDATE complaints_status SET name = 'Elsewhere' WHERE id = 1`);
  });
  afterEach(() => Promise.all([first?.close(), second?.close()]));
  after(stopOldPortals);

  const both = (): [OldPortal, OldPortal] => [first ?? expect.fail(), second ?? expect.fail()];

  it('is refused by name before anything is written, in a dry run, too', async () => {
    const [one, two] = both();
    await move(one);
    const before = [await User.count(), await Complaint.count()];
    for (const dryRun of [true, false]) {
      const { code, message } = await refusal(move(two, { dryRun }));
      expect(code).to.equal('source');
      expect(message)
        .to.match(/^The database old_portal_\d+_\d+ on .* is another portal than the one/)
        .and.contain('--another-source');
    }
    const command = await portalCommand(['import-django', '--source', two.url]);
    expect([command.code, command.stderr.includes('--another-source')]).to.deep.equal([1, true]);
    expect([await User.count(), await Complaint.count()]).to.deep.equal(before);
    expect(await sourcesKept()).to.have.length(1);
  });

  it('comes to the first where it is meant, each row once, and both are known again', async () => {
    const [one, two] = both();
    const taken = await move(one);
    const [people, complaints] = [await User.count(), await Complaint.count()];
    expect((await move(two, { another: true, dryRun: true })).totals.taken).to.be.greaterThan(40);
    expect(await sourcesKept()).to.have.length(1);
    const added = await move(two, { another: true });
    expect(added.totals.before).to.equal(0);
    expect(await Complaint.count()).to.equal(complaints * 2);
    expect(await User.count()).to.be.greaterThan(people);
    // Each complaint is its own person's: numbers of the second do not mean people of the first.
    const theirs = await Complaint.findAll({ include: ['reporter'] });
    const ofSecond = theirs.filter(({ title }) => title.startsWith('Second:'));
    expect(ofSecond).to.have.length(complaints);
    for (const { reporter } of ofSecond) expect(reporter?.username).to.match(/\.two$|^former-user/);
    for (const again of [await move(one), await move(two), await move(two, { another: true })])
      expect(again.totals).to.include({ taken: 0 });
    expect(await Complaint.count()).to.equal(complaints * 2);
    expect(taken.totals.taken).to.be.greaterThan(40);
    expect((await sourcesKept()).map(({ number }) => number)).to.deep.equal([1, 2]);
  });

  it('is not what the first became: moved to another server, with people renamed, deleted and added', async () => {
    const [one] = both();
    await move(one);
    const moved = await openOldPortal();
    await moved.run(`SET foreign_key_checks = 0; UPDATE auth_user SET username = 'another.name' WHERE id = 2;
      DELETE FROM auth_user WHERE id = 7;
      INSERT INTO auth_user (id, password, username, first_name, last_name, email, is_superuser, is_staff, is_active, date_joined)
        VALUES (70, '', 'new.one', '', '', '', 0, 0, 1, '2025-03-01')`);
    const again = await move(moved);
    await moved.close();
    expect(again.tables.find(({ table }) => table === 'auth_user')).to.include({ taken: 1 });
  });
});
