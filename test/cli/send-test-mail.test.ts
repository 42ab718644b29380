import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { JournalEvent } from '../../src/models/journal-event.ts';
import { Notification } from '../../src/models/notification.ts';
import { operator } from '../../src/policies/actor.ts';
import { sendTestMail } from '../../src/use-cases/notifications/outbox/send-test-mail.ts';
import { dataDir, useTestPost } from '../support/database.ts';
import { startMailServer, type MailServer } from '../support/mail-server.ts';
import { portalCommand, portalJson } from '../support/portal-command.ts';

interface Told {
  readonly id: number;
  readonly state: string;
  readonly reason: string | null;
}

describe('portal send-test-mail', function suite() {
  this.timeout(180_000);
  let server: MailServer | undefined;
  afterEach(async () => {
    useTestPost();
    await server?.close();
    server = undefined;
  });

  it('sends one mail through the outbox, and says that it was taken', async () => {
    const { code, document } = await portalJson(['send-test-mail', 'ops@alphalab.example']);
    expect(code).to.equal(0);
    const mail = document.mail as Told;
    expect(mail).to.include({ state: 'sent', reason: null });
    expect(await readdir(join(dataDir, 'mail'))).to.satisfy((names: string[]) =>
      names.some((name) => name.endsWith(`-${mail.id}.eml`)),
    );
    const [event] = await JournalEvent.findAll({ where: { name: 'command.run' } });
    expect(event?.details).to.contain('ops@alphalab.example');
  });

  it('says why it was refused, and what is no address', async () => {
    const { code, stderr } = await portalCommand(['send-test-mail', 'a@x.example, b@x.example']);
    expect(code).to.equal(2);
    expect(stderr).to.contain('It has to be an e-mail address');
    expect(await Notification.count()).to.equal(0);
    server = await startMailServer({ onRecipient: () => ({ code: 550, text: 'No such user' }) });
    useTestPost(server.url);
    const refused = await sendTestMail(operator, { address: 'ops@x.example' }, 'UTC');
    expect(refused).to.include({ state: 'dead', reason: '550 No such user' });
  });

  it('says when what was not taken yet is tried again', async () => {
    server = await startMailServer({ onContent: () => ({ code: 451, text: 'Try later' }) });
    useTestPost(server.url);
    const told = await sendTestMail(operator, { address: 'ops@x.example' }, 'UTC');
    expect(told).to.include({ state: 'waiting', reason: '451 Try later' });
    expect(told.nextAttemptAt).to.be.instanceOf(Date);
  });
});
