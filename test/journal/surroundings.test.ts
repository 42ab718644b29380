import { expect } from 'chai';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { record } from '../../src/journal/record.ts';
import { canonical } from '../../src/journal/canonical.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { claimComplaint } from '../../src/use-cases/complaints/steps/claim-complaint.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { signIn } from '../support/app.ts';
import { journal } from '../support/journal.ts';
import { withPanel } from '../support/panel.ts';

describe('from where an event came', () => {
  const panel = withPanel();
  let cast: Cast;
  beforeEach(async () => {
    cast = await buildCast();
  });

  const file = new File(['torn'], 'torn.txt');

  it('is the portal, with address and number of the request, for a form with files', async () => {
    const rosa = await signIn(panel.anonymous(), 'rosa');
    const { id: typeId } = await ComplaintType.findOne({ rejectOnEmpty: true });
    const form = { title: 'Jam', description: 'Paper is stuck.', typeId: String(typeId), urgency: 'low' };
    const { location, headers } = await rosa.postMultipart('/complaints', form, { attachments: file });
    expect(location).to.match(/^\/complaints\/\d+$/);
    const [event] = await journal({ name: 'complaint.filed' });
    expect(event).to.include({
      origin: 'portal',
      address: '127.0.0.1',
      requestId: headers.get('x-request-id'),
      actorId: cast.rosa.id,
      actorName: 'Rosa Reporter',
    });
  });

  it('is the panel for its steps and edits', async () => {
    const amir = await panel.as('amir');
    const { id } = await buildComplaint({ reporter: cast.rosa });
    await amir.act('complaints', id, 'remark', { text: 'We look into it.' });
    await amir.act('complaints', id, 'edit', { title: 'Another title' });
    await amir.act('complaints', id, 'urgency', { urgency: 'low' });
    const events = (await journal({ complaintId: id })).slice(1);
    expect(events.map(({ name, origin, address }) => [name, origin, address])).to.deep.equal([
      ['complaint.remarked', 'panel', '127.0.0.1'],
      ['complaint.edited', 'panel', '127.0.0.1'],
      ['complaint.edited', 'panel', '127.0.0.1'],
    ]);
    expect(new Set(events.map(({ requestId }) => requestId)).size).to.equal(3);
  });

  it('is the command line where no face is around', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa });
    await claimComplaint(cast.elena, { id });
    expect((await journal({ name: 'complaint.claimed' }))[0]).to.include({
      origin: 'command',
      address: null,
    });
  });
});

describe('an event', () => {
  const entry = {
    name: 'complaint.started',
    by: { id: null, name: 'x'.repeat(400) },
    subjectId: 1,
    details: {},
  } as const;

  it('is written inside a transaction alone, and goes with it', async () => {
    expect(await record(entry).catch((error: Error) => error.message)).to.equal(
      'record belongs inside inTransaction',
    );
    const failed = inTransaction(async () => {
      await record(entry);
      throw new Error('undone');
    });
    expect(await failed.catch((error: Error) => error.message)).to.equal('undone');
    expect(await journal()).to.deep.equal([]);
    const id = await inTransaction(() => record(entry));
    expect((await journal())[0]).to.include({ id, actorName: 'x'.repeat(310), subjectType: 'complaint' });
  });

  it('has the same text for the same content', () => {
    const one = { b: [{ d: 1, c: null }], a: { z: 'é', y: undefined } };
    const other = { a: { y: undefined, z: 'é' }, b: [{ c: null, d: 1 }] };
    expect(canonical(one)).to.equal('{"a":{"z":"é"},"b":[{"c":null,"d":1}]}');
    expect(canonical(other)).to.equal(canonical(one));
  });
});
