import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import compression from 'compression';
import type { Request, RequestHandler, Response } from 'express';

/** Shorter answers go as they are: they fill no more than one packet of the network. */
const LEAST_LETTERS = 1024;
/** Longer ones are packed by other threads, so that nobody waits for them. */
const MOST_LETTERS = 256 * 1024;

/** How quickly rather than how small; a window that holds the whole takes no memory for more. */
const PACKERS = {
  br: (text: string) =>
    brotliCompressSync(text, {
      params: {
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_QUALITY]: 3,
        [constants.BROTLI_PARAM_LGWIN]: 18,
        [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
      },
    }),
  gzip: (text: string) => gzipSync(text, { level: 4 }),
};

type Packing = keyof typeof PACKERS;

function packingFor(request: Request): Packing | undefined {
  if (request.method === 'HEAD') return undefined;
  return (['br', 'gzip'] as const).find((one) => request.acceptsEncodings(one) === one);
}

/** A text as it is sent: packed where that is worth it, and whoever asks can unpack it. */
function packed(text: string, request: Request, response: Response): string | Buffer {
  if (text.length < LEAST_LETTERS || text.length > MOST_LETTERS) return text;
  const packing = packingFor(request);
  if (packing === undefined || response.get('Content-Encoding') !== undefined) return text;
  // Express would take bytes of no type for a file.
  if (response.get('Content-Type') === undefined) response.type('html');
  response.set('Content-Encoding', packing);
  return PACKERS[packing](text);
}

/**
 * Packs answers. Of pages and lists, whose text is there as a whole, the packing takes less time than handing it to
 * another thread and back would; what is long, or comes bit by bit, is packed by other threads.
 */
export function packing(): RequestHandler[] {
  const atOnce: RequestHandler = (request, response, next) => {
    const send = response.send.bind(response);
    response.send = (body?: unknown) =>
      send(typeof body === 'string' ? packed(body, request, response) : body);
    next();
  };
  return [compression(), atOnce];
}
