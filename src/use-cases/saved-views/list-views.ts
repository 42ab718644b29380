import { SavedView } from '../../models/saved-view.ts';
import { keptShortly } from '../../journal/kept.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize } from '../../policies/policy.ts';
import { savedViewPolicy } from '../../policies/saved-view.ts';

/** Most that are shown at once. */
const MOST = 100;

/** A view as it is shown. */
export interface ShownView {
  readonly id: number;
  readonly name: string;
  readonly query: string;
  readonly isShared: boolean;
  readonly isOwn: boolean;
  readonly version: number;
}

/**
 * The views that somebody has: their own by name, then those that others share.
 *
 * @throws ForbiddenError for whoever has no queue.
 */
export async function listViews(actor: Actor): Promise<ShownView[]> {
  authorize(savedViewPolicy, actor, 'list');
  const rows = await keptShortly(`saved views of ${actor.id}`, () =>
    SavedView.findAll({
      attributes: ['id', 'name', 'query', 'ownerId', 'isShared', 'version'],
      where: savedViewPolicy.visibleTo(actor),
      order: ['nameSorted', 'id'],
      limit: MOST,
    }),
  );
  const shown = rows.map(({ id, name, query, ownerId, isShared, version }) => {
    const isOwn = ownerId === actor.id;
    const isSeen = isShared && (!isOwn || savedViewPolicy.may(actor, 'share'));
    return { id, name, query, isOwn, isShared: isSeen, version };
  });
  return [...shown.filter(({ isOwn }) => isOwn), ...shown.filter(({ isOwn }) => !isOwn)];
}
