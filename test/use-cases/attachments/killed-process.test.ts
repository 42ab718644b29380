import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { Attachment } from '../../../src/models/attachment.ts';
import { Complaint } from '../../../src/models/complaint.ts';
import { ComplaintType } from '../../../src/models/complaint-type.ts';
import { removeOrphanFiles } from '../../../src/use-cases/attachments/remove-orphan-files.ts';
import { storage } from '../../../src/storage/storage.ts';
import { buildCast } from '../../factories/people.ts';
import { signIn } from '../../support/app.ts';
import { Client } from '../../support/client.ts';
import { dataDir, testEnvironment } from '../../support/database.ts';
import { killLeftOvers, startPortal, type PortalProcess } from '../../support/portal-process.ts';
import { claimStorage, removeStoredFiles, storedFiles } from '../../support/stored-files.ts';

describe('a portal that is killed', function suite() {
  this.timeout(180_000);
  beforeEach(async () => {
    await buildCast();
    await removeStoredFiles(dataDir);
  });
  after(killLeftOvers);

  async function start(): Promise<PortalProcess & { address: string }> {
    const portal = startPortal(testEnvironment);
    const address = await portal.url;
    if (address === undefined) throw new Error(portal.stderr());
    return { ...portal, address };
  }

  it('has a complaint with its file or neither, whenever that happens while one is filed', async () => {
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
    await claimStorage();
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
