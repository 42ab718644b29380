import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { database } from '../../../src/database/connect.ts';
import { asOf } from '../../../src/database/present-moment.ts';
import { decryptSecret, encryptSecret } from '../../../src/database/stored-secret.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { erasedText } from '../../../src/journal/mark.ts';
import { record } from '../../../src/journal/record.ts';
import { replyAddress, readReplyAddress } from '../../../src/mail/reply-address.ts';
import { EventSeal } from '../../../src/models/event-seal.ts';
import { JournalEvent } from '../../../src/models/journal-event.ts';
import { SecondFactor } from '../../../src/models/second-factor.ts';
import { UsedKey } from '../../../src/models/used-key.ts';
import { Webhook } from '../../../src/models/webhook.ts';
import { operator } from '../../../src/policies/actor.ts';
import { pruneJournal } from '../../../src/use-cases/journal/prune-journal.ts';
import { sealEvents } from '../../../src/use-cases/journal/seal-events.ts';
import { verifyJournal } from '../../../src/use-cases/journal/verify-journal.ts';
import { giveUpLostKeys } from '../../../src/use-cases/keys/give-up-lost-keys.ts';
import { makeHead } from '../../../src/use-cases/keys/move-head-anew.ts';
import { rotateKeys } from '../../../src/use-cases/keys/rotate-keys.ts';
import { SECRET_COLUMNS } from '../../../src/use-cases/keys/secret-columns.ts';
import { secretPurpose } from '../../../src/use-cases/second-factor/stored-factor.ts';
import { takeKey } from '../../../src/use-cases/keys/take-key.ts';
import { answerOnce } from '../../../src/use-cases/tokens/answer-once.ts';
import { createWebhook } from '../../../src/use-cases/webhooks/create-webhook.ts';
import { buildEvents } from '../../factories/events.ts';
import { buildCast, type Cast } from '../../factories/people.ts';
import { journal } from '../../support/journal.ts';
import { byHand } from '../../support/journal-watch.ts';
import { refusal } from '../../support/refusal.ts';
import { leaveKeys, newAfterOld, newAlone, oldAlone } from '../../support/secret-keys.ts';

const HOOK = { name: 'Chat', url: 'https://chat.example/hooks/1', events: ['complaint.filed'] };
const sealLater = (ms = 60_000) => asOf(new Date(Date.now() + ms), () => sealEvents());
const sql = (text: string) => database().query(text);
const write = (name: string) =>
  inTransaction(() =>
    record({
      name: 'department.updated',
      by: { id: 7, name },
      subjectId: 1,
      details: { changes: { name: { from: null, to: name } } },
    }),
  );

async function faults(): Promise<string[]> {
  const { problems } = await verifyJournal(operator);
  return problems.map(({ fault, number }) => `${fault} ${number}`);
}

describe('changing the secret key', function suite() {
  this.timeout(240_000);
  let cast: Cast;
  after(leaveKeys);
  beforeEach(async () => {
    oldAlone();
    cast = await buildCast();
    await takeKey();
    await buildEvents(1100);
    await sealLater();
  });

  it('makes secrets, seals and marks go by the new one alone, and remembers the hashes of before', async () => {
    const { webhook, secret } = await createWebhook(cast.asha, HOOK);
    const userId = cast.elena.id;
    const factor = { userId, name: 'App', confirmedAt: new Date() };
    await byHand(() =>
      SecondFactor.create({ ...factor, secret: encryptSecret('ABC', secretPurpose(userId)) }),
    );
    await pruneJournal(operator, new Date(Date.now() - 3_500_000));
    const { hash } = await verifyJournal(operator);
    await write('Not sealed yet');
    newAfterOld();
    await takeKey();
    expect(await journal({ name: 'secret_key.changed' })).to.have.length(1);
    expect(await verifyJournal(operator), 'both are known').to.include({ whole: true });
    const tried = await rotateKeys(operator, { dryRun: true });
    expect(tried).to.include({ isDone: false });
    expect(tried.found.secrets).to.equal(2);
    const rotated = await rotateKeys(operator);
    expect(rotated).to.deep.include({ isDone: true, faults: 0, unreadable: 0, found: tried.found });
    expect(rotated.left).to.deep.equal({ secrets: 0, seals: 0, events: 0 });
    newAlone();
    await takeKey();
    expect(await verifyJournal(operator, hash ?? '')).to.include({ whole: true });
    const stored = await Webhook.findByPk(webhook.id, { rejectOnEmpty: true });
    expect(decryptSecret(stored.secret, 'webhook')).to.equal(secret);
    expect(stored.version).to.equal(webhook.version);
    const app = await SecondFactor.findOne({ where: { userId }, rejectOnEmpty: true });
    expect(decryptSecret(app.secret, secretPurpose(userId))).to.equal('ABC');
    expect(await journal({ name: 'secret_key.retired' })).to.have.length(1);
    await write('Goes on');
    await sealLater(120_000);
    expect(await verifyJournal(operator)).to.include({ whole: true });
  });

  it('does nothing a second time, and all of it once more with a third key', async () => {
    newAfterOld();
    await takeKey();
    await rotateKeys(operator);
    const seals = await EventSeal.findAll({ raw: true, order: ['id'] });
    expect((await rotateKeys(operator)).found).to.deep.equal({ secrets: 0, seals: 0, events: 0 });
    const again = await EventSeal.findAll({ raw: true, order: ['id'] });
    expect(again.slice(1)).to.deep.equal(seals.slice(1));
  });

  it('refuses a journal that is not whole, and launders nothing where it is told to go on', async () => {
    const { id: doubled, ...copied } = await JournalEvent.findOne({ raw: true, rejectOnEmpty: true });
    await JournalEvent.create(copied);
    await sql(`UPDATE events SET subject_id = 99 WHERE id = ${doubled + 3}`);
    await sql(`DELETE FROM events WHERE id = ${doubled + 5}`);
    await sql('UPDATE event_seals SET event_count = 3 WHERE sequence = 2');
    await write('Soon to be forged');
    await sql(`UPDATE events SET actor_name = 'Somebody else' WHERE actor_name = 'Soon to be forged'`);
    const before = await faults();
    expect(before)
      .to.include(`event altered ${doubled + 3}`)
      .and.to.include('seal altered 2');
    newAfterOld();
    await takeKey();
    expect((await refusal(rotateKeys(operator))).message).to.match(/not whole/);
    expect(await EventSeal.count({ where: { formerHashes: null } })).to.equal(await EventSeal.count());
    const rotated = await rotateKeys(operator, { despiteFaults: true });
    expect(rotated).to.include({ isDone: true, faults: before.length });
    newAlone();
    expect(await faults()).to.deep.equal(before);
  });

  for (const [what, statement, fault] of [
    ['an event', 'UPDATE events SET subject_id = 99 WHERE id = :id', 'event altered'],
    ['a mark', "UPDATE events SET mark = CONCAT('x', mark) WHERE id = :id", 'event altered'],
    ['a seal', 'UPDATE event_seals SET last_event_id = 1 WHERE sequence = 1', 'seal altered'],
    ['a former hash', "UPDATE event_seals SET former_hashes = '0' WHERE sequence = 1", 'seal altered'],
    ['which key a seal has', "UPDATE event_seals SET key_id = 'x' WHERE sequence = 1", undefined],
  ] as const)
    it(`leaves it found when ${what} is altered afterwards, though the former key is gone`, async () => {
      newAfterOld();
      await takeKey();
      await rotateKeys(operator);
      newAlone();
      const first = await JournalEvent.min<number, JournalEvent>('id');
      await sql(
        statement.replace(':id', String(first)).replace("CONCAT('x', mark)", "REPLACE(mark, '.', 'x.')"),
      );
      const found = await faults();
      expect(found.map((one) => one.replace(/ \d+$/, ''))).to.deep.equal(fault === undefined ? [] : [fault]);
    });

  it('takes nothing that the former key signs any more', async () => {
    newAfterOld();
    await takeKey();
    await rotateKeys(operator);
    oldAlone();
    const forged = await write('By whoever has the old key');
    newAlone();
    expect(await faults()).to.deep.equal([`event altered ${forged}`]);
  });

  it('keeps erased texts erased, hidden from the former key as well, and lets more be erased at any time', async () => {
    const [event] = await JournalEvent.findAll({ limit: 1, order: ['id'] });
    const before = erasedText(event!, 'actorName', event!.actorName);
    await event!.update({ actorName: before });
    newAfterOld();
    await takeKey();
    // Not made anew yet: what is erased now goes by the mark that the event has.
    const [, second] = await JournalEvent.findAll({ limit: 2, order: ['id'] });
    await second!.update({ address: erasedText(second!, 'address', second!.address ?? '') });
    expect(await verifyJournal(operator)).to.include({ whole: true, erased: 2 });
    await rotateKeys(operator);
    newAlone();
    expect(await verifyJournal(operator)).to.include({ whole: true, erased: 2 });
    await event!.reload();
    expect(event!.actorName)
      .to.match(/^erased:/)
      .and.not.to.equal(before);
    await event!.update({ address: erasedText(event!, 'address', event!.address ?? '') });
    expect(await verifyJournal(operator)).to.include({ whole: true });
  });

  it('takes events from before there were marks', async () => {
    await EventSeal.destroy({ where: {} });
    await sql('UPDATE events SET mark = NULL');
    await sealLater(120_000);
    const [event] = await JournalEvent.findAll({ limit: 1, order: ['id'] });
    newAfterOld();
    await event!.update({ actorName: erasedText(event!, 'actorName', event!.actorName) });
    expect(await verifyJournal(operator)).to.include({ whole: true });
    await takeKey();
    expect(await rotateKeys(operator)).to.include({ isDone: true });
    newAlone();
    expect(await verifyJournal(operator)).to.include({ whole: true, erased: 1 });
    expect(await JournalEvent.count({ where: { mark: null } })).to.equal(0);
  });

  it('broken off after any stretch proves all by both, and goes on', async () => {
    newAfterOld();
    await takeKey();
    const stop = new AbortController();
    const tell = () => stop.abort(new Error('enough'));
    const end = await rotateKeys(operator, { tell, signal: stop.signal }).catch(
      (error: Error) => error.message,
    );
    expect(end).to.equal('enough');
    expect(await UsedKey.count({ where: { retiredAt: null } })).to.equal(2);
    expect(await verifyJournal(operator)).to.include({ whole: true });
    await write('Meanwhile');
    await sealLater(120_000);
    expect(await verifyJournal(operator)).to.include({ whole: true });
    expect(await rotateKeys(operator)).to.include({ isDone: true });
    newAlone();
    expect(await verifyJournal(operator)).to.include({ whole: true });
  });

  it('goes on while others write, seal and prove the journal, and nothing is taken for altered', async () => {
    newAfterOld();
    await takeKey();
    const over = new AbortController();
    const busy = async (work: () => Promise<unknown>) => {
      while (!over.signal.aborted) await work();
    };
    let later = 60_000;
    const others = [
      busy(() => write('Busy')),
      busy(() => sealLater((later += 1000))),
      busy(async () => expect(await faults()).to.deep.equal([])),
    ];
    const rotated = await rotateKeys(operator).finally(() => over.abort());
    await Promise.all(others);
    expect(rotated.isDone).to.equal(true);
    newAlone();
    expect(await faults()).to.deep.equal([]);
  });

  it('lets mails and repeated requests from before be known while the former key is', async () => {
    const address = replyAddress({ complaintId: 1, personId: 2 }, 'it@alphalab.example');
    const person = { id: cast.rosa.id } as Parameters<typeof answerOnce>[0];
    const sent = { key: 'k-1', content: { title: 'x' } };
    const ask = () => answerOnce(person, sent, () => Promise.resolve({ made: 1 }));
    expect(await ask()).to.include({ isRepeated: false });
    newAfterOld();
    await takeKey();
    await rotateKeys(operator);
    expect(readReplyAddress(address)).to.deep.equal({ complaintId: 1, personId: 2 });
    expect(await ask()).to.include({ isRepeated: true });
    newAlone();
    expect(readReplyAddress(address)).to.equal('forged');
  });

  it('is taken once by several that begin at the same moment, each in the transaction of its first event', async () => {
    newAfterOld();
    const names = ['Anna', 'Bela', 'Cleo', 'Dora', 'Emil', 'Fred'];
    await Promise.all(names.map((name) => inTransaction(() => takeKey().then(() => write(name)))));
    expect(await UsedKey.count()).to.equal(2);
    expect(await journal({ name: 'secret_key.changed' })).to.have.length(1);
    expect(await faults()).to.deep.equal([]);
  });

  it('is taken once by several that looked at the same moment and take it one after another', async () => {
    newAfterOld();
    await Promise.all([takeKey(), takeKey(), takeKey()]);
    expect(await UsedKey.count()).to.equal(2);
    expect(await journal({ name: 'secret_key.changed' })).to.have.length(1);
  });

  it('makes the end of the chain once where several are at it', async () => {
    await byHand(() => EventSeal.destroy({ where: {} }));
    await Promise.all(Array.from({ length: 4 }, () => makeHead()));
    expect(await EventSeal.count()).to.equal(1);
  });

  it('is refused at the start with a key that is not known, unless that one is given up', async () => {
    newAlone();
    expect((await refusal(takeKey())).message).to.match(
      /not known here \([\da-f]{12}\).*SECRET_KEY_PREVIOUS/s,
    );
    newAfterOld();
    await takeKey();
    oldAlone();
    expect((await refusal(takeKey())).message, 'the new one is in use').to.match(/SECRET_KEY_NEXT/);
    newAlone();
    expect((await refusal(takeKey())).message, 'not everything goes by it').to.match(/not known here/);
    expect(await giveUpLostKeys(operator)).to.have.length(1);
    await takeKey();
    await UsedKey.destroy({ where: {} });
    expect((await refusal(takeKey())).message, 'by the seals alone').to.match(/not known here/);
  });

  it('knows every place where secrets are stored', () => {
    const root = join(import.meta.dirname, '../../../src');
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
    const used = files
      .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('stored-secret.ts'))
      .flatMap((name) =>
        [...readFileSync(join(root, name), 'utf8').matchAll(/encryptSecret\(.+, (\w+)(\([\w.]+\))?\)/g)].map(
          ([, purpose = '']) => purpose,
        ),
      );
    // Those of a form that is open for minutes, and of whoever encrypts anew.
    const purposes = used.filter((purpose) => !['purposeOf', 'purpose'].includes(purpose));
    expect(new Set(purposes).size).to.be.at.least(3);
    const source = readFileSync(join(root, 'use-cases/keys/secret-columns.ts'), 'utf8');
    for (const purpose of purposes) expect(source).to.match(new RegExp(`=> ${purpose}\\b`));
    expect(SECRET_COLUMNS.length).to.be.at.least(new Set(purposes).size);
  });
});
