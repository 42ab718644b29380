import { presentMoment } from '../../../database/present-moment.ts';
import { select } from '../../../database/select.ts';
import { forUpdate } from '../../../database/transaction.ts';
import { FiguresState } from '../../../models/figures-state.ts';

const ID = 1;

/** The newest event that there is. */
export async function newestEvent(): Promise<number> {
  const [row] = await select<{ id: number | null }>('SELECT MAX(id) AS id FROM events', {});
  return row?.id ?? 0;
}

/** How far it is counted; what was counted for another time zone counts for nothing. */
export async function readState(timeZone: string): Promise<FiguresState | undefined> {
  const state = await FiguresState.findByPk(ID);
  return state?.timeZone === timeZone && state.throughDay > 0 ? state : undefined;
}

/**
 * The state, locked by the running transaction, so that one process counts at a time. Where days are of another time zone
 * now, or nothing was counted yet, it is as at the beginning: no day is done, and what happened before needs no following.
 */
export async function lockState(timeZone: string): Promise<FiguresState> {
  const known = await FiguresState.findByPk(ID, forUpdate());
  if (known?.timeZone === timeZone) return known;
  const newest = { newestEventId: await newestEvent(), newestAt: presentMoment() };
  const start = {
    id: ID,
    timeZone,
    throughDay: 0,
    sinceDay: 0,
    recountDay: 0,
    followedEventId: 0,
    checkedAt: null,
    mended: 0,
    ...newest,
  };
  if (known === null) return FiguresState.create(start);
  return known.update(start);
}
