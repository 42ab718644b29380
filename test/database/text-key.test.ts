import { expect } from 'chai';
import { hasInvisible, plainLetters, saysSomething, textKey, visible } from '../../src/database/text-key.ts';

const SAME: readonly (readonly [string, string])[] = [
  ['ravi', 'RAVI'],
  ['jürgen', 'JÜRGEN'],
  ['jürgen', 'JU\u0308rgen'],
  ['Straße', 'STRASSE'],
  ['Straße', 'STRAẞE'],
  ['ΟΔΟΣ', 'οδος'],
  ['ΟΔΟΣ', 'οδοσ'],
  ['ﬁnance', 'FINANCE'],
  ['İzmir', 'i\u0307zmir'],
  ['\u212a1', 'k1'],
  ['ꭰ', 'Ꭰ'],
  ['In Progress', ' in  \t progress\n'],
  ['In Progress', 'In\u00a0\u3000Progress'],
  ['In Progress', '\u2800In\u2003Progress'],
  ['Finance', 'Fi\u200bna\u00adnce\ufeff'],
  ['Finance', '\u202eFinance\u2066'],
  ['Finance', 'Finance\u3164'],
  ['Finance', 'Fin\u0007ance'],
  ['', ' \u200b\u2060 '],
];

const OTHER: readonly (readonly [string, string])[] = [
  ['ravi', 'rávi'],
  ['hada', 'håda'],
  ['ハハ', 'パパ'],
  ['カ', 'か'],
  ['は', 'ば'],
  ['ısı', 'isi'],
  ['In Progress', 'InProgress'],
  ['AL-1', 'AL1'],
  ['Ａ', 'A'],
  ['😀', '😁'],
];

describe('the key of a text', () => {
  for (const [one, other] of SAME) {
    it(`takes ${JSON.stringify(one)} and ${JSON.stringify(other)} as the same`, () => {
      expect(textKey(one)).to.equal(textKey(other));
    });
  }

  for (const [one, other] of OTHER) {
    it(`tells ${JSON.stringify(one)} from ${JSON.stringify(other)}`, () => {
      expect(textKey(one)).not.to.equal(textKey(other));
    });
  }

  it('stays itself when it is made once more, and is at most three times as long', () => {
    for (let code = 0; code <= 0x1ffff; code += 1) {
      const letter = String.fromCodePoint(code);
      const key = textKey(`a${letter}a`);
      const same = textKey(key) === key && key.length <= 3 * letter.normalize('NFC').length + 2;
      if (!same) expect.fail(`U+${code.toString(16)}`);
    }
  });

  it('knows what shows nothing, and leaves what does', () => {
    expect(visible('A\u200bL\u00ad-7')).to.equal('AL-7');
    for (const text of ['a\u200b', 'a\0', '\u2060', 'a\u007f']) expect(hasInvisible(text)).to.equal(true);
    for (const text of ['a b', 'é', 'e\u0301', 'カ', 'अ', '']) expect(hasInvisible(text)).to.equal(false);
    expect(plainLetters('ｒｏｓａ')).to.equal('rosa');
  });

  it('is empty for the texts alone that say nothing', () => {
    const letters = Array.from({ length: 0x3000 }, (_, code) => String.fromCodePoint(code));
    const odd = ['\ud800', '\ufff9', '\u{e0001}', '\u{1f600}', '\u3164', ' \u2800\u0007\u200b', ''];
    const wrong = [...letters, ...odd].filter((text) => saysSomething(text) !== (textKey(text) !== ''));
    expect(wrong).to.deep.equal([]);
  });
});
