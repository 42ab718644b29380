import { useEffect, useRef, useState } from 'react';
import { askRun, askRuns } from './call.ts';
import type { Run } from './types.ts';

/** A run with the moment until which it can be taken back, by this browser's clock. */
export interface LiveRun extends Run {
  readonly undoUntil: number;
}

/** Pauses between two questions, in milliseconds: the first is short, as most runs are. */
const FIRST_PAUSE_MS = 300;
const PAUSE_MS = 1000;
const DISMISSED = 'bulk-runs-dismissed';

function live(run: Run): LiveRun {
  return { ...run, undoUntil: Date.now() + run.undoableMs };
}

function dismissed(): number[] {
  return (sessionStorage.getItem(DISMISSED) ?? '').split(',').map(Number);
}

/** What this page knows of the person's runs, and what is done when one ends. */
export interface Runs {
  readonly runs: readonly LiveRun[];
  readonly isBusy: boolean;
  readonly add: (run: Run) => void;
  readonly dismiss: (id: number) => void;
}

/**
 * The person's runs, found again after the page was loaded anew, and asked for while they are worked off.
 *
 * @param onEnd called when one that was seen running ended.
 */
export function useRuns(isAllowed: boolean, onEnd: () => void): Runs {
  const [runs, setRuns] = useState<readonly LiveRun[]>([]);
  const ended = useRef(onEnd);
  ended.current = onEnd;
  // What became of an earlier one was read by whoever begins the next.
  const add = (run: Run): void =>
    setRuns((all) => [live(run), ...all.filter(({ id, isDone }) => id !== run.id && !isDone)]);
  useEffect(() => {
    if (!isAllowed) return;
    const known = (found: readonly Run[]): void => {
      const shown = found.filter(({ id }) => !dismissed().includes(id));
      setRuns((all) => [...all, ...shown.filter(({ id }) => !all.some((one) => one.id === id)).map(live)]);
    };
    askRuns().then(known, () => undefined);
  }, [isAllowed]);
  const running = runs.find(({ isDone }) => !isDone)?.id;
  const asked = useRef(0);
  useEffect(() => {
    if (running === undefined) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    const again = (ms: number): void => {
      timer = setTimeout(ask, ms);
    };
    const take = (run: Run): void => {
      setRuns((all) => all.map((one) => (one.id === run.id ? live(run) : one)));
      if (run.isDone) ended.current();
      else again(PAUSE_MS);
    };
    const ask = (): void => {
      asked.current += 1;
      const turn = asked.current;
      // An answer that comes after the page went on is nobody's any more.
      askRun(running).then(
        (run) => turn === asked.current && take(run),
        () => again(PAUSE_MS * 3),
      );
    };
    again(FIRST_PAUSE_MS);
    return () => {
      asked.current += 1;
      clearTimeout(timer);
    };
  }, [running]);
  const dismiss = (id: number): void => {
    sessionStorage.setItem(DISMISSED, [...dismissed(), id].join(','));
    setRuns((all) => all.filter((one) => one.id !== id));
  };
  const last = runs.find(({ isDone }) => isDone);
  const shown = runs.filter((run) => !run.isDone || run === last);
  return { runs: shown, isBusy: running !== undefined, add, dismiss };
}
