import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { Attachment } from '../src/models/attachment.ts';
import { Complaint } from '../src/models/complaint.ts';
import { ComplaintType } from '../src/models/complaint-type.ts';
import { StatusChange } from '../src/models/status-change.ts';
import { receiveFile } from '../src/use-cases/attachments/receive-file.ts';
import { removeOrphanFiles } from '../src/use-cases/attachments/remove-orphan-files.ts';
import { storage } from '../src/storage/storage.ts';
import { buildComplaint } from './factories/complaints.ts';
import { buildCast, type Cast } from './factories/people.ts';
import { signIn } from './support/app.ts';
import { Client } from './support/client.ts';
import { dataDir, testEnvironment } from './support/database.ts';
import { killLeftOvers, startPortal, type PortalProcess } from './support/portal-process.ts';
import { removeStoredFiles, storedFiles } from './support/stored-files.ts';

const DAY_MS = 86_400_000;

describe('what the portal does by itself', function suite() {
  this.timeout(180_000);
  let cast: Cast;
  beforeEach(async () => {
    cast = await buildCast();
    await removeStoredFiles(dataDir);
  });
  after(killLeftOvers);

  async function until(isSo: () => Promise<boolean>): Promise<void> {
    for (let i = 0; i < 200; i += 1) {
      if (await isSo()) return;
      await delay(100);
    }
    throw new Error('this did not happen in time');
  }

  async function start(): Promise<PortalProcess & { address: string }> {
    const portal = startPortal(testEnvironment);
    const address = await portal.url;
    if (address === undefined) throw new Error(portal.stderr());
    return { ...portal, address };
  }

  const codeOf = async (id: number) =>
    (await Complaint.findByPk(id, { include: ['status'], rejectOnEmpty: true })).status?.code;

  it('closes what nobody answered and removes files that belong to nothing, two processes at once', async () => {
    const resolved = (days: number) =>
      buildComplaint({
        reporter: cast.rosa,
        status: 'resolved',
        resolvedAt: new Date(Date.now() - days * DAY_MS),
      });
    const [old, young] = [await resolved(8), await resolved(6)];
    const orphan = await receiveFile(Readable.from([Buffer.from('nobody has this')]), 'a.txt');
    const fresh = await receiveFile(Readable.from([Buffer.from('this is on its way')]), 'b.txt');
    const hoursAgo = new Date(Date.now() - 2 * 3_600_000);
    await utimes(join(dataDir, 'attachments', orphan.key.slice(0, 2), orphan.key), hoursAgo, hoursAgo);
    const portals = await Promise.all([start(), start()]);
    await until(async () => (await codeOf(old.id)) === 'closed');
    await until(async () => !(await storedFiles(dataDir)).includes(orphan.key));
    for (const portal of portals) portal.child.kill('SIGTERM');
    expect(await Promise.all(portals.map(({ ended }) => ended))).to.deep.equal([0, 0]);
    expect(await codeOf(young.id)).to.equal('resolved');
    expect(await storedFiles(dataDir)).to.deep.equal([fresh.key]);
    expect(await StatusChange.count({ where: { complaintId: old.id } })).to.equal(2);
  });

  it('has a complaint with its file or neither, whenever it is killed while one is filed', async () => {
    const type = await ComplaintType.findOne({ where: { name: 'Printer' }, rejectOnEmpty: true });
    const content = 'x'.repeat(3 * 1024 * 1024);
    const file = async (client: Client) => {
      const body = new FormData();
      for (const [name, value] of Object.entries({ title: 'a', description: 'b', typeId: String(type.id) }))
        body.append(name, value);
      body.append('attachments', new File([content], 'a.txt'));
      await client.request('/complaints', { method: 'POST', body }).catch(() => undefined);
    };
    for (const killAfter of [30, 100]) {
      const portal = await start();
      const client = await signIn(new Client(portal.address), 'rosa');
      const filing = Promise.all([file(client), file(client)]);
      await delay(killAfter);
      portal.child.kill('SIGKILL');
      await portal.ended;
      await filing;
    }
    const later = new Date(Date.now() + 2 * 3_600_000);
    await removeOrphanFiles(later);
    const rows = await Attachment.findAll();
    expect(await Complaint.count(), 'complaints with their files').to.equal(rows.length);
    expect(await storedFiles(dataDir)).to.have.members(rows.map(({ storageKey }) => storageKey));
    for (const { storageKey, sizeBytes } of rows) {
      let bytes = 0;
      for await (const chunk of await storage().open(storageKey)) bytes += (chunk as Buffer).length;
      expect(bytes).to.equal(sizeBytes);
    }
  });
});
