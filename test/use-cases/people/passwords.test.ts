import { expect } from 'chai';
import type { InvalidInputError } from '../../../src/errors.ts';
import { checkPassword, hashPassword, verifyPassword } from '../../../src/use-cases/people/passwords.ts';

const owner = { username: 'ravi.kumar.1', email: 'ravi.kumar@alphalab.example' };

function refusal(password: string): string | undefined {
  try {
    checkPassword(password, owner);
    return undefined;
  } catch (error) {
    return (error as InvalidInputError).fields.password;
  }
}

describe('passwords', () => {
  it('accepts a long sentence and exactly 72 bytes', () => {
    expect(refusal('a sentence nobody says')).to.equal(undefined);
    expect(refusal('xyz1'.repeat(18))).to.equal(undefined);
  });

  it('says what is wrong with a weak or over-long one', () => {
    expect(refusal('nine chars'.slice(0, 9))).to.match(/at least 10 characters/);
    expect(refusal(`${'xyz1'.repeat(18)}a`)).to.match(/at most 72 bytes/);
    expect(refusal('ä'.repeat(37))).to.match(/at most 72 bytes/);
    expect(refusal('Ravi.Kumar.1')).to.match(/username or the e-mail/);
    expect(refusal('RAVI.kumar@alphalab.example')).to.match(/username or the e-mail/);
    expect(refusal('password123')).to.match(/too common/);
    expect(refusal('Qwertyuiop')).to.match(/too common/);
    expect(refusal('aaaaaaaaaaaa')).to.match(/too common/);
  });

  it('verifies the right password only, and none where there is no usable hash', async () => {
    const hash = await hashPassword('a sentence nobody says');
    expect(await verifyPassword('a sentence nobody says', hash)).to.equal(true);
    expect(await verifyPassword('a sentence nobody said', hash)).to.equal(false);
    expect(await verifyPassword('', '')).to.equal(false);
    expect(await verifyPassword('a sentence nobody says', undefined)).to.equal(false);
    expect(await verifyPassword('nobody has this password', undefined)).to.equal(false);
  });

  it('does not accept what bcrypt would have cut off', async () => {
    const long = 'xyz1'.repeat(18);
    expect(await verifyPassword(`${long}more`, await hashPassword(long))).to.equal(false);
  });
});
