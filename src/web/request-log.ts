import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pinoHttp } from 'pino-http';
import { log } from '../log.ts';
import { logError } from '../log-error.ts';

function pathOf(url: string | undefined): string {
  return (url ?? '').split('?')[0] ?? '';
}

/** One line for each request, without query, headers and body; the id is also told to the client. */
export function requestLog() {
  return pinoHttp({
    logger: log,
    genReqId(_request: IncomingMessage, response: ServerResponse) {
      const id = randomUUID();
      response.setHeader('X-Request-Id', id);
      return id;
    },
    serializers: {
      err: logError,
      req: (request: { id: unknown; method: string; url: string; remoteAddress: string }) => ({
        id: request.id,
        method: request.method,
        path: pathOf(request.url),
        remoteAddress: request.remoteAddress,
      }),
      res: (response: { statusCode: number }) => ({ statusCode: response.statusCode }),
    },
    customLogLevel: (_request, response, error) =>
      error !== undefined || response.statusCode >= 500 ? 'error' : 'info',
    autoLogging: { ignore: (request) => /^\/(static\/|healthz$|readyz$|metrics$)/.test(pathOf(request.url)) },
  });
}
