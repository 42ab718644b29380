import { expect } from 'chai';
import { inTransaction } from '../../../src/database/transaction.ts';
import { NO_PROFILE } from '../../../src/use-cases/django-import/profiles.ts';
import type { PlannedPerson } from '../../../src/use-cases/django-import/people.ts';
import { refuseOvertaken } from '../../../src/use-cases/django-import/refuse-overtaken.ts';
import { buildUser } from '../../factories/people.ts';
import { refusal } from '../../support/refusal.ts';

function planned(username: string, email: string): PlannedPerson {
  const flags = { isActive: true, isSuperuser: false, lastLogin: null, dateJoined: new Date() };
  const texts = { username, email, firstName: '', lastName: '', passwordHash: '' };
  return { sourceId: 1, ...texts, ...flags, profile: NO_PROFILE, groupIds: [] };
}

const overtaken = (username: string, email = '') =>
  refusal(
    inTransaction(() => refuseOvertaken([planned('free', 'free@x.example'), planned(username, email)])),
  );

describe('people of the old portal who are about to be written', () => {
  it('are not, where somebody got such a name here since it was looked at', async () => {
    await buildUser({ username: 'coco@x.example', email: 'shared@x.example' });
    await buildUser({ username: 'hope', email: '' });
    for (const [username, email] of [
      ['COCO@x.example', ''],

      ['һоре', ''],
      ['shared@x.example', ''],
      ['other', 'Coco@x.example'],
    ])
      expect((await overtaken(username ?? '', email)).message, username).to.contain('run the import again');
    await inTransaction(() => refuseOvertaken([planned('other', 'shared@x.example')]));
  });
});
