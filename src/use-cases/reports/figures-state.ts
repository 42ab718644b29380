import { presentMoment } from '../../database/present-moment.ts';
import { select } from '../../database/select.ts';
import { DAY_MS } from '../../durations.ts';
import { portalZone } from '../targets/portal-zone.ts';
import { dayOfMoment, dayText } from './counting/days.ts';
import { readState } from './counting/state.ts';

/** How far the figures are counted, for those who look after the portal. */
export interface FiguresProgress {
  /** The last day that is counted; null: none is. Yesterday, where all is well. */
  readonly through: string | null;
  /** The first day that is counted, while days before it are left; null: none is left. */
  readonly since: string | null;
  /** Whether there is anything to count and days that are over, the last or the first ones, were not counted. */
  readonly isBehind: boolean;
  /** When events were looked at last. */
  readonly followedAt: Date | null;
  /** When the figures were last compared with the complaints, and on how many days they differed; those were mended. */
  readonly checkedAt: Date | null;
  readonly mended: number;
}

/** How far the figures are counted. */
export async function figuresState(
  now: Date = presentMoment(),
  timeZone: string = portalZone(),
): Promise<FiguresProgress> {
  const state = await readState(timeZone);
  const yesterday = dayOfMoment(new Date(now.getTime() - DAY_MS), timeZone);
  const [any] = await select<{ id: number }>('SELECT id FROM complaints LIMIT 1', {});
  return {
    through: state === undefined ? null : dayText(state.throughDay),
    since: state === undefined || state.sinceDay === 0 ? null : dayText(state.sinceDay),
    isBehind: any !== undefined && ((state?.throughDay ?? 0) < yesterday || (state?.sinceDay ?? 0) > 0),
    followedAt: state?.newestAt ?? null,
    checkedAt: state?.checkedAt ?? null,
    mended: state?.mended ?? 0,
  };
}
