import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { OpenAttachment } from '../use-cases/attachments/open-attachment.ts';

type Range = NonNullable<Parameters<OpenAttachment['open']>[0]>;

/** Whatever a file holds, a browser that shows it runs nothing of it and loads nothing for it. */
const POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** A browser may keep it and asks each time whether it may show it; compressing would change the ranges. */
const KEEPING = 'private, no-cache, no-transform';

const etagOf = ({ sha256 }: OpenAttachment) => `"${sha256}"`;

/** Whether the content need not be sent again; Express would send it to a client that only wants caches left out. */
function hasAlready(request: Request, file: OpenAttachment): boolean {
  const tags = request.get('If-None-Match')?.split(',') ?? [];
  return tags.some((tag) => ['*', etagOf(file)].includes(tag.trim().replace(/^W\//, '')));
}

/** Text is told with its charset; where that shows in no mark, without one: the computer that opens it knows its own. */
function setType(response: Response, type: string): void {
  const isPlain = type.startsWith('text/') && !type.includes(';');
  const sent = isPlain ? `${type}; charset=utf-8` : type.replace('; charset=unknown-8bit', '');
  // Express would add a charset of its own.
  response.setHeader('Content-Type', sent);
}

function setHeaders(request: Request, response: Response, file: OpenAttachment): void {
  // Names the type by the name's ending, too, which the next line corrects.
  response.attachment(file.name);
  setType(response, file.contentType);
  if (file.isImage && request.query.inline === '1') response.set('Content-Disposition', 'inline');
  response.set('Content-Security-Policy', POLICY);
  response.set('Cache-Control', KEEPING);
  response.set('Accept-Ranges', 'bytes');
}

/** The part that was asked for: undefined the whole file, null none that there is. */
function rangeOf(request: Request, file: OpenAttachment): Range | undefined | null {
  const ifRange = request.get('If-Range');
  if (ifRange !== undefined && ifRange !== etagOf(file)) return undefined;
  const ranges = request.range(file.sizeBytes, { combine: true });
  if (ranges === -1) return null;
  // Several parts at once are not offered, and nobody has to.
  return Array.isArray(ranges) && ranges.type === 'bytes' && ranges.length === 1 ? ranges[0] : undefined;
}

async function sendContent(request: Request, response: Response, file: OpenAttachment): Promise<void> {
  const range = rangeOf(request, file);
  if (range === null) {
    response.status(416).set('Content-Range', `bytes */${file.sizeBytes}`).end();
    return;
  }
  const { start, end } = range ?? { start: 0, end: file.sizeBytes - 1 };
  const content = await file.open({ start, end });
  setHeaders(request, response, file);
  if (range !== undefined) {
    response.status(206).set('Content-Range', `bytes ${start}-${end}/${file.sizeBytes}`);
  }
  response.set('Content-Length', String(end - start + 1));
  if (request.method === 'HEAD') {
    content.destroy();
    response.end();
    return;
  }
  await pipeline(content, response).catch((error: unknown) => {
    // Whoever asked has gone.
    if (!response.destroyed) throw error;
  });
}

/** Sends a file that this person may have, or the part of it that was asked for. */
export async function sendAttachment(
  request: Request,
  response: Response,
  file: OpenAttachment,
): Promise<void> {
  response.set('ETag', etagOf(file));
  if (hasAlready(request, file)) response.status(304).set('Cache-Control', KEEPING).end();
  else await sendContent(request, response, file);
}
