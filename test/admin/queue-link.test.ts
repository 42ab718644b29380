import { expect } from 'chai';
import { queueSearch } from '../../src/admin/resources/complaints/queue-link.ts';
import { readQueueQuery } from '../../src/admin/resources/complaints/queue-query.ts';
import type { QueueInput } from '../../src/use-cases/complaints/queue/list-complaints.ts';

/** Everything that a list can be filtered by. */
const ALL: QueueInput = {
  view: 'open',
  search: 'printer, second floor',
  ids: [3],
  title: 'paper',
  typeIds: [1, 2],
  urgencies: ['high'],
  statusIds: [4],
  categories: ['open'],
  reporterIds: [5],
  departmentIds: ['none', 6],
  assigneeIds: ['none', 7],
  createdFrom: '2026-01-01',
  createdTo: '2026-01-31',
  activeFrom: '2026-01-02',
  activeTo: '2026-01-30',
  dueFrom: '2026-01-03',
  dueTo: '2026-01-29',
  overdue: true,
  answeredFrom: '2026-01-04',
  answeredTo: '2026-01-28',
  resolvedFrom: '2026-01-05',
  resolvedTo: '2026-01-27',
  ratedFrom: '2026-01-06',
  ratedTo: '2026-01-26',
  ratings: [5, 4],
  answerTargets: ['kept'],
  resolutionTargets: ['kept', 'missed'],
  openOn: '2026-01-15',
  removed: ['files', 'texts'],
};

describe('the address of a list of complaints', () => {
  it('says everything that the list is asked for', () => {
    const query = Object.fromEntries(new URLSearchParams(queueSearch(ALL)));
    const {
      sort: _sort,
      direction: _direction,
      page: _page,
      pageSize: _size,
      ...read
    } = readQueueQuery(query).input;
    expect(read).to.deep.equal(ALL);
  });

  it('names the view of all where no other is asked for', () => {
    expect(queueSearch({ typeIds: [1] })).to.equal('filters.view=all&filters.typeId=1');
  });
});
