import { pbkdf2Sync } from 'node:crypto';
import { expect } from 'chai';
import { SignInFailure } from '../../../src/models/sign-in-failure.ts';
import { User } from '../../../src/models/user.ts';
import { forgetDjangoRounds } from '../../../src/use-cases/people/django-rounds.ts';
import { inTurn } from '../../../src/use-cases/people/hash-queue.ts';
import { hashPassword, verifyPassword } from '../../../src/use-cases/people/passwords.ts';
import { signIn } from '../../../src/use-cases/people/sign-in.ts';
import { buildUser } from '../../factories/people.ts';
import { byHand } from '../../support/journal-watch.ts';
import { refusal } from '../../support/refusal.ts';

/** Made by Django itself. */
const MILLION = 'pbkdf2_sha256$1000000$Qm3xZ8sLrT0aVb6KpYw1Ne$j9JgQgWfTzTGjzLM/FXAzWK4Yquz3pEkHC+iHKnBupA=';
const OLDER = 'pbkdf2_sha256$260000$mysalt123456$oMtLjCj4OrTOcFswGwS5+seSczGcRZVcFcVoWYJIPHk=';
const DECOMPOSED = 'pbkdf2_sha256$1000$seasalt$HWdWINvbQIZJrnAOOKV+qObiBOySCBT9kdJm3vTrzoc=';

async function storedHash(id: number): Promise<string> {
  return (await User.scope('withPassword').findByPk(id, { rejectOnEmpty: true })).passwordHash;
}

/** Somebody as an import leaves them. */
async function buildImported(username: string, passwordHash: string): Promise<User> {
  const user = await buildUser({ username });
  await byHand(() => User.update({ passwordHash }, { where: { id: user.id }, silent: true }));
  forgetDjangoRounds();
  return user;
}

const enter = (login: string, password: string) => signIn({ login, password, address: '192.0.2.7' });

async function timeOf(login: string): Promise<number> {
  await SignInFailure.destroy({ where: {} });
  const begun = performance.now();
  await refusal(enter(login, 'not the password'));
  return performance.now() - begun;
}

describe('passwords of the old portal', () => {
  afterEach(forgetDjangoRounds);

  it('are known by what Django stored', async () => {
    expect(await verifyPassword('the old portal knew me', MILLION)).to.equal(true);
    expect(await verifyPassword('the old portal knew him', MILLION)).to.equal(false);
    // Shorter than a new one may be.
    expect(await verifyPassword('short', OLDER)).to.equal(true);
    expect(await verifyPassword('cafe\u0301 au lait', DECOMPOSED)).to.equal(true);
  });

  const UNUSABLE = [
    '!',
    '!Qm3xZ8sLrT0aVb6KpYw1NeQm3xZ8sLrT0aVb6Kp',
    'pbkdf2_sha256$',
    'pbkdf2_sha256$0$salt$HWdWINvbQIZJrnAOOKV+qObiBOySCBT9kdJm3vTrzoc=',
    'pbkdf2_sha256$99999999$salt$HWdWINvbQIZJrnAOOKV+qObiBOySCBT9kdJm3vTrzoc=',
    'pbkdf2_sha256$1000$$HWdWINvbQIZJrnAOOKV+qObiBOySCBT9kdJm3vTrzoc=',
    'pbkdf2_sha256$1000$seasalt$',
    'pbkdf2_sha1$1000$seasalt$HWdWINvbQIZJrnAOOKV+qObiBOySCBT9kdJm3vTrzoc=',
  ];
  for (const hash of UNUSABLE) {
    it(`are no password where ${hash.slice(0, 40)} is stored`, async () => {
      expect(await verifyPassword('', hash)).to.equal(false);
      expect(await verifyPassword(hash, hash)).to.equal(false);
      expect(await verifyPassword('cafe\u0301 au lait', hash)).to.equal(false);
    });
  }

  it('are replaced by a hash of this portal at the first sign-in, which ends no session', async () => {
    const { id } = await buildImported('ravi', OLDER);
    await refusal(enter('ravi', 'wrong'));
    expect(await storedHash(id)).to.equal(OLDER);
    const first = await enter('Ravi', 'short');
    const own = await storedHash(id);
    expect(own).to.match(/^\$2b\$/);
    const second = await enter('ravi', 'short');
    expect(await storedHash(id)).to.equal(own);
    expect(second.sessionVersion).to.equal(first.sessionVersion).and.to.equal(0);
    expect((await refusal(enter('ravi', 'wrong'))).status).to.equal(401);
  });

  it('let nobody in whose password was changed meanwhile, and do not undo that', async () => {
    const { id } = await buildImported('ravi', OLDER);
    const changed = await hashPassword('a sentence nobody says');
    const entering = refusal(enter('ravi', 'short'));
    await byHand(() =>
      User.update({ passwordHash: changed, sessionVersion: 1 }, { where: { id }, silent: true }),
    );
    // Whichever came first: what was chosen last stands.
    await entering.catch(() => undefined);
    expect(await storedHash(id)).to.equal(changed);
  });

  it('wait for their turn like all others', async () => {
    const ends: (() => void)[] = [];
    const others = [0, 1].map(() => inTurn(() => new Promise<void>((resolve) => ends.push(resolve))));
    let isDone = false;
    const looking = verifyPassword('cafe\u0301 au lait', DECOMPOSED).then((isRight) => {
      isDone = true;
      return isRight;
    });
    // Far longer than its thousand rounds take.
    pbkdf2Sync('x', 'y', 300_000, 32, 'sha256');
    await new Promise((resolve) => setImmediate(resolve));
    expect(isDone).to.equal(false);
    for (const end of ends) end();
    await Promise.all(others);
    expect(await looking).to.equal(true);
  });

  it('are told by no clock while there are any', async function measure() {
    this.timeout(120_000);
    await buildImported('ravi', OLDER);
    await buildImported('mira', MILLION);
    const rosa = await buildUser({ username: 'rosa' });
    const passwordHash = await hashPassword('a sentence nobody says');
    await byHand(() => User.update({ passwordHash }, { where: { id: rosa.id }, silent: true }));
    const names = ['ravi', 'mira', 'rosa', 'nobody'];
    const quickest = names.map(() => Infinity);
    for (let round = 0; round < 3; round += 1)
      for (const [index, name] of names.entries())
        quickest[index] = Math.min(quickest[index] ?? Infinity, await timeOf(name));
    for (const [index, name] of names.entries())
      expect((quickest[index] ?? 0) / (quickest[0] ?? 0), name).to.be.within(0.5, 2);
  });
});
