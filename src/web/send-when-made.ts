import type { Request, Response } from 'express';
import type { ExportFile } from '../use-cases/exports/begin-export.ts';
import { goneSignal } from './gone-signal.ts';
import { sendFile } from './send-file.ts';

/**
 * Sends a file that is made before it is sent. Whoever goes away meanwhile ends the work, and is told nothing.
 *
 * @param make stops when its signal says so.
 */
export async function sendWhenMade(
  request: Request,
  response: Response,
  make: (signal: AbortSignal) => Promise<ExportFile>,
): Promise<void> {
  const signal = goneSignal(response);
  const file = await make(signal).catch((error: unknown) => {
    if (signal.aborted) return undefined;
    throw error;
  });
  if (file !== undefined) await sendFile(request, response, file);
}
