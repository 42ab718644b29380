import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { ForbiddenError } from '../../src/errors.ts';
import { SignInFailure } from '../../src/models/sign-in-failure.ts';
import { countingAt, trying, type Attempt } from '../../src/use-cases/people/attempts.ts';
import { ACCOUNT_FAILURES, ADDRESS_FAILURES } from '../../src/use-cases/people/sign-in-throttle.ts';
import { buildUser, PASSWORD } from '../factories/people.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { holdPasswords } from '../support/held-passwords.ts';
import { refusal } from '../support/refusal.ts';

const OVER = 10;

describe('many sign-ins at once', function suite() {
  this.timeout(120_000);
  let app: TestApp;
  before(async () => {
    app = await startApp({ environment: { TRUST_PROXY: 'loopback' } });
  });
  after(() => app.stop());

  let serial = 0;
  /** An address that nobody has used yet. */
  function newAddress(): string {
    serial += 1;
    return `198.51.100.${serial}`;
  }

  function attempt(username: string, password: string, address: string) {
    return app.client().post('/login', { username, password }, { 'x-forwarded-for': address });
  }
  type Answer = Awaited<ReturnType<typeof attempt>>;

  /** Lets all of them come before a password is looked at, and returns those that were refused before the others. */
  async function crowd(starts: readonly (() => Promise<Answer>)[], refused: number) {
    const letGo = holdPasswords();
    const early: Answer[] = [];
    const all = starts.map((start) => start().then((answer) => (early.push(answer), answer)));
    while (early.length < refused) await delay(20);
    const turnedAway = [...early];
    await letGo();
    const answers = await Promise.all(all);
    return { turnedAway, others: answers.filter((answer) => !turnedAway.includes(answer)) };
  }

  function expectSoon({ status, headers, text }: Answer): void {
    expect(status).to.equal(429);
    expect(Number(headers.get('retry-after'))).to.be.within(1, 10);
    expect(text).to.contain('Too many attempts are under way at this moment. Try again in a few seconds.');
  }

  const pointsOf = async (key: string) => (await SignInFailure.findByPk(key))?.points ?? 0;

  async function expectNothingLeft(key: string): Promise<void> {
    const row = await SignInFailure.findByPk(key);
    expect({ points: row?.points ?? 0, underWay: row?.underWay ?? 0 }).to.deep.equal({
      points: 0,
      underWay: 0,
    });
  }

  it('by different people of one network lock nobody out: some come again in a few seconds', async () => {
    const address = newAddress();
    const names = Array.from({ length: ADDRESS_FAILURES + OVER }, (_, index) => `office${index}`);
    for (const username of names) await buildUser({ username });
    const starts = names.map((name) => () => attempt(name, PASSWORD, address));
    const { turnedAway, others } = await crowd(starts, OVER);
    expect(turnedAway).to.have.length(OVER);
    turnedAway.forEach(expectSoon);
    expect(others.map(({ status }) => status)).to.deep.equal(others.map(() => 303));
    await expectNothingLeft(`address:${address}`);
    expect((await attempt('office0', PASSWORD, address)).status).to.equal(303);
  });

  it('by one person lock neither them nor their network', async () => {
    const address = newAddress();
    const { id } = await buildUser({ username: 'eager' });
    const starts = Array.from(
      { length: ACCOUNT_FAILURES + OVER },
      () => () => attempt('eager', PASSWORD, address),
    );
    const { turnedAway, others } = await crowd(starts, OVER);
    turnedAway.forEach(expectSoon);
    expect(others.map(({ status }) => status)).to.deep.equal(others.map(() => 303));
    await expectNothingLeft(`address:${address}`);
    await expectNothingLeft(`user:${id}`);
  });

  it('with wrong passwords are looked at no more often than one after the other, and lock the network', async () => {
    const address = newAddress();
    // Passwords of theirs are quickly looked at, unlike those of nobody.
    const names = Array.from({ length: ADDRESS_FAILURES + OVER }, (_, index) => `guessed${index}`);
    for (const username of names) await buildUser({ username });
    const starts = names.map((name) => () => attempt(name, 'wrong', address));
    const { turnedAway, others } = await crowd(starts, OVER);
    turnedAway.forEach(expectSoon);
    expect(others.map(({ status }) => status)).to.deep.equal(others.map(() => 401));
    expect(await pointsOf(`address:${address}`)).to.equal(ADDRESS_FAILURES);
    const locked = await attempt('somebody', PASSWORD, address);
    expect(locked.status).to.equal(429);
    expect(Number(locked.headers.get('retry-after'))).to.be.within(600, 900);
  });

  it('of somebody whose account is locked leave nothing at their network: no password was looked at', async () => {
    const address = newAddress();
    await buildUser({ username: 'neighbour' });
    for (let times = 0; times < ACCOUNT_FAILURES; times += 1) await attempt('locked', 'wrong', newAddress());
    for (let times = 0; times <= ADDRESS_FAILURES; times += 1)
      expect((await attempt('locked', 'wrong', address)).status).to.equal(429);
    await expectNothingLeft(`address:${address}`);
    expect((await attempt('neighbour', PASSWORD, address)).status).to.equal(303);
  });
});

describe('an attempt', () => {
  const MOST = 3;
  const wrong = () => Promise.reject(new ForbiddenError('wrong'));

  /** Attempts that are under way, each until it is told what became of it. */
  async function begin(key: string, times: number) {
    const ends: ((how: (attempt: Attempt) => Promise<unknown>) => Promise<void>)[] = [];
    for (let time = 0; time < times; time += 1) {
      await new Promise<void>((begun) => {
        let tell: (how: (attempt: Attempt) => Promise<unknown>) => void = () => undefined;
        const told = new Promise<(attempt: Attempt) => Promise<unknown>>((resolve) => (tell = resolve));
        const end = trying(countingAt(key, MOST), async (attempt) => {
          begun();
          await (
            await told
          )(attempt);
        }).catch(() => undefined);
        ends.push((how) => (tell(how), end));
      });
    }
    return ends;
  }

  it('fails after another succeeded, and counts', async () => {
    const key = 'test:forgiven';
    const [first, second, third] = await begin(key, MOST);
    await first?.((attempt) => attempt.forgive());
    await second?.(wrong);
    expect((await SignInFailure.findByPk(key))?.points).to.equal(1);
    await third?.(wrong);
    expect((await SignInFailure.findByPk(key))?.toJSON()).to.include({ points: 2, underWay: 0 });
  });

  it('that is one too many leaves nothing, whether others are under way or have failed', async () => {
    const key = 'test:too-many';
    const ends = await begin(key, MOST);
    const another = () => refusal(trying(countingAt(key, MOST), wrong));
    for (let times = 0; times < MOST * 2; times += 1)
      expect(await another()).to.include({ code: 'throttled', retryAfter: 3 });
    await ends.pop()?.((attempt) => attempt.takeBack());
    for (const end of ends) await end(wrong);
    expect((await SignInFailure.findByPk(key))?.toJSON()).to.include({ points: MOST - 1, underWay: 0 });
    expect(await another()).to.include({ message: 'wrong' });
    for (let times = 0; times < MOST * 2; times += 1)
      expect(await another())
        .to.have.property('retryAfter')
        .above(60);
    expect((await SignInFailure.findByPk(key))?.toJSON()).to.include({ points: MOST, underWay: 0 });
  });

  it('of a process that was killed is forgotten with its window', async () => {
    const key = 'test:killed';
    await SignInFailure.create({ key, points: 0, underWay: MOST, expires: new Date(Date.now() - 1000) });
    const [own] = await begin(key, 1);
    expect((await SignInFailure.findByPk(key))?.underWay).to.equal(1);
    await own?.((attempt) => attempt.takeBack());
  });
});
