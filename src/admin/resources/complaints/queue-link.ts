import type { QueueInput } from '../../../use-cases/complaints/queue/list-complaints.ts';

/** The name in an address of what a list is asked for; a span has a name with both ends. */
const NAMES: Readonly<Record<string, string>> = {
  view: 'view',
  search: 'search',
  ids: 'id',
  title: 'title',
  typeIds: 'typeId',
  urgencies: 'urgency',
  statusIds: 'statusId',
  categories: 'category',
  reporterIds: 'reporterId',
  departmentIds: 'departmentId',
  assigneeIds: 'assigneeId',
  createdFrom: 'createdAt~~from',
  createdTo: 'createdAt~~to',
  activeFrom: 'lastActivityAt~~from',
  activeTo: 'lastActivityAt~~to',
  dueFrom: 'dueAt~~from',
  dueTo: 'dueAt~~to',
  overdue: 'overdue',
  removed: 'removed',
  answeredFrom: 'firstRespondedAt~~from',
  answeredTo: 'firstRespondedAt~~to',
  resolvedFrom: 'resolvedAt~~from',
  resolvedTo: 'resolvedAt~~to',
  ratedFrom: 'ratedAt~~from',
  ratedTo: 'ratedAt~~to',
  ratings: 'rating',
  answerTargets: 'answerTarget',
  resolutionTargets: 'resolutionTarget',
  openOn: 'openOn',
};

/** What an address says after its question mark to show this list in the panel; the view is named always. */
export function queueSearch(list: QueueInput): string {
  const { sort: _sort, direction: _direction, page: _page, pageSize: _size, ...filters } = list;
  const told = Object.entries({ view: 'all', ...filters }).flatMap(([key, value]): [string, string][] => {
    const name = NAMES[key];
    const text = [value].flat().join(',');
    return name === undefined || value === undefined || text === '' ? [] : [[`filters.${name}`, text]];
  });
  return new URLSearchParams(told).toString();
}
