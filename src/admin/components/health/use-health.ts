import { ApiClient } from 'adminjs';
import { useEffect, useState } from 'react';
import { failureOf, type LoadFailure } from '../parts/page-loads.ts';
import type { ShownHealth } from '../../pages/health.ts';

/** What is known of the health, and what asks for it anew. */
export interface HealthLoad {
  readonly health: ShownHealth | undefined;
  readonly failure: LoadFailure | undefined;
  readonly isBusy: boolean;
  readonly check: () => void;
}

/** The portal's health; what was found stays while it is looked at once more. */
export function useHealth(): HealthLoad {
  const [health, setHealth] = useState<ShownHealth>();
  const [failure, setFailure] = useState<LoadFailure>();
  const [isBusy, setBusy] = useState(true);
  const ask = async (): Promise<void> => {
    setBusy(true);
    try {
      const { data } = await new ApiClient().getPage<ShownHealth>({ pageName: 'health' });
      setHealth(data);
      setFailure(undefined);
    } catch (error) {
      setFailure(failureOf(error));
    }
    setBusy(false);
  };
  const check = (): void => void ask();
  useEffect(check, []);
  return { health, failure, isBusy, check };
}
