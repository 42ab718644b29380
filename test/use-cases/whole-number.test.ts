import { expect } from 'chai';
import { NotFoundError } from '../../src/errors.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { assignComplaint } from '../../src/use-cases/complaints/steps/assign-complaint.ts';
import { confirmComplaint } from '../../src/use-cases/complaints/steps/confirm-complaint.ts';
import { postComplaint } from '../../src/use-cases/complaints/post-complaint.ts';
import { assignGroups } from '../../src/use-cases/groups/assign-groups.ts';
import { updateUser } from '../../src/use-cases/people/update-user.ts';
import { wholeNumber } from '../../src/use-cases/whole-number.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast } from '../factories/people.ts';
import { refusal } from '../support/refusal.ts';

/** What JavaScript makes a number of, and what is none. */
const ODD: unknown[] = [
  ['[3]', [3]],
  ['list of text', ['3']],
  ['hexadecimal', '0x3'],
  ['exponent', '3e0'],
  ['spaces', ' 3'],
  ['line break', '3\n'],
  ['plus', '+3'],
  ['leading zero', '03'],
  ['Arabic digits', '٣'],
  ['fraction', 3.5],
  ['text fraction', '3.0'],
  ['true', true],
  ['null', null],
  ['nothing', undefined],
  ['empty', ''],
  ['empty list', []],
  ['date', new Date(3)],
  ['object', { valueOf: () => 3 }],
  ['bigint', 3n],
  ['NaN', Number.NaN],
  ['infinite', Number.POSITIVE_INFINITY],
  ['too large', '9999999999'],
  ['negative', -3],
];

describe('a whole number', () => {
  const valuesOf = (cases: unknown[]) => cases as [string, unknown][];

  it('is a number or its digits, and nothing else', () => {
    const schema = wholeNumber('No.', 0);
    for (const [name, value] of valuesOf(ODD)) {
      const { error } = schema.safeParse(value);
      expect(
        error?.issues.map(({ message }) => message),
        name,
      ).to.deep.equal(['No.']);
    }
    for (const value of [3, '3']) expect(schema.parse(value)).to.equal(3);
    for (const value of [0, '0']) expect(schema.parse(value)).to.equal(0);
    expect(schema.parse('2147483647')).to.equal(2_147_483_647);
    expect(schema.safeParse('2147483648').success).to.equal(false);
  });

  it('is asked for wherever one is given', async () => {
    const { asha, rosa, elena } = await buildCast();
    const complaint = await buildComplaint({ reporter: rosa });
    for (const [name, odd] of valuesOf(ODD)) {
      const value = odd as number;
      const byId = await refusal(assignComplaint(asha, { id: value, assigneeId: elena.id }));
      expect(byId, name).to.be.instanceOf(NotFoundError);
      const assignee = await refusal(assignComplaint(asha, { id: complaint.id, assigneeId: value }));
      expect(Object.keys(assignee.fields), name).to.deep.equal(['assigneeId']);
      // Without stars there is no rating.
      if (odd !== '' && odd !== null && odd !== undefined) {
        const rating = await refusal(confirmComplaint(rosa, { id: complaint.id, rating: value }));
        expect(Object.keys(rating.fields), name).to.deep.equal(['rating']);
      }
      const people = await refusal(assignGroups(asha, { userIds: [value], groupIds: [] }));
      expect(Object.keys(people.fields), name).to.deep.equal(['userIds.0']);
      const groups = await refusal(assignGroups(asha, { userIds: [elena.id], groupIds: [value] }));
      expect(Object.keys(groups.fields), name).to.deep.equal(['groupIds.0']);
      if (odd !== null && odd !== undefined) {
        const profile = { departmentId: value };
        const department = await refusal(updateUser(asha, elena.id, { profile }));
        expect(Object.keys(department.fields), name).to.deep.equal(['profile.departmentId']);
      }
      const form = { title: 'x', description: 'x', typeId: odd as string };
      expect(Object.keys((await refusal(postComplaint(rosa, form))).fields), name).to.deep.equal(['typeId']);
    }
    expect(await Complaint.count()).to.equal(1);
  });
});
