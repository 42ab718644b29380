import { ApiClient, useNotice } from 'adminjs';
import { useEffect, useState } from 'react';
import { failureOf, refusedFields, type LoadFailure } from '../parts/page-loads.ts';
import type { ShownRetention } from '../../pages/retention.ts';

const PAGE = 'retention';

/** What is known of the rules, and what can be done with them. */
export interface RetentionCalls {
  readonly shown: ShownRetention | undefined;
  readonly failure: LoadFailure | undefined;
  readonly isBusy: boolean;
  readonly load: () => void;
  /** Answers what was refused at the years, or nothing. */
  readonly send: (deed: 'try' | 'set' | 'off', rule: string, years: string) => Promise<string | undefined>;
}

/** The rules of retention; a trial stays shown until something else is done. */
export function useRetention(): RetentionCalls {
  const addNotice = useNotice();
  const [shown, setShown] = useState<ShownRetention>();
  const [failure, setFailure] = useState<LoadFailure>();
  const [isBusy, setBusy] = useState(false);
  const ask = async (): Promise<void> => {
    try {
      setShown((await new ApiClient().getPage<ShownRetention>({ pageName: PAGE })).data);
      setFailure(undefined);
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  const load = (): void => void ask();
  useEffect(load, []);
  const send: RetentionCalls['send'] = async (deed, rule, years) => {
    setBusy(true);
    try {
      const call = { pageName: PAGE, method: 'post', data: { deed, rule, years } };
      setShown((await new ApiClient().getPage<ShownRetention>(call)).data);
      if (deed !== 'try') addNotice({ message: 'set', type: 'success', resourceId: PAGE });
      return undefined;
    } catch (error) {
      const { message = 'actionFailed' } = failureOf(error);
      return refusedFields(error).years ?? message;
    } finally {
      setBusy(false);
    }
  };
  return { shown, failure, isBusy, load, send };
}
