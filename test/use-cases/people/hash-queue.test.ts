import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { inTurn, inTurnOf } from '../../../src/use-cases/people/hash-queue.ts';
import { buildCast, buildUser, PASSWORD } from '../../factories/people.ts';
import { programOf, type ApiAnswer } from '../../support/api-client.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { holdPasswords } from '../../support/held-passwords.ts';
import { refusal } from '../../support/refusal.ts';

/** Of one person, as many as wait. */
const EACH = 8;

describe('setting passwords', function suite() {
  this.timeout(120_000);
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());

  it('takes turns with looking at them, and one who sets takes turns with another', async () => {
    const letGo = holdPasswords();
    const begun: string[] = [];
    const note = (what: string) => (): Promise<void> => {
      begun.push(what);
      return Promise.resolve();
    };
    const all = [
      ...Array.from({ length: EACH }, () => inTurnOf('1', note('many'))),
      inTurnOf('2', note('one')),
      ...[0, 1, 2].map((index) => inTurn(note(`look ${index}`))),
    ];
    await letGo();
    await Promise.all(all);
    for (const index of [0, 1, 2]) expect(begun.indexOf(`look ${index}`)).to.be.at.most(index * 2 + 1);
    expect(begun.indexOf('one')).to.be.at.most(3);
    expect(begun).to.have.length(EACH + 4);
  });

  it('has eight places for one person, and others keep theirs', async () => {
    const letGo = holdPasswords();
    const nothing = () => Promise.resolve();
    const waiting = Array.from({ length: EACH }, () => inTurnOf('1', nothing));
    expect(await refusal(inTurnOf('1', nothing))).to.include({
      code: 'unavailable',
      message: 'Many passwords are being set at this moment. Please try again in a few seconds.',
    });
    const others = [inTurnOf('2', nothing), inTurn(nothing)];
    await letGo();
    await Promise.all([...waiting, ...others]);
    await inTurnOf('1', nothing);
  });

  it('by a program, however many at once, keeps nobody from signing in', async () => {
    const { asha } = await buildCast();
    const names = Array.from({ length: 13 }, (_, index) => `person${index}`);
    for (const username of names) await buildUser({ username });
    const program = await programOf(app.url, asha);
    const letGo = holdPasswords();
    const answers: ApiAnswer[] = [];
    const making = Array.from({ length: 70 }, async (_, index) => {
      const person = { username: `made${index}`, email: `made${index}@alphalab.example` };
      answers.push(await program.post('/users', { ...person, password: 'a sentence nobody says' }));
    });
    while (answers.length < making.length - EACH) await delay(20);
    expect(answers.map(({ status }) => status)).to.deep.equal(answers.map(() => 503));
    expect(answers[0]?.headers.get('retry-after')).to.equal('5');
    const entering = names.map((username) => app.client().post('/login', { username, password: PASSWORD }));
    await letGo();
    expect((await Promise.all(entering)).map(({ status }) => status)).to.deep.equal(names.map(() => 303));
    await Promise.all(making);
    expect(answers.filter(({ status }) => status === 201)).to.have.length(EACH);
  });
});
