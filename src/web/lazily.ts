import type { RequestHandler } from 'express';

/** A handler that is loaded when it is needed or told to; requests wait for it. */
export function lazily(load: () => Promise<RequestHandler>): {
  readonly handler: RequestHandler;
  readonly load: () => Promise<unknown>;
} {
  let loading: Promise<RequestHandler> | undefined;
  const once = () => (loading ??= load());
  return {
    load: once,
    handler: async (request, response, next) => {
      const handler = await once();
      await handler(request, response, next);
    },
  };
}
