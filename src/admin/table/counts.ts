import type { ActionHandler, ActionResponse } from 'adminjs';
import { countChoices } from '../../use-cases/records/listing/count-choices.ts';
import { actorBehind, timeZoneOf } from '../request/panel-admin.ts';
import { asked, singleText } from '../request/query.ts';
import { panelResource } from './actions.ts';
import { readListQuery, type RawQuery } from './list-query.ts';

/** Which filter's values are to be counted, and which they are. */
export function readChoices({ of, values }: RawQuery): { filter: string; values: string[] } {
  const given = singleText(values ?? '').split(',');
  return { filter: singleText(of ?? ''), values: given.filter((one) => one !== '') };
}

/** How many rows of the list that the query describes each value of a filter would leave. */
export const counts: ActionHandler<ActionResponse> = async ({ query = {} }, _response, context) => {
  const { list } = panelResource(context).table;
  const actor = actorBehind(context.currentAdmin);
  const { filter, values } = readChoices(query);
  const isFlag = list.filters[filter]?.kind === 'flag';
  const choices = { filter, values: isFlag ? values.map((one) => one === 'true') : values };
  const zone = timeZoneOf(context.currentAdmin);
  return { counts: await asked(countChoices(list, actor, readListQuery(query, list), choices, zone)) };
};
