import { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { PdfTask } from './pdf-task.ts';

/** What a document may take of memory, beside its pictures. */
const LIMITS = { resourceLimits: { maxOldGenerationSizeMb: 512 } };

/** Begins the thread; as it is written, it takes over from nobody by what it is read. */
function begin(workerData: PdfTask): Worker {
  const options = { workerData, ...LIMITS };
  if (import.meta.filename.endsWith('.js'))
    return new Worker(new URL('pdf-thread.js', import.meta.url), options);
  const [reader, thread] = ['tsx/esm/api', './pdf-thread.ts'].map((one) =>
    JSON.stringify(import.meta.resolve(one)),
  );
  const code = `import(${reader}).then(({ register }) => { register(); return import(${thread}); })`;
  return new Worker(code, { ...options, eval: true, execArgv: [] });
}

function drawn(thread: Worker, signal: AbortSignal | undefined): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    thread.once('message', (bytes: Uint8Array) => resolve(bytes));
    thread.once('error', reject);
    thread.once('exit', () => reject(signal?.reason ?? new Error('the thread ended without a document')));
  });
}

/**
 * Draws a document in a thread of its own: long texts, large fonts and many pictures take seconds, in which nobody else
 * must wait. It ends at once when nobody waits for it any more.
 *
 * @throws the signal's reason.
 */
export async function pdfInThread(task: PdfTask, signal?: AbortSignal): Promise<Readable> {
  signal?.throwIfAborted();
  const thread = begin(task);
  const stop = (): void => void thread.terminate();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return Readable.from([await drawn(thread, signal)], { objectMode: false });
  } finally {
    signal?.removeEventListener('abort', stop);
    await thread.terminate();
  }
}
