import type { Response } from 'express';

/** Says that whoever asked went away before the answer was whole, so that nothing more need be done for them. */
export function goneSignal(response: Response): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
}
