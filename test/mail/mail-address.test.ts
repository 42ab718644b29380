import { expect } from 'chai';
import { MailFault } from '../../src/mail/mail.ts';
import { requireAddress } from '../../src/mail/mime.ts';
import { operator } from '../../src/policies/actor.ts';
import { User } from '../../src/models/user.ts';
import { sendTestMail } from '../../src/use-cases/notifications/outbox/send-test-mail.ts';
import { createSuperuser } from '../../src/use-cases/people/create-superuser.ts';
import { createUser } from '../../src/use-cases/people/create-user.ts';
import { updateUser } from '../../src/use-cases/people/update-user.ts';
import { buildUser } from '../factories/people.ts';
import '../support/database.ts';
import { refusal } from '../support/refusal.ts';

const NONE = [
  `${'x'.repeat(65)}@x.example`,
  '.a@b.example',
  'a.@b.example',
  'a..b@b.example',
  '.a..b@b.example',
  '-oX@x.example',
  'a@-x.example',
  'a@x..example',
  'a@x.example.',
  'a@b@x.example',
  'a@x.example,b@x.example',
  'a<b@x.example>',
  'a b@x.example',
];
const SOME = [
  `${'x'.repeat(64)}@x.example`,
  'a.b-c+d_e@x.example',
  'root@localhost',
  'rávi@bücher.example',
  "o'neil@x.example",
];

describe('an e-mail address', () => {
  it('is one for people where it is one for the mailer', async () => {
    const user = await buildUser();
    for (const email of SOME) {
      await updateUser(operator, user.id, { email });
      requireAddress(email);
    }
    for (const email of NONE) {
      expect(() => requireAddress(email), email).to.throw(MailFault);
      expect((await refusal(updateUser(operator, user.id, { email }))).fields, email).to.have.keys('email');
    }
  });

  it('that mails cannot go to is refused at its field wherever one is entered', async () => {
    const [email = ''] = NONE.slice(4);
    const person = { username: 'ravi', email, password: 'correct horse battery' };
    expect((await refusal(createUser(operator, person))).fields).to.have.keys('email');
    expect((await refusal(createSuperuser(operator, person))).fields).to.have.keys('email');
    expect((await refusal(sendTestMail(operator, { address: email }, 'UTC'))).fields).to.have.keys('address');
    expect(await User.count({ where: { username: 'ravi' } })).to.equal(0);
  });
});
