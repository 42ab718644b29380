import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { addRemark } from '../../../src/use-cases/complaints/steps/add-remark.ts';
import { createWebhook } from '../../../src/use-cases/webhooks/create-webhook.ts';
import { makeWebhookSecret } from '../../../src/use-cases/webhooks/make-webhook-secret.ts';
import { buildComplaint } from '../../factories/complaints.ts';
import { buildCast } from '../../factories/people.ts';
import { tellWebhooks } from '../../support/webhook-jobs.ts';
import { startReceiver, type ToldMessage } from '../../support/webhook-receiver.ts';

type Verified = (headers: ToldMessage['headers'], body: string, secret: string) => object | undefined;

const TEXT = readFileSync(new URL('../../../docs/webhooks.md', import.meta.url), 'utf8');
const code = (language: string) => new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(TEXT)?.[1] ?? '';

describe('the receiver that the documentation shows', () => {
  it('takes what the portal tells, and nothing else', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'portal-receiver-'));
    const receiver = await startReceiver();
    try {
      const path = join(folder, 'receiver.mjs');
      await writeFile(path, code('js'));
      const { verified } = (await import(pathToFileURL(path).href)) as { verified: Verified };
      const cast = await buildCast();
      const { id } = await buildComplaint({
        reporter: cast.rosa,
        assignee: cast.elena,
        status: 'in_progress',
      });
      const input = { name: 'Chat', url: receiver.url, events: ['complaint.remarked'] };
      const { webhook, secret } = await createWebhook(cast.asha, input);
      const { secret: next } = await makeWebhookSecret(cast.asha, webhook.id);
      await addRemark(cast.elena, { id, remark: 'I cleaned the rollers.' });
      await tellWebhooks();
      const [{ headers, body } = expect.fail()] = receiver.received;
      for (const own of [secret, next]) {
        const message = verified(headers, body, own);
        expect(message).to.deep.include({ type: 'complaint.remarked' });
        // All that the example shows is there.
        const shown = JSON.parse(code('json')) as Shape;
        expect(missing(shown, message as Shape)).to.deep.equal([]);
      }
      expect(verified(headers, body.replace('rollers', 'filters'), secret)).to.equal(undefined);
      expect(verified({ ...headers, 'webhook-id': 'msg_x' }, body, secret)).to.equal(undefined);
      expect(verified({ ...headers, 'webhook-timestamp': '1614265330' }, body, secret)).to.equal(undefined);
      expect(verified(headers, body, `whsec_${'A'.repeat(43)}=`)).to.equal(undefined);
    } finally {
      await receiver.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});

interface Shape {
  readonly [name: string]: unknown;
}

const isShape = (value: unknown): value is Shape => typeof value === 'object' && value !== null;

/** Names that stand in one and not in the other; what an event changes is another thing each time. */
function missing(shown: Shape, told: Shape, at = ''): string[] {
  return Object.entries(shown).flatMap(([name, value]) => {
    if (name === 'details') return [];
    if (!(name in told)) return [at + name];
    const other = told[name];
    return isShape(value) && isShape(other) ? missing(value, other, `${at}${name}.`) : [];
  });
}
