import { expect } from 'chai';
import type { Actor } from '../../../src/policies/actor.ts';
import { inOrder, orderingOf, QUEUE_SORTS } from '../../../src/use-cases/complaints/queue/queue-order.ts';
import { walkOrder } from '../../../src/use-cases/complaints/queue/walk-order.ts';
import { complaintLines, type ComplaintLine } from '../../../src/use-cases/exports/complaint-lines.ts';
import { profileList } from '../../../src/use-cases/people/list-profiles.ts';
import { userList } from '../../../src/use-cases/people/list-users.ts';
import { listRows } from '../../../src/use-cases/records/listing/list-rows.ts';
import type { Listing } from '../../../src/use-cases/records/listing/listing.ts';
import { walkRows } from '../../../src/use-cases/records/listing/walk-rows.ts';
import { Complaint } from '../../../src/models/complaint.ts';
import { shownStatus } from '../../../src/policies/shown-status.ts';
import { buildComplaint } from '../../factories/complaints.ts';
import { buildCast, type Cast } from '../../factories/people.ts';
import { buildQueue } from '../../factories/queue.ts';
import { statementsOf } from '../../support/queries.ts';

const collected = async <One>(pages: AsyncIterable<readonly One[]>): Promise<One[]> => {
  const all: One[] = [];
  for await (const page of pages) all.push(...page);
  return all;
};

describe('going through a list by key', () => {
  let cast: Cast;
  beforeEach(async () => {
    cast = await buildCast();
  });

  it('finds the complaints in the order of the queue, whatever it is sorted by and however few at a time', async () => {
    await buildQueue(cast);
    // Of one moment, so that the number decides.
    const createdAt = new Date('2026-01-01T00:00:00Z');
    for (const title of ['a', 'b', 'c']) {
      await buildComplaint({
        title,
        reporter: cast.sam,
        status: 'waiting',
        createdAt,
        lastActivityAt: createdAt,
      });
    }
    const count = await Complaint.count();
    for (const sort of QUEUE_SORTS) {
      for (const direction of ['asc', 'desc'] as const) {
        const listed = await inOrder(sort, direction, { where: {}, limit: 100, offset: 0 });
        expect(listed).to.have.length(count);
        for (const size of [1, 3]) {
          const walked = await collected(walkOrder(await orderingOf(sort, direction), {}, size));
          expect(walked, `${sort} ${direction} by ${size}`).to.deep.equal(listed);
        }
      }
    }
  });

  it('finds the rows of a plain list in its order, empty values and equal ones among them', async () => {
    const names = async (list: Listing, actor: Actor, sort: string, direction: string) => {
      const asked = { sort, direction };
      const { rows, count } = await walkRows(list, actor, asked, 'UTC', 2);
      const walked = (await collected(rows)).map(({ id }) => id);
      const listed = (await listRows(list, actor, { ...asked, pageSize: 100 })).rows.map(({ id }) => id);
      expect(walked, `${sort} ${direction}`).to.deep.equal(listed);
      expect(count).to.equal(listed.length);
    };
    for (const direction of ['asc', 'desc']) {
      for (const sort of ['person', 'lastLogin', 'isActive', 'profile.departmentId'])
        await names(userList, cast.asha, sort, direction);
      for (const sort of ['mainPortalId', 'departmentId'])
        await names(profileList, cast.asha, sort, direction);
    }
  });

  it('leaves out what was deleted after the numbers were read, and keeps the order of the others', async () => {
    const ids = Object.values(await buildQueue(cast));
    const [first = 0, ...others] = ids.toReversed();
    const lines = await collected(complaintLines([first, 999_999, ...others], new Date()));
    expect(lines.map(({ id }) => id)).to.deep.equal([first, ...others]);
  });

  it('reads the names that complaints refer to once, however often the rows go on', async () => {
    const ids = Object.values(await buildQueue(cast));
    const half = Math.floor(ids.length / 2);
    // No number of theirs, so that those behind come with other rows.
    const between = Array.from({ length: 500 }, (_, index) => 900_000 + index);
    const numbers = [...ids.slice(0, half), ...between, ...ids.slice(half)];
    let lines: readonly ComplaintLine[] = [];
    const statements = await statementsOf(async () => {
      lines = await collected(complaintLines(numbers, new Date()));
    });
    expect(lines.map(({ id }) => id)).to.deep.equal(ids);
    const readFrom = (table: string) => statements.filter((sql) => sql.includes(`FROM ${table}`));
    expect(readFrom('complaints')).to.have.length.above(2);
    expect(readFrom('complaints').join(' ')).to.not.include('JOIN');
    expect(readFrom('complaint_types')).to.have.length(1);
    const asked = readFrom('users').flatMap((sql) => /IN \(([\d, ]+)\)/.exec(sql)?.[1]?.split(', ') ?? []);
    expect(asked).to.have.length(new Set(asked).size).and.to.include(String(cast.elena.id));
    const complaints = await Complaint.findAll({ include: { all: true } });
    for (const { type, status, reporter, assignee, ...told } of lines) {
      const complaint = complaints.find(({ id }) => id === told.id);
      expect([type, reporter.name, assignee?.name]).to.deep.equal([
        complaint?.type?.name,
        complaint?.reporter?.displayName,
        complaint?.assignee?.displayName,
      ]);
      expect(status).to.equal(shownStatus(complaint?.status?.name ?? ''));
    }
  });
});
