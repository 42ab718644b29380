import { expect } from 'chai';
import { database } from '../../src/database/connect.ts';
import { User } from '../../src/models/user.ts';
import { createUser } from '../../src/use-cases/people/create-user.ts';
import { up } from '../../migrations/0207-username-looks-anew.ts';
import { buildActor, buildUser } from '../factories/people.ts';
import { refusal } from '../support/refusal.ts';

describe('the migration of what usernames look like', () => {
  it('has names found that stood here before, and may run twice', async () => {
    const asha = await buildActor({ username: 'asha', groups: ['Admin'] });
    for (const username of ['ivo1', 'ꓮꓓꓟꓲꓠ']) await buildUser({ username, email: '' });
    // As they were before that letters of Lisu look like others, and a one like an l.
    await database().query('UPDATE users SET username_look = username_folded');
    const context = database().getQueryInterface();
    for (let time = 0; time < 2; time += 1) await up({ context });
    for (const username of ['ӏѵо1', 'admin']) {
      const { fields } = await refusal(createUser(asha, { username, email: 'new@x.example' }));
      expect(fields.username, username).to.match(/^This looks like the username/);
    }
    expect(await User.count({ where: { usernameLook: 'lvol' } })).to.equal(1);
  });
});
