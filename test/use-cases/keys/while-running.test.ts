import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { Op } from 'sequelize';
import { asOf } from '../../../src/database/present-moment.ts';
import { decryptSecret } from '../../../src/database/stored-secret.ts';
import { EventSeal } from '../../../src/models/event-seal.ts';
import { JournalEvent } from '../../../src/models/journal-event.ts';
import { UsedKey } from '../../../src/models/used-key.ts';
import { Webhook } from '../../../src/models/webhook.ts';
import { operator } from '../../../src/policies/actor.ts';
import { sealEvents } from '../../../src/use-cases/journal/seal-events.ts';
import { verifyJournal } from '../../../src/use-cases/journal/verify-journal.ts';
import { takeKey } from '../../../src/use-cases/keys/take-key.ts';
import { createWebhook } from '../../../src/use-cases/webhooks/create-webhook.ts';
import { buildEvents } from '../../factories/events.ts';
import { buildCast, type Cast } from '../../factories/people.ts';
import { signIn } from '../../support/app.ts';
import { newFolder, removeFolders } from '../../support/archives.ts';
import { Client } from '../../support/client.ts';
import { testEnvironment } from '../../support/database.ts';
import { serverPlace } from '../../support/places.ts';
import { portalCommand, portalJson } from '../../support/portal-command.ts';
import { killLeftOvers, startPortal, stopped } from '../../support/portal-process.ts';
import { program } from '../../support/program.ts';
import { leaveKeys, NEW_KEY, newAfterOld, newAlone, OLD_KEY, oldAlone } from '../../support/secret-keys.ts';
import { startReceiver } from '../../support/webhook-receiver.ts';

const LIMIT_MS = 180_000;
/** What a process is told at each step, on several machines. */
const ANNOUNCED = { SECRET_KEY: OLD_KEY, SECRET_KEY_NEXT: NEW_KEY };
const CHANGED = { SECRET_KEY: NEW_KEY, SECRET_KEY_PREVIOUS: OLD_KEY };

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + LIMIT_MS; !(await isSo()); await delay(20))
    if (Date.now() > end) throw new Error('it never became so');
}

/** Files complaints at a portal until it is told to end; each has to be taken. */
function filing(url: string, typeId: number) {
  const over = new AbortController();
  let filed = 0;
  const done = (async () => {
    const client = await signIn(new Client(url), 'rosa');
    while (!over.signal.aborted) {
      const answer = await client.post('/complaints', {
        title: `Filed ${filed}`,
        description: 'Meanwhile',
        typeId: String(typeId),
        urgency: 'low',
      });
      expect(answer.status, answer.text.slice(0, 500)).to.equal(303);
      filed += 1;
      // Others have to come to write as well.
      await delay(50);
    }
    return filed;
  })();
  return { filed: () => filed, end: () => (over.abort(), done) };
}

describe('changing the secret key while the portal runs', function suite() {
  this.timeout(600_000);
  let cast: Cast;
  before(oldAlone);
  after(async () => {
    killLeftOvers();
    removeFolders();
    await leaveKeys();
  });
  beforeEach(async () => {
    oldAlone();
    cast = await buildCast();
  });

  const settings = (env: Record<string, string>) => ({
    ...testEnvironment,
    ...env,
    FILINGS_PER_HOUR: '0',
    WEBHOOKS_PRIVATE: 'on',
  });

  it('goes through killed in the middle, with processes of both keys, and everything can be read and proven', async () => {
    const receiver = await startReceiver();
    await takeKey();
    const { webhook, secret } = await createWebhook(cast.asha, {
      name: 'Chat',
      url: receiver.url,
      events: ['complaint.filed'],
    });
    await buildEvents(4000);
    await asOf(new Date(Date.now() + 60_000), () => sealEvents());
    const { hash } = await verifyJournal(operator);
    const typeId = 1;
    const former = startPortal(settings(ANNOUNCED));
    const present = startPortal(settings(CHANGED));
    const both = [await former.url, await present.url].map((url) => filing(url ?? '', typeId));
    await until(async () => both.every((one) => one.filed() > 1) && receiver.received.length > 0);
    await both[0]?.end();
    await stopped(former);
    const rotating = spawn(process.execPath, [...program('cli/index'), 'rotate-key'], {
      env: { PATH: process.env.PATH, ...settings(CHANGED) },
    });
    const ended = once(rotating, 'exit');
    await until(async () => (await EventSeal.count({ where: { formerHashes: { [Op.ne]: null } } })) > 0);
    rotating.kill('SIGKILL');
    await ended;
    expect(rotating.signalCode).to.equal('SIGKILL');
    expect(await UsedKey.count({ where: { retiredAt: null } }), 'in the middle').to.equal(2);
    newAfterOld();
    expect(await verifyJournal(operator, hash ?? '')).to.include({ whole: true });
    const warned = (await portalJson(['check'], { env: settings(CHANGED) })).document.results as object[];
    expect(warned.find((one) => 'name' in one && one.name === 'secret-key')).to.include({ level: 'warning' });
    const again = await portalJson(['rotate-key'], { env: settings(CHANGED) });
    expect(again.document).to.deep.include({ isDone: true, faults: 0, unreadable: 0 });
    const told = receiver.received.length;
    await until(() => Promise.resolve(receiver.received.length > told));
    expect(await both[1]?.end()).to.be.greaterThan(1);
    await stopped(present);
    newAlone();
    expect(await verifyJournal(operator, hash ?? '')).to.include({ whole: true });
    const stored = await Webhook.findByPk(webhook.id, { rejectOnEmpty: true });
    expect(decryptSecret(stored.secret, 'webhook')).to.equal(secret);
    expect(receiver.received.every(({ headers }) => headers['webhook-signature'] !== undefined)).to.equal(
      true,
    );
    const first = (await JournalEvent.min<number, JournalEvent>('id')) ?? 0;
    await JournalEvent.update({ actorName: 'Nobody' }, { where: { id: first } });
    const altered = await portalJson(['audit', 'verify'], { env: settings({ SECRET_KEY: NEW_KEY }) });
    expect(altered.code).to.equal(3);
    expect((altered.document.problems as object[])[0]).to.include({ fault: 'event altered', number: first });
    await receiver.close();
  });

  it('starts no process that does not know the keys, and no command', async () => {
    await takeKey();
    const wrong = settings({ SECRET_KEY: NEW_KEY });
    const portal = startPortal(wrong);
    expect(await portal.url).to.equal(undefined);
    expect(portal.stderr()).to.match(/^This database was written with a SECRET_KEY that is not known here/);
    const command = await portalCommand(['setup-groups'], { env: wrong });
    expect([command.code, command.stderr]).to.deep.equal([1, `error: ${portal.stderr()}`]);
    const checked = (await portalJson(['check'], { env: wrong })).document.results as { name: string }[];
    expect(checked.find(({ name }) => name === 'secret-key')).to.include({ level: 'problem' });
    const early = await portalCommand(['rotate-key'], { env: settings(ANNOUNCED) });
    expect([early.code, early.stderr]).to.satisfy(
      ([code, text]: [number, string]) => code === 2 && text.includes('SECRET_KEY_NEXT is set'),
    );
    const none = await portalCommand(['rotate-key']);
    expect([none.code, none.stdout]).to.satisfy(
      ([code, text]: [number, string]) => code === 0 && text.startsWith('Nothing goes by a former key.'),
    );
  });

  it('restores a backup from before with the former key, and changes it there as well', async () => {
    await takeKey();
    const path = join(newFolder(), 'old.zip');
    expect((await portalCommand(['backup', path])).code).to.equal(0);
    const place = await serverPlace();
    const refused = await portalCommand(['restore', path], { env: { ...place, SECRET_KEY: NEW_KEY } });
    expect([refused.code, refused.stderr.includes('SECRET_KEY_PREVIOUS')]).to.deep.equal([1, true]);
    const known = { ...place, ...CHANGED };
    expect((await portalJson(['restore', path], { env: known })).document).to.include({ sameKey: true });
    expect((await portalJson(['rotate-key'], { env: known })).document).to.include({ isDone: true });
    const alone = { ...place, SECRET_KEY: NEW_KEY };
    expect((await portalJson(['audit', 'verify'], { env: alone })).document).to.include({ whole: true });
    const other = await serverPlace();
    const lost = { ...other, SECRET_KEY: 'quite another key than all of these, long enough' };
    expect((await portalCommand(['restore', path, '--other-key'], { env: lost })).code).to.equal(0);
    expect((await portalCommand(['setup-groups'], { env: lost })).code).to.equal(0);
  });
});
