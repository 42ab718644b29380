import bcrypt from 'bcrypt';
import { expect } from 'chai';
import type { InvalidInputError } from '../../../src/errors.ts';
import { inTurn } from '../../../src/use-cases/people/hash-queue.ts';
import { checkPassword } from '../../../src/use-cases/people/password-rules.ts';
import { hashPassword, verifyPassword } from '../../../src/use-cases/people/passwords.ts';
import { hashedAsInUse } from '../../support/cheap-hashes.ts';

const owner = { username: 'ravi.kumar.1', email: 'r2d2@alphalab.example' };

function refusal(password: string, of = owner): string | undefined {
  try {
    checkPassword(password, of);
    return undefined;
  } catch (error) {
    return (error as InvalidInputError).fields.password;
  }
}

const SHORT = /at least 12 characters/;
const OWN = /made of the username/;
const DIGITS = /digits alone/;
const COMMON = /too common/;
/** bcrypt would read no further than such a character. */
const UNUSABLE = /cannot be used/;
/** It stands where a letter was that came in another encoding. */
const UNREAD = /could not be read/;

const REFUSED: readonly (readonly [string, RegExp])[] = [
  ['eleven char', SHORT],
  ['\u200b'.repeat(40), SHORT],
  ['eleven char\u00ad\u2060', SHORT],
  [' '.repeat(40), SHORT],
  ['e\u0301'.repeat(11), SHORT],
  ['a sentence nobody\0 says', UNUSABLE],
  [`${'a sentence nobody says '.repeat(50)}\0`, UNUSABLE],
  ['a sent\ufffdnce nobody says', UNREAD],
  ['\ufeffa sentence nobody says', UNREAD],
  ['a sent\ud800nce nobody says', UNREAD],
  [`${'a sentence nobody says '.repeat(50)}\ufffd`, UNREAD],
  ['Ravi.Kumar.1', OWN],
  ['2024!RaviKumar', OWN],
  ['kumar kumar kumar', OWN],
  ['ｒａｖｉ12345678', OWN],
  ['R2D2@alphalab.example', OWN],
  ['r2d2-2024-2025', OWN],
  ['AlphaLab2026!!', OWN],
  ['AlphaLaboratory1', OWN],
  ['Portal-Complaint-1', OWN],
  ['admin12345678', OWN],
  ['PASSWORD 123456', OWN],
  ['493817264950', DIGITS],
  ['4938-1726-4950', DIGITS],
  ['٤٩٣٨١٧٢٦٤٩٥٠', DIGITS],
  ['+31205556677', DIGITS],
  ['493827160593!', DIGITS],
  ['49382+716=0593', DIGITS],
  ['$493827160593€', DIGITS],
  ['4\u{fe0f}\u{20e3}93827160593', DIGITS],
  ['aaaaaaaaaaaa', COMMON],
  ['abcabcabcabc', COMMON],
  ['ab12ab12ab12', COMMON],
  ['kx7-kx7-kx7-kx7', COMMON],
  ['jhq4wz9jhq4wz9', COMMON],
  ['qwertyuiop12', COMMON],
  ['!!dragon!!2024', COMMON],
  ['abcdefghijkl', COMMON],
  ['lkjihgfedcba', COMMON],
  ['123456789012a', COMMON],
  ['passw0rdpassw0rd', OWN],
  ['dr4gondr4gon', COMMON],
  ['monkeymonkey', COMMON],
  ['Alph4L4b2026', OWN],
  ['A1phaLab2026', OWN],
  ['ívaR123456789', OWN],
  ['rávi1234567890', OWN],
  ['rаvi1234567890', OWN],
  ['r4vir4vir4vi', OWN],
];

const ACCEPTED = [
  'a sentence nobody says',
  'xyz1 abc9 '.repeat(8),
  'xyz1 abc9 '.repeat(800),
  'ä-ö-ü-ß-é-è-ê-ë'.repeat(10),
  'the portal ravi kumar never saw',
  'kein Wort davon ist wahr',
  '今日はとてもいい天気ですね',
];

describe('passwords', () => {
  for (const [password, reason] of REFUSED) {
    it(`refuses ${JSON.stringify(password)}`, () => {
      expect(refusal(password)).to.match(reason);
    });
  }

  it('refuses the name with digits, whatever letters stand for a few of its own', () => {
    const hieronymus = { username: 'hieronymus', email: '' };
    const hidden = [
      'hıeronymus12',
      'ħieronymus12',
      'hiєronymus99',
      'HİERØNYMUS.1',
      '12ѕumynoɹeıh',
      'hıєronymus-portal',
    ];
    for (const password of hidden) expect(refusal(password, hieronymus), password).to.match(OWN);
    expect(refusal('pørtal-admın-2026')).to.match(OWN);
    // Half of it is another word.
    for (const password of ['иеронимус двенадцать', 'hıєяøпymus12', 'hieronymusß im gehäuse'])
      expect(refusal(password, hieronymus), password).to.equal(undefined);
  });

  it('accepts what is long and nobody’s name, in any script', () => {
    for (const password of ACCEPTED) expect(refusal(password), password.slice(0, 30)).to.equal(undefined);
    expect(refusal('correct horse', { username: 'x', email: '' })).to.equal(undefined);
  });

  it('looks at the longest in no time, whatever they are made of', () => {
    for (const password of [
      `abx${'1'.repeat(1_000_000)}zq`,
      '1'.repeat(1_000_000),
      'ﷺ'.repeat(300_000),
      'ravi'.repeat(250_000),
    ]) {
      // Of the processor, whatever else it does meanwhile; in microseconds.
      const begun = process.cpuUsage();
      refusal(password);
      expect(process.cpuUsage(begun).user, password.slice(0, 9)).to.be.lessThan(500_000);
    }
  });

  it('verifies the right password only, and none where there is no usable hash', async () => {
    const hash = await hashPassword('a sentence nobody says');
    expect(await verifyPassword('a sentence nobody says', hash)).to.equal(true);
    expect(await verifyPassword('a sentence nobody said', hash)).to.equal(false);
    for (const none of ['', undefined, '!', 'sha256$', 'sha256$$2']) {
      expect(await verifyPassword('', none)).to.equal(false);
    }
  });

  it('are hashed at a cost that keeps guessing slow', async () => {
    const hash = await hashedAsInUse(() => hashPassword('a sentence hashed as in use'));
    // OWASP's Password Storage Cheat Sheet asks at least 10.
    expect(bcrypt.getRounds(hash)).to.be.at.least(10);
  });

  it('tells long passwords apart that bcrypt would have cut, and knows them from their digest', async () => {
    const long = 'xyz1 abc9 '.repeat(8);
    const hash = await hashPassword(`${long}more`);
    expect(hash)
      .to.match(/^sha256\$\$2b\$/)
      .and.have.length.at.most(100);
    expect(await verifyPassword(`${long}more`, hash)).to.equal(true);
    expect(await verifyPassword(`${long}less`, hash)).to.equal(false);
    expect(await verifyPassword(long, hash)).to.equal(false);
    expect(await verifyPassword(`${long}more`, await hashPassword(long))).to.equal(false);
  });

  it('takes composed and decomposed letters as the same, and hashes from before as they were typed', async () => {
    const [composed, decomposed] = ['caf\u00e9 au lait noir', 'cafe\u0301 au lait noir'];
    const hash = await hashPassword(decomposed);
    expect(await verifyPassword(composed, hash)).to.equal(true);
    const old = await bcrypt.hash(decomposed, 4);
    expect(await verifyPassword(decomposed, old)).to.equal(true);
    expect(await verifyPassword(composed, old)).to.equal(false);
  });

  it('are worked out two at once, fifty wait in order, and more are told to come again', async () => {
    let running = 0;
    let most = 0;
    const done: number[] = [];
    const ends: (() => void)[] = [];
    const results = Array.from({ length: 55 }, (_, index) =>
      inTurn(async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise<void>((resolve) => ends.push(resolve));
        running -= 1;
        done.push(index);
        if (index === 1) throw new Error('its own failure');
      }).catch((error: Error) => error.message),
    );
    expect(await Promise.all(results.slice(52))).to.deep.equal(
      Array.from(
        { length: 3 },
        () => 'Many people are signing in at this moment. Please try again in a few seconds.',
      ),
    );
    while (done.length < 52) {
      ends.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await results[1], 'one’s failure is one’s own').to.equal('its own failure');
    expect(done).to.deep.equal(Array.from({ length: 52 }, (_, index) => index));
    expect(most).to.equal(2);
    expect(await inTurn(() => Promise.resolve('free again'))).to.equal('free again');
  });
});
