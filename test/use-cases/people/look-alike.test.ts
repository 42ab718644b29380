import { expect } from 'chai';
import { User } from '../../../src/models/user.ts';
import type { Person } from '../../../src/policies/actor.ts';
import { createUser } from '../../../src/use-cases/people/create-user.ts';
import { sharedEmailNote } from '../../../src/use-cases/people/refuse-confusion.ts';
import { updateUser } from '../../../src/use-cases/people/update-user.ts';
import { buildActor, buildUser } from '../../factories/people.ts';
import { refusal } from '../../support/refusal.ts';

/** Somebody's name, and another's that looks the same. */
const ALIKE: readonly (readonly [string, string])[] = [
  ['coco', 'сосо'],
  ['COCO', 'СОСО'],
  ['сосо', 'coco'],
  ['оро', 'ορο'],
  ['hope', 'һоре'],
  ['IBM', 'ІВМ'],
  ['ivo1', 'ӏѵо1'],
  ['1vol', 'ӏѵоӏ'],
  ['ӏѵоӏ', 'ivo1'],
  ['admin', 'ꓮꓓꓟꓲꓠ'],
  ['ꓮꓓꓟꓲꓠ', 'admin'],
  ['anita', 'ꓮꓠꓲꓔꓮ'],
  ['sos', '𐐠𐐄𐐠'],
  ['vikram', 'vıkram'],
  ['jonas', 'jonɑs'],
  ['lucia', 'lucɩa'],
  ['lucia', 'luᴄia'],
  ['rosa', 'ʀᴏꜱᴀ'],
  ['tom', 'том'],
  ['isi', 'ısı'],
  ['lo', 'ߊ߀'],
];

const APART: readonly (readonly [string, string])[] = [
  ['ravi1', 'ravil'],
  ['rO', 'r0'],
  ['ravi', 'rávi'],
  ['corner', 'comer'],
  ['иван', 'ivan'],
  ['रवि', 'ravi'],
  ['さくら', 'サクラ'],
  ['1vo', 'lvo'],
  ['0tto', 'otto'],
  ['straße', 'strase'],
  ['jæger', 'jaeger'],
  ['søren', 'soren'],
  ['אבי', 'avi'],
];

/** Letters that no text of the name's own language has, within one word. */
const MIXED_WITHIN = [
  'j𐐬nas',
  'j𐓪nas',
  'jഠnas',
  'jסnas',
  'danieا',
  'danieᒪ',
  'danieⵏ',
  'danieߊ',
  'j੦nas',
  'j၀nas',
  'jꓳnas',
  'kumar.j०nas',
  'раרא',
  'さくら한국',
];

const MIXED = ['rаvi', 'ravι', 'сocο', 'ԱA'];
const ONE_SCRIPT = [
  'иван',
  'ραβι',
  'रवि.kumar',
  '山田taro',
  'ravi.2',
  'jürgen',
  'サクラ3ー山田さんa',
  'kim김김',
  'ㄅㄆ山a',
  'محمد',
  'דוד',
  'சுப்ரமணியம்',
  'สมชาย',
  'ნინო',
  'đặng',
  'ŁUKASZ',
  'ólafur_þór',
  'ñandú-ß',
];

describe('a username that looks like another', () => {
  let asha: Person;
  beforeEach(async () => {
    asha = await buildActor({ username: 'zed', groups: ['Admin'] });
  });

  for (const [name, twin] of ALIKE) {
    it(`is refused with the reason: ${twin} beside ${name}`, async () => {
      await buildUser({ username: name, email: '' });
      const told = (await refusal(createUser(asha, { username: twin, password: 'a sentence nobody says' })))
        .fields;
      expect(told.username).to.equal(
        `This looks like the username “${name}” of somebody else, with other letters.`,
      );
      const other = await buildUser({ username: 'other', email: '' });
      expect((await refusal(updateUser(asha, other.id, { username: twin }))).fields).to.deep.equal(told);
    });
  }

  it('is another one where letters of one script differ', async () => {
    for (const [one, other] of APART) {
      await User.destroy({ where: { username: [one, other] } });
      await buildUser({ username: one, email: '' });
      const { id } = await buildUser({ email: '' });
      expect((await updateUser(asha, id, { username: other })).username).to.equal(other);
    }
  });

  it('mixes no scripts that look alike', async () => {
    const { id } = await buildUser({ email: '' });
    for (const username of MIXED) {
      const { fields } = await refusal(updateUser(asha, id, { username }));
      expect(fields.username, username).to.match(/^The username mixes .* letters, which look alike\./);
    }
    for (const username of MIXED_WITHIN) {
      const { fields } = await refusal(updateUser(asha, id, { username }));
      expect(fields.username, username).to.match(/^The username mixes .* and .* letters/);
    }
    for (const username of ONE_SCRIPT) await updateUser(asha, id, { username });
  });

  it('keeps its owner from nothing else, and may change its letter case', async () => {
    const old = await buildUser({ username: 'rаvi', email: '' });
    await updateUser(asha, old.id, { firstName: 'Ravi', email: 'ravi@x.example' });
    const { id } = await buildUser({ username: 'сосо', email: '' });
    expect((await updateUser(asha, id, { username: 'Сосо' })).username).to.equal('Сосо');
  });
});

describe('an e-mail address of several people', () => {
  it('is told when one of them is saved', async () => {
    const email = 'desk@alphalab.example';
    const first = await buildUser({ email, firstName: 'First' });
    expect(await sharedEmailNote(first.id)).to.equal(undefined);
    const second = await buildUser({ email: 'DESK@alphalab.example' });
    expect(await sharedEmailNote(second.id)).to.equal(
      'First has the same e-mail address, so it no longer signs anybody in: both use their usernames.',
    );
    await first.update({ isActive: false });
    expect(await sharedEmailNote(second.id)).to.equal(undefined);
    expect(await sharedEmailNote(first.id)).to.equal(undefined);
    for (const username of ['none', 'none2']) await buildUser({ username, email: '' });
    expect(await sharedEmailNote((await buildUser({ email: '' })).id)).to.equal(undefined);
  });
});
