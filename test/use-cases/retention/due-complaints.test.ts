import { expect } from 'chai';
import { database, isSqlite } from '../../../src/database/connect.ts';
import { DAY_MS } from '../../../src/durations.ts';
import { Complaint } from '../../../src/models/complaint.ts';
import { Status } from '../../../src/models/status.ts';
import { dueComplaints } from '../../../src/use-cases/retention/due-complaints.ts';
import { buildComplaint } from '../../factories/complaints.ts';
import { byHand } from '../../support/journal-watch.ts';
import { copyComplaint } from '../../support/many-complaints.ts';
import { statementsOf } from '../../support/queries.ts';

/** So many that a server does not read all of them. */
const MANY = 2000;

const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);

/** What a database reads of the complaints and links that others go on in, and how. */
async function waysOf(sql: string): Promise<{ all: string[]; whole: string[] }> {
  const text = sql.replace(/^Execut\w+ \([^)]*\): /, '').replaceAll('?', "'2020-01-01'");
  const [plan] = await database().query(`EXPLAIN ${isSqlite() ? 'QUERY PLAN ' : ''}${text}`);
  const told = (plan as { detail?: string; table?: string; type?: string }[]).map(
    ({ detail, table, type }) => detail ?? `${type === 'ALL' || type === 'index' ? 'SCAN' : type} ${table}`,
  );
  const all = told.filter((one) => /^\S+ [ol]\b/.test(one));
  return { all, whole: all.filter((one) => one.startsWith('SCAN')) };
}

describe('complaints of which a rule removes something', function suite() {
  this.timeout(120_000);

  it('are found among very many without reading all of them for each', async () => {
    const closed = await Status.findOne({ where: { category: 'closed' }, rejectOnEmpty: true });
    const { id } = await buildComplaint();
    const past = { statusId: closed.id, closedAt: daysAgo(900), lastActivityAt: daysAgo(900) };
    await byHand(() => Complaint.update(past, { where: { id }, silent: true }));
    await copyComplaint(id, MANY);
    const [statement = ''] = await statementsOf(async () => {
      expect(await dueComplaints('texts', daysAgo(700), { limit: 2 * MANY })).to.have.length(MANY + 1);
    });
    const { all, whole } = await waysOf(statement);
    expect(all.length, 'complaints and links').to.be.at.least(2);
    expect(whole).to.deep.equal([]);
  });

  it('are none that go on in a younger one, or from one, in whatever way', async () => {
    const closed = await Status.findOne({ where: { category: 'closed' }, rejectOnEmpty: true });
    const old = { statusId: closed.id, closedAt: daysAgo(900), lastActivityAt: daysAgo(900) };
    const young = { ...old, lastActivityAt: daysAgo(10) };
    const made = async (values: object) => {
      const { id } = await buildComplaint();
      await byHand(() => Complaint.update(values, { where: { id }, silent: true }));
      return id;
    };
    const link = (one: number, other: number) =>
      byHand(() =>
        database().query(
          `INSERT INTO complaint_links (complaint_id, linked_id) VALUES (${Math.min(one, other)}, ${Math.max(one, other)})`,
        ),
      );
    const due = [await made(old), await made(old)];
    await made({ ...old, mergedIntoId: await made(young) });
    await made({ ...young, mergedIntoId: await made(old) });
    await made({ ...old, followUpOfId: await made(young) });
    await made({ ...young, followUpOfId: await made(old) });
    await link(await made(old), await made(young));
    await link(await made(young), await made(old));
    // One that is open is young, whenever something was done with it last.
    await link(await made(old), await made({ lastActivityAt: daysAgo(900) }));
    await link(due[0] ?? 0, due[1] ?? 0);
    due.push(await made({ ...old, followUpOfId: due[0] }), await made({ ...old, mergedIntoId: due[1] }));
    const found = await dueComplaints('texts', daysAgo(700), { limit: 100 });
    expect(found.map(({ id }) => id)).to.deep.equal(due);
  });
});
