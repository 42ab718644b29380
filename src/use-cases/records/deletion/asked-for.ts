import { Op, type Model, type WhereOptions } from 'sequelize';
import { SavedReport } from '../../../models/saved-report.ts';
import { SavedView } from '../../../models/saved-view.ts';
import type { Actor } from '../../../policies/actor.ts';
import { reportPolicy } from '../../../policies/report.ts';
import { savedViewPolicy } from '../../../policies/saved-view.ts';
import { listedNames } from './names-among.ts';
import type { Deletion } from './reference.ts';

/** By which filters of views and reports records of a table are asked for. */
interface Filters {
  readonly views: readonly string[];
  readonly report: 'departmentId' | 'typeId' | 'engineerId' | null;
}

type Kept = SavedView | SavedReport;

/** Whether the address of a view names one of these ids by one of these filters. */
function viewAsksFor(query: string, filters: readonly string[], ids: readonly number[]): boolean {
  return [...new URLSearchParams(query)].some(([key, value]) => {
    const [, name = ''] = key.split('.');
    return filters.includes(name) && value.split(',').some((one) => ids.includes(Number(one)));
  });
}

function reportAsksFor(question: string, filter: string, ids: readonly number[]): boolean {
  const asked = JSON.parse(question) as Readonly<Record<string, unknown>>;
  return ids.includes(Number(asked[filter]));
}

/** A sentence about those that ask, with the names of those that the actor sees. */
async function sentence(
  asking: readonly Kept[],
  [one, many]: readonly [one: string, many: string],
  isSeen: (id: number[]) => Promise<Model[]>,
): Promise<string[]> {
  if (asking.length === 0) return [];
  const names = listedNames(await isSeen(asking.map(({ id }) => id)), 'name', asking.length);
  const told = `${asking.length} ${asking.length === 1 ? one : many}`;
  return [names === '' ? `${told}.` : `${told}: ${names}.`];
}

const like = (attribute: string, names: readonly string[]): WhereOptions => ({
  [Op.or]: names.map((name) => ({ [attribute]: { [Op.substring]: name } })),
});

/**
 * Tells of views of the queue and of reports that are kept and ask for what is to be deleted: no row of theirs refers to
 * it, so nothing keeps it. They never show more then, but nothing, or cannot be made.
 */
export function askedFor({ views, report }: Filters): NonNullable<Deletion['besides']> {
  return async (ids: readonly number[], actor: Actor) => {
    const keptViews = await SavedView.findAll({ where: like('query', views) });
    const askingViews = keptViews.filter(({ query }) => viewAsksFor(query, views, ids));
    const keptReports =
      report === null ? [] : await SavedReport.findAll({ where: like('question', [report]) });
    const askingReports = keptReports.filter(({ question }) => reportAsksFor(question, report ?? '', ids));
    const seen = (id: number[], visible: WhereOptions): WhereOptions => ({ [Op.and]: [{ id }, visible] });
    return [
      ...(await sentence(
        askingViews,
        ['saved view of the queue finds none of it then', 'saved views of the queue find none of it then'],
        (id) =>
          SavedView.findAll({
            where: seen(id, savedViewPolicy.visibleTo(actor)),
            order: ['nameSorted', 'id'],
          }),
      )),
      ...(await sentence(
        askingReports,
        ['saved report about it cannot be made then', 'saved reports about it cannot be made then'],
        (id) =>
          SavedReport.findAll({
            where: seen(id, reportPolicy.visibleTo(actor)),
            order: ['nameSorted', 'id'],
          }),
      )),
    ];
  };
}
