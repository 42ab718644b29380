import { ApiClient, useNotice } from 'adminjs';
import { useEffect, useState } from 'react';
import { failureOf, refusedFields } from '../parts/page-loads.ts';
import type { Saved } from './saved-types.ts';

/** How often runs that are under way are looked at, in milliseconds. */
const LOOKS = 3000;

/** Why something was not done. */
export interface Refusal {
  /** Of HTTP. */
  readonly status: number;
  readonly message: string;
  /** What is wrong at which field. */
  readonly fields: Readonly<Record<string, string>>;
}

/** What can be done with the reports that are kept. */
export interface SavedCalls {
  readonly saved: Saved | undefined;
  /** Does it; answers why it was refused, or nothing. */
  readonly send: (deed: string, values: Readonly<Record<string, unknown>>) => Promise<Refusal | undefined>;
}

/** The reports that are kept, as the page told them or as the last call did; runs under way are followed to their end. */
export function useSaved(told: Saved | undefined): SavedCalls {
  const addNotice = useNotice();
  const [later, setLater] = useState<Saved>();
  const saved = later ?? told;
  const isUnderWay = saved?.runs.some(({ state }) => state === 'waiting' || state === 'running') === true;
  useEffect(() => {
    if (!isUnderWay) return undefined;
    const look = async (): Promise<void> => {
      try {
        const call = { pageName: 'reports', params: { brief: 1 } };
        const { data } = await new ApiClient().getPage<{ saved: Saved }>(call);
        setLater(data.saved);
      } catch {
        // The next look may see it.
      }
    };
    const timer = setInterval(() => void look(), LOOKS);
    return () => clearInterval(timer);
  }, [isUnderWay]);
  const send: SavedCalls['send'] = async (deed, values) => {
    try {
      const call = { pageName: 'reports', method: 'post', data: { deed, ...values } };
      const { data } = await new ApiClient().getPage<{ saved: Saved }>(call);
      setLater(data.saved);
      addNotice({ message: `report_${deed}`, type: 'success', resourceId: 'reports' });
      return undefined;
    } catch (error) {
      const { status, message = 'actionFailed' } = failureOf(error);
      return { status, message, fields: refusedFields(error) };
    }
  };
  return { saved, send };
}
