import type { ActionHandler, ActionResponse } from 'adminjs';
import { NotFoundError } from '../../errors.ts';
import { panelResource } from './actions.ts';
import { parseId } from '../request/query.ts';
import { actorBehind } from '../request/panel-admin.ts';
import { deletionImpact } from '../../use-cases/records/deletion/deletion-impact.ts';
import { BULK_MAX } from '../../use-cases/records/bulk-limit.ts';

/** The question before records are deleted: which, and what and whom it affects. */
export const impact: ActionHandler<ActionResponse> = async (request, _response, context) => {
  const resource = panelResource(context);
  const asked: unknown = request.query?.recordIds;
  const ids = (typeof asked === 'string' ? asked.split(',') : [])
    .slice(0, BULK_MAX)
    .flatMap((id) => parseId(id) ?? []);
  const records = await resource.findMany(ids, context);
  const [first] = records;
  if (first === undefined) throw new NotFoundError();
  const [, many] = resource.table.nouns;
  const what = records.length === 1 ? first.title() : `${records.length} ${many}`;
  const known = records.map((record) => Number(record.id()));
  const sentences = await deletionImpact(
    actorBehind(context.currentAdmin),
    resource.table.model.tableName,
    known,
  );
  return { question: [`Delete ${what}?`, ...sentences].join(' ') };
};
