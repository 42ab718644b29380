import { expect } from 'chai';
import { SignInFailure } from '../../../src/models/sign-in-failure.ts';
import { User } from '../../../src/models/user.ts';
import { setPassword } from '../../../src/use-cases/people/set-password.ts';
import { updateUser } from '../../../src/use-cases/people/update-user.ts';
import { networkOf } from '../../../src/use-cases/people/network-of.ts';
import { signIn } from '../../../src/use-cases/people/sign-in.ts';
import { operator } from '../../../src/policies/actor.ts';
import { buildUser, PASSWORD } from '../../factories/people.ts';
import { hashedAsInUse } from '../../support/cheap-hashes.ts';
import { itOnce } from '../../support/it-once.ts';
import { statementsOf } from '../../support/queries.ts';
import { refusal } from '../../support/refusal.ts';

/**
 * In milliseconds of the processor, of all threads: comparing passwords is nearly all of it, and what else the machine does
 * is none of it. Half a dozen attempts at the same account must not meet the lock.
 */
async function timeOf(login: string, password: string): Promise<number> {
  await SignInFailure.destroy({ where: {} });
  const begun = process.cpuUsage();
  await refusal(signIn({ login, password, address: '192.0.2.1' }));
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
}

describe('signing in', () => {
  itOnce('takes the same time whatever is wrong', async function measure() {
    this.timeout(120_000);
    const slow = 'a sentence hashed as in use';
    for (const username of ['rosa', 'gone']) {
      const { id } = await buildUser({ username });
      await hashedAsInUse(() => setPassword(operator, id, slow));
      if (username === 'gone') await updateUser(operator, id, { isActive: false });
    }
    await User.create({ username: 'without-password' });
    const long = 'x'.repeat(500);
    const cases = [
      ['rosa', 'wrong'],
      ['nobody', 'wrong'],
      ['nobody@alphalab.example', 'wrong'],
      ['gone', slow],
      ['without-password', 'wrong'],
      ['rosa', long],
    ] as const;
    const times = cases.map((): number[] => []);
    await timeOf('rosa', 'wrong');
    for (let round = 0; round < 4; round += 1) {
      for (const [index, [login, password]] of cases.entries()) {
        times[index]?.push(await timeOf(login, password));
      }
    }
    // The least: what else the process does only adds to it. Without the comparison it would be a tenth.
    const quickest = times.map((values) => Math.min(...values));
    for (const [index, value] of quickest.entries()) {
      expect(value / (quickest[0] ?? 0), cases[index]?.join(' ').slice(0, 30)).to.be.within(0.5, 2);
    }
  });

  it('refuses what is no name before anybody is looked up or counted', async () => {
    await buildUser({ username: 'rosa' });
    await SignInFailure.destroy({ where: {} });
    for (const login of [
      'ros\0a',
      'rosa\u200b',
      'ro\u00adsa',
      'ro sa',
      'x'.repeat(255),
      'ﷺ'.repeat(20_000),
      'x'.repeat(51_000),
    ]) {
      const { fields } = await refusal(signIn({ login, password: PASSWORD, address: '192.0.2.1' }));
      expect(fields, login.slice(0, 20)).to.have.keys('login');
    }
    expect(await SignInFailure.count()).to.equal(0);
  });

  it('loads no more people for a name with wildcards than for any other', async () => {
    for (const username of ['ax', 'bx', 'cx']) await buildUser({ username });
    const attempt = () => refusal(signIn({ login: 'éx', password: PASSWORD, address: '192.0.2.1' }));
    // The first one of all looks which hashes of the old portal there are.
    await attempt();
    const seen = await statementsOf(attempt);
    expect(seen.filter((sql) => /LIKE/i.test(sql))).to.deep.equal([]);
  });

  it('does not let an old password in that is changed at the same moment', async () => {
    const { id } = await buildUser({ username: 'rosa' });
    const [result] = await Promise.allSettled([
      signIn({ login: 'rosa', password: PASSWORD, address: '192.0.2.1' }),
      setPassword(operator, id, 'another long sentence'),
    ]);
    const { sessionVersion } = await User.scope('withPassword').findByPk(id, { rejectOnEmpty: true });
    if (result.status === 'fulfilled') expect(result.value.sessionVersion).to.be.lessThan(sessionVersion);
    await refusal(signIn({ login: 'rosa', password: PASSWORD, address: '192.0.2.1' }));
  });

  it('counts an address once however it is written, with or without a port, and an IPv6 network as one', () => {
    for (const [address, key] of [
      ['192.0.2.7', '192.0.2.7'],
      ['::ffff:192.0.2.7', '192.0.2.7'],
      ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
      ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
      ['2001:db8::1', '2001:db8:0:0::/64'],
      ['fe80::1%eth0', 'fe80:0:0:0::/64'],
      ['::1', '0:0:0:0::/64'],
      ['192.0.2.7:51234', '192.0.2.7'],
      ['::ffff:c000:207', '192.0.2.7'],
      ['[::ffff:192.0.2.7]:443', '192.0.2.7'],
      ['[2001:db8:1:2::9]:51234', '2001:db8:1:2::/64'],
      ['[2001:db8:1:2::9]', '2001:db8:1:2::/64'],
      ['2001:db8:1:2::192.0.2.7', '2001:db8:1:2::/64'],
      [' 192.0.2.7 ', '192.0.2.7'],
      ['', 'unknown'],
      ['unknown', 'unknown'],
      ['192.0.2.7:51234:1', 'unknown'],
      ["' OR 1=1", 'unknown'],
    ] as const) {
      expect(networkOf(address), address).to.equal(key);
    }
  });
});
