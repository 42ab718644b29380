import { expect } from 'chai';
import { Complaint } from '../../../../src/models/complaint.ts';
import { planSpread } from '../../../../src/use-cases/complaints/bulk/plan-spread.ts';
import { spreadEvenly } from '../../../../src/use-cases/complaints/bulk/spread-evenly.ts';
import { buildMany, takeInBulk, type Shown } from '../../../factories/bulk.ts';
import { buildActor, buildCast, type Cast } from '../../../factories/people.ts';
import { countSteps } from '../../../support/journal.ts';

describe('spreading evenly', () => {
  const work = (count: number, assigneeId: number | null = null, from = 1) =>
    Array.from({ length: count }, (_, index) => ({ id: from + index, assigneeId }));

  it('leaves loads that differ by one at most, wherever that can be reached', () => {
    for (let round = 0; round < 200; round += 1) {
      const takers = Array.from({ length: 1 + (round % 7) }, (_, id) => ({
        id: id + 1,
        load: (round * (id + 3) * 7) % 13,
      }));
      const pieces = work((round * 5) % 60);
      const plan = spreadEvenly(takers, pieces);
      expect(plan.size).to.equal(pieces.length);
      const given = (id: number) => [...plan.values()].filter((one) => one === id).length;
      const after = takers.map(({ id, load }) => load + given(id));
      const grown = takers.filter(({ id }) => given(id) > 0).map(({ id, load }) => load + given(id));
      // Nobody who was given something has more than one piece beyond the least.
      if (grown.length > 0) expect(Math.max(...grown) - Math.min(...after)).to.be.at.most(1);
    }
  });

  it('deals like cards, and leaves with people what they have as far as their share goes', () => {
    const [one, two] = [
      { id: 1, load: 0 },
      { id: 2, load: 0 },
    ] as const;
    expect([...spreadEvenly([one, two], work(4)).values()]).to.deep.equal([1, 2, 1, 2]);
    const mixed = [...work(3, 2), ...work(1, null, 4)];
    const plan = spreadEvenly([one, two], mixed);
    expect([1, 2, 3, 4].map((id) => plan.get(id))).to.deep.equal([2, 2, 1, 1]);
    expect(spreadEvenly([one], []).size).to.equal(0);
    expect(spreadEvenly([], work(2)).size, 'where nobody works').to.equal(0);
  });

  describe('of complaints', function suite() {
    this.timeout(30_000);
    let cast: Cast;
    beforeEach(async () => {
      cast = await buildCast();
    });
    const loadOf = (assigneeId: number) => Complaint.count({ where: { assigneeId } });

    it('shows the load before and after, and does what it showed', async () => {
      const vera = await buildActor({ username: 'vera', firstName: 'Vera', groups: ['Engineer'] });
      const team = [cast.elena.id, cast.emil.id, vera.id];
      const { rosa: reporter, elena, emil } = cast;
      await buildMany(4, { reporter, assignee: elena, status: 'assigned' });
      await buildMany(1, { reporter, assignee: emil, status: 'in_progress' });
      const fresh = await buildMany(5, { reporter });
      const hers = await buildMany(2, { reporter, assignee: elena, status: 'assigned' });
      const closed = await buildMany(1, { reporter, status: 'closed' });
      const complaints: Shown[] = [...fresh, ...hers, ...closed];
      const selection = { complaints };
      const plan = await planSpread(cast.amir, { assigneeIds: team, selection });
      const told = Object.fromEntries(plan.people.map(({ id, openLoad, after }) => [id, [openLoad, after]]));
      expect(told).to.deep.equal({
        [elena.id]: [6, 4],
        [emil.id]: [1, 4],
        [vera.id]: [0, 4],
        [cast.amir.id]: [0, null],
      });
      expect(await planSpread(cast.amir, { selection }), 'those who direct are not among them').to.deep.equal(
        plan,
      );
      expect(plan).to.include({ moved: 7, kept: 0, left: 1 });
      const view = await takeInBulk(cast.amir, 'spread', complaints, { assigneeIds: team });
      expect(view).to.include({ done: 7, kept: 0, refused: 1, told: 'spread over 3 people' });
      expect(view.leftOut[0]?.reason).to.equal('This complaint is Closed now and cannot be assigned.');
      for (const id of team) expect(await loadOf(id)).to.equal(4);
    });

    it('leaves alone what is where it belongs', async () => {
      const { rosa: reporter, elena } = cast;
      const hers = await buildMany(2, { reporter, assignee: elena, status: 'assigned' });
      const fresh = await buildMany(2, { reporter });
      const team = { assigneeIds: [elena.id, cast.emil.id] };
      const view = await takeInBulk(cast.amir, 'spread', [...hers, ...fresh], team);
      expect(view).to.include({ total: 4, done: 2, kept: 2, refused: 0 });
      expect([await loadOf(elena.id), await loadOf(cast.emil.id)]).to.deep.equal([2, 2]);
      expect(await countSteps()).to.equal(2);
    });

    it('of two at once each complaint goes to one person, and whoever came second is told who was first', async () => {
      const complaints = await buildMany(12, { reporter: cast.rosa });
      const [one, other] = await Promise.all([
        takeInBulk(cast.amir, 'spread', complaints, { assigneeIds: [cast.elena.id] }),
        takeInBulk(cast.asha, 'spread', complaints, { assigneeIds: [cast.emil.id] }),
      ]);
      expect(one.done + other.done).to.equal(12);
      expect([one.refused, other.refused]).to.deep.equal([other.done, one.done]);
      for (const { reason } of [...one.leftOut, ...other.leftOut])
        expect(reason).to.match(/(Amir Amc|Asha Admin) assigned/);
      expect([await loadOf(cast.elena.id), await loadOf(cast.emil.id)]).to.deep.equal([one.done, other.done]);
      expect(await countSteps()).to.equal(12);
    });
  });
});
