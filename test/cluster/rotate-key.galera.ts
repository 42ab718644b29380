import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { inTransaction } from '../../src/database/transaction.ts';
import { decryptSecret, encryptSecret } from '../../src/database/stored-secret.ts';
import { SecondFactor } from '../../src/models/second-factor.ts';
import { Webhook } from '../../src/models/webhook.ts';
import { operator } from '../../src/policies/actor.ts';
import { verifyJournal } from '../../src/use-cases/journal/verify-journal.ts';
import { takeKey } from '../../src/use-cases/keys/take-key.ts';
import { drawSecret } from '../../src/use-cases/second-factor/one-time-codes.ts';
import { secretPurpose } from '../../src/use-cases/second-factor/stored-factor.ts';
import { createWebhook } from '../../src/use-cases/webhooks/create-webhook.ts';
import { buildEvents } from '../factories/events.ts';
import { buildCast, buildUser, PASSWORD } from '../factories/people.ts';
import { Client } from '../support/client.ts';
import { testEnvironment } from '../support/database.ts';
import { sharedGalera, type GaleraNode } from '../support/galera.ts';
import { byHand } from '../support/journal-watch.ts';
import { portalJson } from '../support/portal-command.ts';
import { killLeftOvers, startPortal } from '../support/portal-process.ts';
import { Phone } from '../support/second-factor.ts';
import { leaveKeys, NEW_KEY, newAlone, OLD_KEY, oldAlone } from '../support/secret-keys.ts';

const PEOPLE = 4;
const CHANGED = { SECRET_KEY: NEW_KEY, SECRET_KEY_PREVIOUS: OLD_KEY };

describe('changing the secret key at one node of a cluster', function suite() {
  this.timeout(180_000);
  let nodes: readonly GaleraNode[];
  let files: string;
  before(async () => {
    ({ nodes } = await sharedGalera());
    files = mkdtempSync(join(tmpdir(), 'portal-rotate-key-'));
  });
  after(async () => {
    killLeftOvers();
    rmSync(files, { recursive: true, force: true });
    await leaveKeys();
  });

  /** People with an app each, whose secrets the old key encrypted. */
  async function peopleWithApps(): Promise<Map<string, Phone>> {
    const phones = new Map<string, Phone>();
    for (let number = 0; number < PEOPLE; number += 1) {
      const { id: userId, username } = await buildUser({ username: `phone${number}` });
      const secret = drawSecret();
      const stored = encryptSecret(secret, secretPurpose(userId));
      await byHand(() =>
        SecondFactor.create({ userId, name: 'App', secret: stored, confirmedAt: new Date() }),
      );
      phones.set(username, new Phone(secret));
    }
    return phones;
  }

  const settings = (node: number) => ({
    ...testEnvironment,
    ...CHANGED,
    DATABASE_URL: nodes[node]?.url ?? '',
    DATA_DIR: join(files, String(node)),
    WORKER: 'off',
  });

  it('leaves whole what a portal at another one reads and writes at that moment', async () => {
    oldAlone();
    const { asha } = await buildCast();
    await takeKey();
    const phones = await peopleWithApps();
    const { webhook, secret } = await createWebhook(asha, {
      name: 'Chat',
      url: 'https://chat.example/hooks/1',
      events: ['complaint.filed'],
    });
    await buildEvents(600);
    const portal = startPortal(settings(0));
    const url = (await portal.url) ?? expect.fail(portal.stderr());
    const rotating = { isOver: false };
    const rotated = portalJson(['rotate-key'], { env: settings(1) }).finally(() => (rotating.isOver = true));
    const entering = [...phones].map(async ([username, phone]) => {
      for (let times = 0; times === 0 || !rotating.isOver; times += 1) {
        // Begins anew where another node wrote the same meanwhile.
        await byHand(() =>
          inTransaction(() => SecondFactor.update({ lastStep: null }, { where: { name: 'App' } })),
        );
        const client = new Client(url);
        await client.post('/login', { username, password: PASSWORD });
        const answer = await client.post('/login/second', { code: phone.code() });
        // Once it was used, another node may not know yet that it may be used again; never is it unreadable.
        expect(answer.status, answer.text.slice(0, 300)).to.be.oneOf(times === 0 ? [303] : [303, 422, 429]);
        await delay(20);
      }
    });
    await Promise.all(entering);
    expect((await rotated).document).to.deep.include({ isDone: true, faults: 0, unreadable: 0 });
    portal.child.kill('SIGTERM');
    await portal.ended;
    newAlone();
    expect(await verifyJournal(operator)).to.include({ whole: true });
    const stored = await Webhook.findByPk(webhook.id, { rejectOnEmpty: true });
    expect(decryptSecret(stored.secret, 'webhook')).to.equal(secret);
    for (const { userId, secret: now } of await SecondFactor.findAll())
      expect([...phones.values()].map((phone) => phone.secret)).to.include(
        decryptSecret(now, secretPurpose(userId)),
      );
  });
});
