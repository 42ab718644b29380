import { expect } from 'chai';
import { deletions } from '../../src/use-cases/records/deletion/deletions.ts';
import { anyRow } from '../support/any-row.ts';
import { buildCast } from '../factories/people.ts';
import { withPanel, type Panel, type PanelAnswer } from '../support/panel.ts';
import { foreignKeys, select, type ForeignKey } from '../support/schema.ts';

/** What goes or stays without a word, and why nobody misses it. */
const UNSAID: Readonly<Record<string, string>> = {
  'api_clients.id': 'programs are deleted as API clients, never among people',
  'group_permissions.group_id': 'is what the group is',
  'faq_views.faq_id': 'counts how often the answer was read',
  'faq_views.user_id': 'counts on without a name',
  'faq_votes.user_id': 'counts on without a name',
  'faq_types.faq_id': 'is what the answer says of itself',
  'faq_pictures.uploader_id': 'nobody is told who sent a picture',
  'webhook_failures.webhook_id': 'is how the webhook does',
  'search_documents.complaint_id': 'is how the complaint is found',
  'search_postings.complaint_id': 'is how the complaint is found',
  'status_changes.complaint_id': 'is the history of the complaint itself',
  'presences.complaint_id': 'says who looks at it this minute',
  'presences.user_id': 'says what they look at this minute',
  'notifications.complaint_id': 'told of the complaint',
  'notifications.recipient_id': 'told them alone',
  'received_mails.complaint_id': 'is kept for some days, to know a mail that comes twice',
  'received_mails.person_id': 'is kept for some days, to know a mail that comes twice',
  'report_runs.asker_id': 'the file stays for its time',
  'sessions.user_id': 'they are no longer there to be signed in',
  'password_links.user_id': 'lets them alone in',
  'recovery_codes.user_id': 'stands in for what is named',
  'trusted_devices.user_id': 'stands in for what is named',
  'passkey_handles.user_id': 'stands behind what is named',
  'mail_refusals.user_id': 'says that mails to them come back',
  'notification_settings.user_id': 'says what they hear of',
  'kept_forms.owner_id': 'waits for them alone, for some hours',
  'staged_files.owner_id': 'waits for them alone, for some hours',
  'submissions.sender_id': 'keeps them from sending a form twice',
  'api_requests.user_id': 'keeps their programs from asking twice',
};

interface Deletable {
  readonly table: string;
  /** A fresh row that nothing refers to. */
  readonly make: () => Promise<number>;
  /** Which table foreign keys name. */
  readonly target: string;
}

async function client(): Promise<number> {
  const id = await anyRow('users', { is_service: 1 });
  await anyRow('api_clients', { id });
  return id;
}

const rowsOf = async ({ table, column }: ForeignKey, id: number): Promise<{ all: number; own: number }> => {
  const [row] = await select<{ everything: number; own: number }>(
    `SELECT COUNT(*) AS everything, COUNT(CASE WHEN \`${column}\` = ${id} THEN 1 END) AS own FROM \`${table}\``,
  );
  return { all: Number(row?.everything), own: Number(row?.own) };
};

describe('whatever refers to something that can be deleted', function every() {
  this.timeout(240_000);
  const panel = withPanel();
  let asha: Panel;

  beforeEach(async () => {
    await buildCast();
    asha = await panel.as('asha');
  });

  async function question(table: string, id: number): Promise<string | undefined> {
    const answer = await asha.get(`resources/${table}/actions/impact`, { recordIds: String(id) });
    return answer.status === 200 ? (answer as PanelAnswer & { question: string }).question : undefined;
  }

  /** Tables whose rows can be deleted in the panel, of those that are referred to. */
  async function deletable(keys: readonly ForeignKey[]): Promise<Deletable[]> {
    const found: Deletable[] = [{ table: 'api_clients', target: 'users', make: client }];
    for (const target of new Set(keys.map((key) => key.target))) {
      const make = () => anyRow(target);
      if ((await question(target, await make())) !== undefined) found.push({ table: target, target, make });
    }
    return found;
  }

  /** What is wrong with what is told of one way in which a row can be referred to. */
  async function faultOf({ table, make }: Deletable, key: ForeignKey): Promise<string | undefined> {
    const id = await make();
    const plain = await question(table, id);
    await anyRow(key.table, { [key.column]: id });
    const before = await rowsOf(key, id);
    const told = await question(table, id);
    const where = `${table} ← ${key.table}.${key.column}: ${told}`;
    if (told === plain || !/\b1 [a-zA-Z]/.test(told ?? '')) return `${where} says nothing of it`;
    const { notice } = await asha.act(table, id, 'delete');
    const after = await rowsOf(key, id);
    const isKept = told?.includes('cannot be deleted') === true;
    if (isKept !== (notice?.type === 'error')) return `${where}, and then ${notice?.message}`;
    if (isKept) {
      const names = notice?.message.includes('cannot be deleted') === true;
      return names && after.own === 1 ? undefined : `${where}, and then ${notice?.message}`;
    }
    const goes = told?.includes('Also deleted: 1') === true;
    const itself = key.table === table ? 1 : 0;
    const went = before.all - after.all - itself === 1;
    // Of a link that somebody loses, the person is named.
    const isPerson = /\d (person|people|FAQ answer|shared view)/.test(told ?? '');
    return after.own === 0 && (goes === went || isPerson)
      ? undefined
      : `${where}, but ${went ? 'it went' : 'it stays'}`;
  }

  it('is told before, goes or stays as it was told, and keeps it in the same words', async () => {
    const keys = await foreignKeys();
    const tables = await deletable(keys);
    expect(tables.map(({ table }) => table)).to.have.members(Object.keys(deletions));
    const faults: string[] = [];
    for (const one of tables) {
      for (const key of keys.filter(({ target }) => target === one.target)) {
        if (`${key.table}.${key.column}` in UNSAID) continue;
        const fault = await faultOf(one, key);
        if (fault !== undefined) faults.push(fault);
      }
    }
    expect(faults.join('\n')).to.equal('');
  });

  it('is left out by name alone, while it is there', async () => {
    const known = new Set((await foreignKeys()).map(({ table, column }) => `${table}.${column}`));
    expect(Object.keys(UNSAID).filter((name) => !known.has(name))).to.deep.equal([]);
  });
});
