import { ApiClient } from 'adminjs';
import { formData, refusalOf, type Values } from '../parts/use-post.ts';

/** What was not done, in the server's words. */
export class ViewRefused extends Error {}

interface Answer {
  readonly viewId?: number;
  readonly notice?: { readonly message: string };
}

async function post(actionName: string, values: Values): Promise<number> {
  const call = { resourceId: 'complaints', actionName, method: 'POST', data: formData(values) };
  let answer: Answer;
  try {
    answer = (await new ApiClient().resourceAction(call)).data;
  } catch (error) {
    throw new ViewRefused(refusalOf(error).message);
  }
  if (answer.viewId === undefined) throw new ViewRefused(answer.notice?.message ?? 'actionFailed');
  return answer.viewId;
}

/** How a view is called, and whether all see it. */
export interface ViewWords {
  readonly name: string;
  readonly isShared: boolean;
}

const valuesOf = ({ name, isShared }: ViewWords): Values => ({ name, isShared: String(isShared) });

/** Keeps what an address of the queue shows; answers the number of the view. */
export const saveView = (query: string, words: ViewWords) => post('saveView', { query, ...valuesOf(words) });

/** Has a view show what an address of the queue shows. */
export const replaceView = (id: number, query: string) => post('replaceView', { viewId: String(id), query });

/** Calls a view otherwise, and shares it or takes it back. */
export const renameView = (id: number, words: ViewWords) =>
  post('renameView', { viewId: String(id), ...valuesOf(words) });

/** Deletes a view. */
export const deleteView = (id: number) => post('deleteView', { viewId: String(id) });
