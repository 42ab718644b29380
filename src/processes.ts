import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { log } from './log.ts';
import { relay } from './siblings.ts';

/** A process that ends by itself is replaced after so long, in milliseconds, so that one that cannot start is no storm. */
const REPLACED_AFTER_MS = 1000;

/** How a process that serves is begun: only one of them runs jobs beside it. */
type Begin = (runsJobs: boolean) => Worker;

const begin: Begin = (runsJobs) => cluster.fork(runsJobs ? {} : { WORKER: 'off' });

/** Whether this process serves for another one, which leads it. */
export function isLed(): boolean {
  return cluster.isWorker;
}

/** The address at which a process serves. @throws Error when it ends before. */
async function listening(worker: Worker): Promise<Pick<AddressInfo, 'port'>> {
  const ended = new AbortController();
  worker.once('exit', () => ended.abort());
  const [address] = (await once(worker, 'listening', { signal: ended.signal })) as [AddressInfo];
  return address;
}

/**
 * Serves with several processes of this machine that share one port; one that ends by itself is replaced.
 *
 * @param count how many.
 * @returns the port, once all of them serve, and what ends them: its result is the exit code.
 * @throws Error when one of them does not start; it has said why.
 */
export async function serveWith(
  count: number,
): Promise<{ readonly port: number; readonly stop: () => Promise<number> }> {
  let isStopping = false;
  let exitCode = 0;
  const running = new Set<Worker>();
  const listen = relay(running);

  const keep = (runsJobs: boolean): Worker => {
    const worker = begin(runsJobs);
    running.add(worker);
    listen(worker);
    worker.once('exit', (code, signal) => {
      running.delete(worker);
      if (isStopping) {
        exitCode ||= code;
        return;
      }
      log.error({ pid: worker.process.pid, code, signal }, 'a process ended by itself and is replaced');
      void delay(REPLACED_AFTER_MS).then(() => isStopping || keep(runsJobs));
    });
    return worker;
  };

  const stop = async (): Promise<number> => {
    isStopping = true;
    const ends = [...running].map((worker) => once(worker, 'exit'));
    for (const worker of running) worker.process.kill('SIGTERM');
    await Promise.all(ends);
    return exitCode;
  };

  try {
    const workers = Array.from({ length: count }, (_, index) => keep(index === 0));
    const [address] = await Promise.all(workers.map(listening));
    return { port: address?.port ?? 0, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
