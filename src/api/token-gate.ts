import type { Request, RequestHandler } from 'express';
import { AppError, ForbiddenError } from '../errors.ts';
import { doneFrom } from '../journal/surroundings.ts';
import { holderOfToken, type TokenHolder } from '../use-cases/tokens/holder-of-token.ts';

declare module 'express-serve-static-core' {
  interface Request {
    /** Who acts by the token that came with the request. */
    tokenHolder?: TokenHolder;
  }
}

/** No token, or none that works. */
class NoTokenError extends AppError {
  constructor() {
    super(
      'no_token',
      401,
      'Send a token that works: `Authorization: Bearer TOKEN`. Tokens are made on the page of your profile.',
    );
  }
}

/** Whoever acts by the token, behind `tokenGate`. */
export function holderOf(request: Request): TokenHolder {
  if (request.tokenHolder === undefined) throw new Error('this route stands before tokenGate');
  return request.tokenHolder;
}

const tokenOf = (request: Request) => /^Bearer +(\S+)$/i.exec(request.get('authorization') ?? '')?.[1];

async function identify(request: Request): Promise<TokenHolder> {
  const token = tokenOf(request);
  const known = token === undefined ? undefined : await holderOfToken(token, request.ip ?? null);
  if (known === undefined) throw new NoTokenError();
  if (known.mustChangePassword)
    throw new ForbiddenError('Choose a new password on the page of the portal first.');
  return known;
}

/**
 * Lets in who sends a token that works, and nobody for a cookie. Answers are not told apart by why a token does not
 * work.
 */
export const tokenGate: RequestHandler = async (request, _response, next) => {
  const requestId = typeof request.id === 'string' ? request.id : null;
  const from = { origin: 'api', address: request.ip ?? null, requestId } as const;
  const again = async () => {
    const holder = await doneFrom(from, () => identify(request));
    request.tokenHolder = holder;
    // For what reads files, which takes in nothing of strangers.
    request.actor = holder.actor;
  };
  await again();
  request.identified = { at: performance.now(), again };
  doneFrom(from, next);
};
