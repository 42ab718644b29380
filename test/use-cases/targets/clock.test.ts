import { expect } from 'chai';
import { asOf } from '../../../src/database/present-moment.ts';
import { Calendar } from '../../../src/models/calendar.ts';
import { ComplaintType } from '../../../src/models/complaint-type.ts';
import { Complaint } from '../../../src/models/complaint.ts';
import { Job } from '../../../src/models/job.ts';
import { JournalEvent } from '../../../src/models/journal-event.ts';
import { ServiceTarget } from '../../../src/models/target.ts';
import { operator } from '../../../src/policies/actor.ts';
import { postComplaint } from '../../../src/use-cases/complaints/post-complaint.ts';
import { addNote } from '../../../src/use-cases/complaints/steps/add-note.ts';
import { addRemark } from '../../../src/use-cases/complaints/steps/add-remark.ts';
import { answerComplaint } from '../../../src/use-cases/complaints/steps/answer-complaint.ts';
import { askReporter } from '../../../src/use-cases/complaints/steps/ask-reporter.ts';
import { changeUrgency } from '../../../src/use-cases/complaints/steps/change-urgency.ts';
import { claimComplaint } from '../../../src/use-cases/complaints/steps/claim-complaint.ts';
import { editComplaint } from '../../../src/use-cases/complaints/steps/edit-complaint.ts';
import { addFollower } from '../../../src/use-cases/complaints/steps/follow-complaint.ts';
import { reopenComplaint } from '../../../src/use-cases/complaints/steps/reopen-complaint.ts';
import { resolveComplaint } from '../../../src/use-cases/complaints/steps/resolve-complaint.ts';
import { createRecord } from '../../../src/use-cases/records/create-record.ts';
import { deleteRecords } from '../../../src/use-cases/records/delete-records.ts';
import { updateRecord } from '../../../src/use-cases/records/update-record.ts';
import { applyTargets } from '../../../src/use-cases/targets/apply-targets.ts';
import { calendarNoun, holidayNoun, targetNoun } from '../../../src/use-cases/targets/nouns.ts';
import { tellAlarms } from '../../../src/use-cases/targets/tell-alarms.ts';
import { buildComplaint } from '../../factories/complaints.ts';
import { buildCast, type Cast } from '../../factories/people.ts';
import { statementsOf } from '../../support/queries.ts';

/** A moment of the last week of November 2026, whose 20th is a Friday. */
const at = (day: number, time: string): Date => new Date(`2026-11-${String(day).padStart(2, '0')}T${time}Z`);

interface Alarm {
  readonly at: string;
  readonly name: string;
  readonly target?: string;
  readonly dueAt?: string;
  readonly since?: string;
}

describe('the clock of a complaint', () => {
  let cast: Cast;
  let typeId: number;

  beforeEach(async () => {
    cast = await buildCast();
    const type = await ComplaintType.findOne({ where: { name: 'Network' }, rejectOnEmpty: true });
    typeId = type.id;
  });

  /** The only target there is: so many working hours from Monday to Friday, 9 to 18. */
  async function onlyTarget(
    resolution: number | null,
    response: number | null = null,
  ): Promise<ServiceTarget> {
    const all = await ServiceTarget.findAll();
    await deleteRecords(
      operator,
      targetNoun,
      all.map(({ id }) => id),
    );
    const calendar = await Calendar.findOne({ rejectOnEmpty: true });
    const hours = (some: number | null) => (some === null ? null : some * 60);
    return (await createRecord(operator, targetNoun, {
      name: 'All',
      calendarId: calendar.id,
      firstResponseMinutes: hours(response),
      resolutionMinutes: hours(resolution),
    })) as ServiceTarget;
  }

  const file = (when: Date, urgency = 'medium') =>
    asOf(when, () =>
      postComplaint(cast.rosa, {
        title: 'The network is down',
        description: 'All of it.',
        typeId: String(typeId),
        urgency,
      }),
    );

  const claimed = async (id: number, when: Date) => asOf(when, () => claimComplaint(cast.elena, { id }));
  const read = (id: number) => Complaint.findByPk(id, { rejectOnEmpty: true });
  const due = async (id: number) => (await read(id)).resolutionDueAt?.toISOString().slice(8, 16);

  async function alarms(id: number): Promise<Alarm[]> {
    const name = ['complaint.warned', 'complaint.escalated'];
    const rows = await JournalEvent.findAll({ where: { complaintId: id, name }, order: ['id'] });
    return rows.map((row) => ({
      at: row.createdAt.toISOString().slice(8, 16),
      name: row.name.slice('complaint.'.length),
      ...(JSON.parse(row.details) as object),
    }));
  }

  /** The worker of every minute, from one moment to another. */
  async function work(from: Date, to: Date): Promise<void> {
    for (let time = from.getTime(); time <= to.getTime(); time += 60_000)
      await asOf(new Date(time), () => tellAlarms());
  }

  it('tells of story 22 what it is told to', async () => {
    await onlyTarget(4);
    const { id } = await file(at(20, '17:00'));
    expect(await due(id)).to.equal('23T12:00');
    await claimed(id, at(23, '09:30'));
    await asOf(at(23, '10:00'), () => askReporter(cast.elena, { id, remark: 'Which room?' }));
    expect((await read(id)).dueAt, 'while it waits nothing is due').to.equal(null);
    await work(at(23, '11:59'), at(23, '12:01'));
    await asOf(at(23, '14:00'), () => answerComplaint(cast.rosa, { id, remark: 'Room 5.' }));
    expect(await due(id)).to.equal('23T16:00');
    await work(at(23, '14:25'), at(23, '14:30'));
    expect(await alarms(id), 'before the worker goes down').to.deep.equal([]);
    await work(at(23, '15:30'), at(23, '15:32'));
    await work(at(23, '15:59'), at(23, '16:02'));
    expect(await alarms(id)).to.deep.equal([
      {
        at: '23T15:30',
        name: 'warned',
        target: 'resolution',
        dueAt: '2026-11-23T16:00:00.000Z',
        since: '2026-11-23T15:00:00.000Z',
      },
      { at: '23T16:00', name: 'escalated', target: 'resolution', dueAt: '2026-11-23T16:00:00.000Z' },
    ]);
  });

  it('says of what is resolved while it waits until when there was time', async () => {
    await onlyTarget(4);
    const { id } = await file(at(23, '10:00'));
    await claimed(id, at(23, '10:30'));
    await asOf(at(23, '11:00'), () => askReporter(cast.elena, { id, remark: 'Which room?' }));
    await asOf(at(23, '14:00'), () => resolveComplaint(cast.elena, { id, remark: 'I found it.' }));
    expect(await due(id)).to.equal('23T17:00');
  });

  it('warns and escalates in time, each once, of two workers at once and at the moment of a step', async () => {
    await onlyTarget(4);
    const { id } = await file(at(23, '10:00'));
    await work(at(23, '12:58'), at(23, '12:59'));
    await Promise.all([1, 2, 3].map(() => asOf(at(23, '13:00'), () => tellAlarms())));
    await Promise.all([
      asOf(at(23, '14:00'), () => tellAlarms()),
      asOf(at(23, '14:00'), () => tellAlarms()),
      claimed(id, at(23, '14:00')),
    ]);
    await work(at(23, '14:01'), at(23, '14:05'));
    expect((await alarms(id)).map(({ at: when, name, since }) => [when, name, since])).to.deep.equal([
      ['23T13:00', 'warned', undefined],
      ['23T14:00', 'escalated', undefined],
    ]);
    expect((await read(id)).version, 'nothing of it is a change of the complaint').to.equal(1);
  });

  it('tells what was missed at night when work begins, and a warning that came to nothing not at all', async () => {
    await onlyTarget(4);
    const { id } = await file(at(23, '10:00'));
    await work(at(24, '02:00'), at(24, '02:05'));
    expect(await alarms(id)).to.deep.equal([]);
    await work(at(24, '09:00'), at(24, '09:01'));
    expect((await alarms(id)).map(({ at: when, name, since }) => [when, name, since])).to.deep.equal([
      ['24T09:00', 'escalated', '2026-11-23T14:00:00.000Z'],
    ]);
  });

  it('tells what falls on the end of a day then', async () => {
    await onlyTarget(4);
    const { id } = await file(at(23, '14:00'));
    await work(at(23, '18:00'), at(23, '18:01'));
    expect((await alarms(id)).map(({ at: when, name }) => [when, name])).to.deep.equal([
      ['23T18:00', 'escalated'],
    ]);
  });

  it('takes a reply of staff for the first response, and nothing else', async () => {
    await onlyTarget(9, 1);
    const { id } = await file(at(23, '10:00'));
    const responded = async () => (await read(id)).firstRespondedAt?.toISOString().slice(11, 16);
    expect((await read(id)).firstResponseDueAt).to.deep.equal(at(23, '11:00'));
    expect((await read(id)).dueAt).to.deep.equal(at(23, '11:00'));
    await claimed(id, at(23, '10:10'));
    await asOf(at(23, '10:11'), () => addNote(cast.elena, { id, remark: 'A switch, I think.' }));
    await asOf(at(23, '10:12'), () => addRemark(cast.rosa, { id, remark: 'Is anybody there?' }));
    expect(await responded()).to.equal(undefined);
    await asOf(at(23, '10:20'), () => addRemark(cast.elena, { id, remark: 'I am on my way.' }));
    await asOf(at(23, '10:30'), () => addRemark(cast.elena, { id, remark: 'Nearly there.' }));
    expect(await responded()).to.equal('10:20');
    expect((await read(id)).dueAt, 'what is due next').to.deep.equal(at(24, '10:00'));
    await work(at(23, '10:59'), at(23, '11:01'));
    expect(await alarms(id)).to.deep.equal([]);
  });

  it('takes no reply of somebody who only follows for a response, but any of who may act on all', async () => {
    await onlyTarget(9, 1);
    const { id } = await file(at(23, '10:00'));
    await claimed(id, at(23, '10:10'));
    await addFollower(cast.rosa, { id, person: 'emil' });
    await asOf(at(23, '10:20'), () => addRemark(cast.emil, { id, remark: 'I have that as well.' }));
    expect((await read(id)).firstRespondedAt).to.equal(null);
    await asOf(at(23, '10:30'), () => addRemark(cast.amir, { id, remark: 'Elena is on her way.' }));
    expect((await read(id)).firstRespondedAt).to.deep.equal(at(23, '10:30'));
  });

  it('takes a question and a solution for a first response as well', async () => {
    await onlyTarget(9, 1);
    for (const step of [askReporter, resolveComplaint]) {
      const { id } = await file(at(23, '10:00'));
      await claimed(id, at(23, '10:10'));
      await asOf(at(23, '10:15'), () => step(cast.elena, { id, remark: 'It was the switch.' }));
      expect((await read(id)).firstRespondedAt).to.deep.equal(at(23, '10:15'));
    }
  });

  it('stands after the resolution, and goes on where it stood when the complaint is reopened', async () => {
    await onlyTarget(4);
    const { id } = await file(at(23, '10:00'));
    await claimed(id, at(23, '10:00'));
    await asOf(at(23, '12:00'), () => resolveComplaint(cast.elena, { id, remark: 'Done.' }));
    expect(await due(id), 'until when it was due').to.equal('23T14:00');
    expect((await read(id)).dueAt).to.equal(null);
    await work(at(23, '13:59'), at(23, '14:01'));
    await asOf(at(24, '09:00'), () =>
      reopenComplaint(cast.rosa, { id, remark: 'It is back.' }, 7, at(24, '09:00')),
    );
    expect(await due(id)).to.equal('24T11:00');
    await work(at(24, '09:59'), at(24, '10:01'));
    await work(at(24, '10:59'), at(24, '11:01'));
    expect((await alarms(id)).map(({ at: when, name }) => [when, name])).to.deep.equal([
      ['24T10:00', 'warned'],
      ['24T11:00', 'escalated'],
    ]);
  });

  it('stays overdue since then, and is not told again, when the answer comes', async () => {
    await onlyTarget(1);
    const { id } = await file(at(23, '10:00'));
    await claimed(id, at(23, '10:00'));
    await work(at(23, '10:45'), at(23, '10:46'));
    await work(at(23, '11:00'), at(23, '11:00'));
    await asOf(at(23, '12:00'), () => askReporter(cast.elena, { id, remark: 'Which room?' }));
    await asOf(at(23, '15:00'), () => answerComplaint(cast.rosa, { id, remark: 'Room 5.' }));
    expect((await read(id)).dueAt).to.deep.equal(at(23, '11:00'));
    await work(at(23, '15:00'), at(23, '15:10'));
    expect(await alarms(id)).to.have.length(2);
  });

  it('goes by the most specific target', async () => {
    const { calendarId } = await onlyTarget(9);
    const target = (name: string, values: object, hours: number) =>
      createRecord(operator, targetNoun, { name, calendarId, resolutionMinutes: hours * 60, ...values });
    const filed = async (urgency: string) => due((await file(at(23, '09:00'), urgency)).id);
    expect(await filed('high')).to.equal('23T18:00');
    await target('High', { urgency: 'high' }, 8);
    expect(await filed('high')).to.equal('23T17:00');
    await target('Network', { typeId }, 7);
    expect([await filed('high'), await filed('low')]).to.deep.equal(['23T16:00', '23T16:00']);
    await target('High network', { typeId, urgency: 'high' }, 6);
    expect([await filed('high'), await filed('low')]).to.deep.equal(['23T15:00', '23T16:00']);
  });

  it('goes by another target at once when urgency or type change, and counts what was used', async () => {
    const { calendarId } = await onlyTarget(8);
    const pressing = { name: 'Critical', urgency: 'critical', calendarId, resolutionMinutes: 120 };
    await createRecord(operator, targetNoun, pressing);
    const other = await ComplaintType.findOne({ where: { name: 'Printer' }, rejectOnEmpty: true });
    await createRecord(operator, targetNoun, {
      name: 'Printer',
      typeId: other.id,
      calendarId,
      resolutionMinutes: 180,
    });
    const { id } = await file(at(23, '09:00'));
    await asOf(at(23, '10:00'), () => changeUrgency(cast.asha, { id, urgency: 'critical' }));
    expect(await due(id)).to.equal('23T11:00');
    await asOf(at(23, '10:30'), () => editComplaint(cast.asha, { id, typeId: other.id }));
    expect(await due(id)).to.equal('23T12:00');
    await asOf(at(23, '10:30'), () => editComplaint(cast.asha, { id, typeId }));
    await asOf(at(23, '11:00'), () => changeUrgency(cast.asha, { id, urgency: 'medium' }));
    expect(await due(id)).to.equal('23T17:00');
  });

  it('is late by a change at the next work at the earliest, not in the past and not at night', async () => {
    const { calendarId } = await onlyTarget(8);
    const pressing = { name: 'Critical', urgency: 'critical', calendarId, resolutionMinutes: 120 };
    await createRecord(operator, targetNoun, pressing);
    const { id } = await file(at(23, '13:00'));
    await asOf(at(23, '22:00'), () => changeUrgency(cast.asha, { id, urgency: 'critical' }));
    expect(await due(id)).to.equal('24T09:00');
    await work(at(23, '22:00'), at(23, '22:02'));
    await work(at(24, '00:00'), at(24, '00:02'));
    expect(await alarms(id)).to.deep.equal([]);
    await work(at(24, '09:00'), at(24, '09:02'));
    expect((await alarms(id)).map(({ name, since }) => [name, since])).to.deep.equal([
      ['escalated', undefined],
    ]);
  });

  it('is worked out anew by a job when a target, calendar or holiday changes', async () => {
    const target = await onlyTarget(4);
    const { id } = await file(at(20, '17:00'));
    await Job.destroy({ where: {} });
    await asOf(at(20, '17:10'), async () => {
      await updateRecord(operator, targetNoun, target.id, { resolutionMinutes: 300 });
      await createRecord(operator, holidayNoun, {
        calendarId: target.calendarId,
        date: '2026-11-23',
        name: 'Free',
      });
    });
    const [job, ...others] = await Job.findAll({ where: { kind: 'targets.apply' } });
    expect([job?.kind, others], 'one job for both').to.deep.equal(['targets.apply', []]);
    expect(await due(id), 'until then').to.equal('23T12:00');
    await asOf(at(20, '17:11'), () => applyTargets({}));
    expect(await due(id)).to.equal('24T13:00');
    const calendar = await Calendar.findByPk(target.calendarId, { rejectOnEmpty: true });
    const hours = JSON.stringify(Array(7).fill('08:00-20:00'));
    await asOf(at(20, '17:20'), () => updateRecord(operator, calendarNoun, calendar.id, { hours }));
    await asOf(at(20, '17:21'), () => applyTargets({}));
    expect(await due(id), 'three hours on Friday, two on Saturday').to.equal('21T10:00');
  });

  it('tells again what is not late any more by a longer target, and nothing of what was late before there was any', async () => {
    const target = await onlyTarget(1);
    const { id } = await file(at(23, '10:00'));
    const old = await buildComplaint({ createdAt: at(2, '10:00') });
    await asOf(at(23, '11:30'), () => applyTargets({}));
    await work(at(23, '11:30'), at(23, '11:31'));
    expect([(await alarms(id)).length, (await alarms(old.id)).length]).to.deep.equal([1, 0]);
    await updateRecord(operator, targetNoun, target.id, { resolutionMinutes: 240 });
    await asOf(at(23, '11:40'), () => applyTargets({}));
    await work(at(23, '12:59'), at(23, '13:01'));
    await work(at(23, '13:59'), at(23, '14:01'));
    expect((await alarms(id)).map(({ at: when, name }) => [when, name])).to.deep.equal([
      ['23T11:30', 'escalated'],
      ['23T13:00', 'warned'],
      ['23T14:00', 'escalated'],
    ]);
  });

  it('says of a complaint without a target that it is overdue after three days', async () => {
    await onlyTarget(1);
    await deleteRecords(
      operator,
      targetNoun,
      (await ServiceTarget.findAll()).map(({ id }) => id),
    );
    const { id } = await file(at(20, '17:00'));
    expect((await read(id)).dueAt).to.deep.equal(at(23, '17:00'));
    await work(at(23, '17:00'), at(23, '17:02'));
    expect(await alarms(id)).to.deep.equal([]);
  });

  it('costs a step no statement', async () => {
    await onlyTarget(4);
    const asking = async (): Promise<number> => {
      const { id } = await file(new Date());
      await claimComplaint(cast.elena, { id });
      return (await statementsOf(() => askReporter(cast.elena, { id, remark: 'Which room?' }))).length;
    };
    // The first one adds its words to the search.
    await asking();
    const withTarget = await asking();
    await deleteRecords(
      operator,
      targetNoun,
      (await ServiceTarget.findAll()).map(({ id }) => id),
    );
    expect(withTarget).to.equal(await asking());
  });
});
