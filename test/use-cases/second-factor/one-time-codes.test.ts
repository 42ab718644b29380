import { expect } from 'chai';
import { Secret, TOTP } from 'otpauth';
import { appAddress, drawSecret, stepOf } from '../../../src/use-cases/second-factor/one-time-codes.ts';

/** In the middle of a step, so that a moment more or less makes no other one. */
const STEP = 59_000_000;
const NOW = new Date(STEP * 30_000 + 15_000);

describe('one-time codes', () => {
  const secret = drawSecret();
  const codeOf = (step: number) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: step * 30_000 });

  it('are those of RFC 6238', () => {
    const known = Secret.fromLatin1('12345678901234567890').base32;
    // Its table has eight digits, of which these are the last six.
    for (const [seconds, code] of [
      [59, '287082'],
      [1_111_111_109, '081804'],
      [2_000_000_000, '279037'],
    ] as const) {
      expect(stepOf(known, code, new Date(seconds * 1000)), code).to.equal(Math.floor(seconds / 30));
    }
  });

  it('count for one step before and after, and tell of which step they are', () => {
    for (const apart of [-1, 0, 1]) expect(stepOf(secret, codeOf(STEP + apart), NOW)).to.equal(STEP + apart);
    for (const apart of [-3, -2, 2, 3]) expect(stepOf(secret, codeOf(STEP + apart), NOW)).to.equal(undefined);
  });

  it('are read as people type them, and nothing else is', () => {
    const code = codeOf(STEP);
    const wide = code.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    for (const typed of [` ${code} `, `${code.slice(0, 3)} ${code.slice(3)}`, code.split('').join('-'), wide])
      expect(stepOf(secret, typed, NOW), typed).to.equal(STEP);
    for (const typed of ['', code.slice(1), `${code}0`, `${code.slice(0, 5)}x`, '-1', '1e5', `0x${code}`])
      expect(stepOf(secret, typed, NOW), typed).to.equal(undefined);
  });

  it('are set up by an address that apps read, whatever the name is', () => {
    const address = new URL(appAddress(secret, 'rosa & co/ü'));
    expect(address.protocol).to.equal('otpauth:');
    expect(address.searchParams.get('secret')).to.equal(secret);
    expect(secret).to.match(/^[A-Z2-7]{32}$/);
  });
});
