import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { ExportFile } from '../use-cases/exports/begin-export.ts';

/** No reader keeps it, and what is made while it is read is not packed besides: that would take as long again. */
const KEEPING = 'no-store, no-transform';

/**
 * Sends a file that is made while it is sent, as fast as it is taken. Whoever goes away ends the work; what fails
 * half-way ends the connection, so that nobody takes a part for the whole.
 */
export async function sendFile(request: Request, response: Response, file: ExportFile): Promise<void> {
  // Names the type by the name's ending, too, which the next line corrects.
  response.attachment(file.name);
  response.setHeader('Content-Type', file.contentType);
  response.set('Cache-Control', KEEPING);
  response.set('X-Content-Type-Options', 'nosniff');
  try {
    await pipeline(file.content, response);
  } catch (err) {
    const isGone = request.destroyed || (err as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE';
    if (!isGone) request.log.error({ err }, 'a file broke off half-way');
  }
}
