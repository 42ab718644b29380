import { Job, JOB_STATES } from '../../models/job.ts';
import { jobPolicy } from '../../policies/job.ts';
import { jobKinds, type JobSettings } from '../../use-cases/jobs/job-kinds.ts';
import { runJobAgain } from '../../use-cases/jobs/run-job-again.ts';
import type { Actions } from '../table/actions.ts';
import { components } from '../components/index.ts';
import { jobList } from '../../use-cases/jobs/list-jobs.ts';
import { again } from '../table/again.ts';
import { MENU, panelTable } from '../table/panel-table.ts';
import type { Table } from '../table/table.ts';

const STATES: Record<(typeof JOB_STATES)[number], string> = {
  waiting: 'Waiting',
  running: 'Running',
  done: 'Done',
  dead: 'Given up',
};

const table = (labels: ReadonlyMap<string, string>): Table => ({
  model: Job,
  policy: jobPolicy,
  nouns: ['job', 'jobs'],
  list: jobList,
  editable: [],
  title: ({ kind, id }) => `${labels.get(String(kind)) ?? String(kind)} (${String(id)})`,
  titleColumns: ['id', 'kind'],
});

const actions: Actions = {
  runAgain: again('runAgain', runJobAgain, 'The job runs as soon as there is room for it.'),
};

/** What happens later or by the clock: what waits, what runs, what was given up and why. */
export const jobs = (settings: JobSettings) => {
  const labels = new Map(jobKinds(settings).map(({ kind, label }) => [kind, label]));
  return panelTable(table(labels), {
    menu: MENU.operations,
    icon: 'Cpu',
    titleProperty: 'kind',
    list: ['kind', 'state', 'runAt', 'attempts', 'lastError', 'endedAt'],
    show: [
      'kind',
      'state',
      'runAt',
      'attempts',
      'failingSince',
      'lastError',
      'details',
      'endedAt',
      'createdAt',
    ],
    filter: ['state', 'kind', 'runAt'],
    labels: {
      kind: 'What it does',
      state: 'State',
      runAt: 'Due',
      attempts: 'Attempts',
      failingSince: 'Failing since',
      lastError: 'Last failure',
      details: 'Details',
      endedAt: 'Ended',
      createdAt: 'Added',
    },
    properties: {
      state: { availableValues: JOB_STATES.map((value) => ({ value, label: STATES[value] })) },
      kind: {
        availableValues: [...labels].map(([value, label]) => ({ value, label })),
        custom: { isSentence: true },
      },
      details: { type: 'textarea', isSortable: false, components: { show: components.MultilineText } },
      lastError: { type: 'textarea', components: { show: components.MultilineText } },
    },
    actions,
  });
};
