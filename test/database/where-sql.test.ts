import { expect } from 'chai';
import { col, fn, literal, Op, where, type WhereOptions } from 'sequelize';
import { selectOnce } from '../../src/database/select.ts';
import { quickWhere } from '../../src/database/where-sql.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { contains } from '../../src/use-cases/records/contains.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';

describe('conditions that are written out', () => {
  let cast: Cast;
  let first: Complaint;

  beforeEach(async () => {
    cast = await buildCast();
    first = await buildComplaint({ reporter: cast.rosa, title: 'Paper jam 100%' });
    await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'assigned' });
    await buildComplaint({ reporter: cast.sam, assignee: cast.emil, status: 'resolved' });
    await first.update({ urgency: 'critical', dueAt: new Date('2026-03-04T05:06:07.008Z') });
  });

  const found = async (condition: string): Promise<number[]> => {
    const which = condition === '' ? '' : `WHERE ${condition}`;
    const rows = await selectOnce<{ id: number }>(
      `SELECT id FROM complaints AS \`Complaint\` ${which} ORDER BY id`,
    );
    return rows.map(({ id }) => id);
  };
  const foundBySequelize = async (condition: WhereOptions): Promise<number[]> =>
    (await Complaint.findAll({ where: condition, attributes: ['id'], order: ['id'], raw: true })).map(
      ({ id }) => id,
    );

  it('find what Sequelize’s find', async () => {
    const due = new Date('2026-03-04T05:06:07.008Z');
    const ids = [cast.elena.id, cast.emil.id];
    const conditions: WhereOptions[] = [
      {},
      [] as never,
      { id: null },
      { id: first.id },
      { id: [] },
      { id: { [Op.ne]: first.id } },
      { id: { [Op.gte]: first.id, [Op.lt]: first.id + 2 } },
      { assigneeId: null },
      { assigneeId: { [Op.ne]: null } },
      { assigneeId: { [Op.not]: null } },
      { assigneeId: ids, reporterId: cast.rosa.id },
      { urgency: 'critical' },
      { urgency: ['critical', 'high'] },
      { dueAt: due },
      { dueAt: { [Op.lte]: due } },
      { dueAt: { [Op.lt]: due } },
      { dueAt: { [Op.gt]: new Date('2026-03-04T05:06:07.007Z') } },
      { [Op.or]: [{ dueAt: null }, { dueAt: { [Op.gt]: due } }] },
      { [Op.and]: [{}, { [Op.and]: [] }, { assigneeId: null, id: first.id }] },
      {
        [Op.and]: [
          { [Op.or]: [{ assigneeId: null }, { assigneeId: ids[1] }] },
          { [Op.or]: [{ id: [] }, { id: first.id }] },
        ],
      },
      { id: { [Op.in]: literal(`(SELECT id FROM complaints WHERE reporter_id = ${cast.rosa.id})`) } },
      where(literal('urgency_rank'), 4),
      where(literal('reporter_id + 0'), { [Op.in]: [cast.rosa.id] }),
      { [Op.and]: [literal('assignee_id IS NULL OR id = 0'), { id: first.id }] },
      contains(Complaint, 'title', '100%'),
    ];
    for (const condition of conditions) {
      const sql = quickWhere(Complaint, condition);
      const told = `${JSON.stringify(condition)}: ${sql}`;
      expect(sql, told).to.be.a('string');
      expect(await found(sql ?? ''), told).to.deep.equal(await foundBySequelize(condition));
    }
  });

  it('are left to Sequelize where they are anything else', () => {
    const conditions: unknown[] = [
      { title: "O'Hara" },
      { title: 'two words' },
      { title: 'trailing\\' },
      { title: ['fine', "'"] },
      { id: Number.NaN },
      { dueAt: new Date(Number.NaN) },
      { id: undefined },
      { noSuchColumn: 1 },
      { '$status.name$': 'Open' },
      { id: { [Op.between]: [1, 2] } },
      { id: {} },
      { title: { [Op.like]: '%x%' } },
      { [Op.not]: { id: 1 } },
      { [Op.or]: { id: 1, title: 'a' } },
      // To Sequelize, this finds nothing.
      { [Op.or]: [] },
      // To Sequelize, this finds the first alone.
      { [Op.or]: [{ id: 1 }, {}] },
      where(fn('LOWER', col('title')), 'a'),
      where(literal('id'), '>', 1 as never),
      'id = 1',
      undefined,
    ];
    for (const condition of conditions)
      expect(quickWhere(Complaint, condition), JSON.stringify(condition)).to.equal(undefined);
  });
});
