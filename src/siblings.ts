import cluster, { type Worker } from 'node:cluster';
import { log } from './log.ts';

/** How long the one that leads waits for the answers of processes, in milliseconds: one may be about to end. */
const PATIENCE_MS = 2000;

/** What processes of one machine say to each other, all of it by way of the one that leads them. */
type Said =
  | { readonly portal: 'ask'; readonly id: number }
  | { readonly portal: 'measure'; readonly key: string }
  | { readonly portal: 'measured'; readonly key: string; readonly measures: unknown }
  | { readonly portal: 'all'; readonly id: number; readonly all: readonly unknown[] };

const isSaid = (message: unknown): message is Said =>
  typeof message === 'object' && message !== null && 'portal' in message;

/** What could not be sent was for a process that has just ended: whoever asked goes on without it. */
const unsent = (error: Error | null): void => {
  if (error !== null) log.debug({ err: error }, 'a process ended before it was asked');
};

const send = (worker: Worker, said: Said): void => void worker.send(said, unsent);

/** The other processes of this machine that serve, as one of them knows them. */
export interface Siblings {
  /** What each of the others measured, as far as it answered in time. */
  ask(): Promise<readonly unknown[]>;
  /** Says what this process measures whenever another one asks. */
  answerWith(measure: () => Promise<unknown>): void;
}

interface Question {
  readonly left: Set<Worker>;
  readonly all: unknown[];
  readonly end: () => void;
}

/** Passes questions of one process on to the others, and all their answers back; for the process that leads them. */
export function relay(running: ReadonlySet<Worker>): (worker: Worker) => void {
  const open = new Map<string, Question>();

  const ask = (asker: Worker, id: number): void => {
    const key = `${asker.id}:${id}`;
    const others = [...running].filter((one) => one !== asker && one.isConnected());
    const all: unknown[] = [];
    const end = (): void => {
      clearTimeout(timer);
      if (!open.delete(key) || !asker.isConnected()) return;
      send(asker, { portal: 'all', id, all });
    };
    const timer = setTimeout(end, PATIENCE_MS);
    open.set(key, { left: new Set(others), all, end });
    for (const other of others) send(other, { portal: 'measure', key });
    if (others.length === 0) end();
  };

  return (worker) => {
    worker.on('message', (message: unknown) => {
      if (!isSaid(message)) return;
      if (message.portal === 'ask') ask(worker, message.id);
      if (message.portal !== 'measured') return;
      const question = open.get(message.key);
      if (question?.left.delete(worker) !== true) return;
      question.all.push(message.measures);
      if (question.left.size === 0) question.end();
    });
    worker.once('exit', () => {
      for (const { left, end } of open.values()) if (left.delete(worker) && left.size === 0) end();
    });
  };
}

/** The others, for a process that is led; undefined where it serves alone. */
export function siblings(): Siblings | undefined {
  if (!cluster.isWorker) return undefined;
  const waiting = new Map<number, (all: readonly unknown[]) => void>();
  let measure: () => Promise<unknown> = async () => [];
  let asked = 0;

  const say = (said: Said): void => {
    if (process.connected) process.send?.(said, undefined, undefined, unsent);
  };
  process.on('message', (message: unknown) => {
    if (!isSaid(message)) return;
    if (message.portal === 'all') waiting.get(message.id)?.(message.all);
    if (message.portal !== 'measure') return;
    const { key } = message;
    measure().then(
      (measures) => say({ portal: 'measured', key, measures }),
      (error: unknown) => log.warn({ err: error }, 'what this process measures could not be told'),
    );
  });

  return {
    ask: () =>
      new Promise((resolve) => {
        asked += 1;
        const id = asked;
        // Also where the one that leads is about to end and answers nobody any more.
        const timer = setTimeout(() => waiting.get(id)?.([]), 2 * PATIENCE_MS);
        waiting.set(id, (all) => {
          clearTimeout(timer);
          waiting.delete(id);
          resolve(all);
        });
        say({ portal: 'ask', id });
      }),
    answerWith(work) {
      measure = work;
    },
  };
}
