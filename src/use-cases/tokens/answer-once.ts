import { createHash } from 'node:crypto';
import { Op } from 'sequelize';
import { presentMoment } from '../../database/present-moment.ts';
import { inTransaction } from '../../database/transaction.ts';
import { DAY_MS, MINUTE_MS } from '../../durations.ts';
import { AppError, ConflictError } from '../../errors.ts';
import { ApiRequest } from '../../models/api-request.ts';
import type { Person } from '../../policies/actor.ts';

/** How long it is remembered what was answered to a key. */
const KEPT_MS = DAY_MS;
/** After so long a request that has no answer has died with its process, and may be begun anew. */
const DEAD_MS = 2 * MINUTE_MS;
/** Rows of one transaction. */
const BATCH = 500;

/** A request that carries a key. */
export interface KeyedRequest {
  readonly key: string;
  /** All that it asks: method, address and body. */
  readonly content: unknown;
}

/** What was answered. */
export interface KeptAnswer {
  readonly status: number;
  /** JSON. */
  readonly body: string;
  /** It was answered before, and nothing was done now. */
  readonly isRepeated: boolean;
}

/** The same key came with another request. */
class OtherContentError extends AppError {
  constructor() {
    super(
      'key_reused',
      422,
      'This Idempotency-Key came with another request before. Use a new key for a new request.',
    );
  }
}

const STILL_RUNNING = 'The request of this Idempotency-Key is still being worked on. Ask again in a moment.';

const digest = (content: unknown) => createHash('sha256').update(JSON.stringify(content)).digest('hex');

/** The same key of two people are two keys. */
export function requestKey(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}

function answerOf({ answerStatus: status, answer }: ApiRequest): KeptAnswer {
  if (status === null || answer === null) throw new ConflictError(STILL_RUNNING);
  return { status, body: answer, isRepeated: true };
}

/** Begins the request, unless it was begun before; then what is known of it. */
async function begin(userId: number, { key, content }: KeyedRequest): Promise<ApiRequest | number> {
  const now = presentMoment();
  const contentHash = digest(content);
  return inTransaction(async () => {
    const known = await ApiRequest.findOne({ where: { userId, requestKey: key } });
    if (known === null) {
      const values = { userId, requestKey: key, contentHash, begunAt: now, createdAt: now };
      return (await ApiRequest.create(values)).id;
    }
    if (known.contentHash !== contentHash) throw new OtherContentError();
    const isDead = known.answerStatus === null && now.getTime() - known.begunAt.getTime() > DEAD_MS;
    if (!isDead) return known;
    // Of several that find it dead, one begins it anew.
    const [taken] = await ApiRequest.update(
      { begunAt: now },
      { where: { id: known.id, answerStatus: null, begunAt: known.begunAt } },
    );
    return taken > 0 ? known.id : known;
  });
}

/** Of the same key sent twice at once, one met the other's row. */
async function beginOrWait(userId: number, sent: KeyedRequest): Promise<ApiRequest | number> {
  try {
    return await begin(userId, sent);
  } catch (error) {
    if (!(error instanceof AppError) || error instanceof OtherContentError) throw error;
    const known = await ApiRequest.findOne({ where: { userId, requestKey: sent.key } });
    if (known === null) throw error;
    if (known.contentHash !== digest(sent.content)) throw new OtherContentError();
    return known;
  }
}

/**
 * Does what a request asks once, however often it comes within a day: the same key gets the answer that was given
 * before. Whatever dies between doing it and remembering the answer is begun anew with the same key, which `work` has
 * to hand to the use case: that does nothing twice for it. A refused request is forgotten, so that it can be sent again.
 *
 * @param work does it; returns status and JSON.
 * @throws ConflictError while it is worked on; AppError 422 where the key came with something else; whatever `work`
 *   throws.
 */
export async function answerOnce(
  { id: userId }: Person,
  sent: KeyedRequest,
  work: () => Promise<{ readonly status: number; readonly body: string }>,
): Promise<KeptAnswer> {
  const begun = await beginOrWait(userId, sent);
  if (typeof begun !== 'number') return answerOf(begun);
  try {
    const { status, body } = await work();
    const values = { answerStatus: status, answer: body };
    await inTransaction(() => ApiRequest.update(values, { where: { id: begun } }));
    return { status, body, isRepeated: false };
  } catch (error) {
    await inTransaction(() => ApiRequest.destroy({ where: { id: begun, answerStatus: null } }));
    throw error;
  }
}

/** Forgets what was answered more than a day ago. Returns how many answers. */
export async function forgetAnswers(signal?: AbortSignal): Promise<number> {
  const before = new Date(presentMoment().getTime() - KEPT_MS);
  let forgotten = 0;
  for (let batch = 1; batch > 0; forgotten += batch) {
    signal?.throwIfAborted();
    const where = { createdAt: { [Op.lt]: before } };
    const ids = (await ApiRequest.findAll({ attributes: ['id'], where, limit: BATCH })).map(({ id }) => id);
    batch = ids.length === 0 ? 0 : await inTransaction(() => ApiRequest.destroy({ where: { id: ids } }));
  }
  return forgotten;
}
