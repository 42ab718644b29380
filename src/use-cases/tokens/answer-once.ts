import { Op } from 'sequelize';
import { presentMoment } from '../../database/present-moment.ts';
import { keyedHashes, lastingHash } from '../../database/stored-secret.ts';
import { inTransaction } from '../../database/transaction.ts';
import { DAY_MS, MINUTE_MS } from '../../durations.ts';
import { AppError, ConflictError } from '../../errors.ts';
import { ApiRequest } from '../../models/api-request.ts';
import type { Person } from '../../policies/actor.ts';

/** How long it is remembered what came of a key. */
const KEPT_MS = DAY_MS;
/** After so long a request that has no answer has died with its process, and may be begun anew. */
const DEAD_MS = 2 * MINUTE_MS;
/** Of a request that was done. */
const DONE = 200;
/** Rows of one transaction. */
const BATCH = 500;

/** A request that carries a key. */
export interface KeyedRequest {
  /** As it was sent. */
  readonly key: string;
  /** All that it asks: method, address and body. */
  readonly content: unknown;
}

/** What came of a request. */
export interface KeptOutcome {
  readonly outcome: unknown;
  /** It was done before, and nothing was done now. */
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

/** What a key may be kept as: it was kept by the present SECRET_KEY, or by one before. */
const keptKeys = (key: string) => keyedHashes(key, 'idempotency key');

/** It holds passwords and words: by what stands in the database nobody can try which. */
const digests = (content: unknown) => keyedHashes(JSON.stringify(content), 'content of a request');

function isOf({ contentHash }: ApiRequest, content: unknown): boolean {
  return digests(content).includes(contentHash);
}

/** The key of a request as that of a form. */
export function formKey(key: string): string {
  return lastingHash(key, 'key of a form');
}

function outcomeOf({ answerStatus: status, answer }: ApiRequest): KeptOutcome {
  if (status === null || answer === null) throw new ConflictError(STILL_RUNNING);
  return { outcome: JSON.parse(answer), isRepeated: true };
}

/** Begins the request, unless it was begun before; then what is known of it. */
async function begin(userId: number, { key, content }: KeyedRequest): Promise<ApiRequest | number> {
  const now = presentMoment();
  const [contentHash = ''] = digests(content);
  const [requestKey = ''] = keptKeys(key);
  return inTransaction(async () => {
    const known = await ApiRequest.findOne({ where: { userId, requestKey: [...keptKeys(key)] } });
    if (known === null)
      return (await ApiRequest.create({ userId, requestKey, contentHash, begunAt: now, createdAt: now })).id;
    if (!isOf(known, content)) throw new OtherContentError();
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
    const known = await ApiRequest.findOne({ where: { userId, requestKey: [...keptKeys(sent.key)] } });
    if (known === null) throw error;
    if (!isOf(known, sent.content)) throw new OtherContentError();
    return known;
  }
}

/**
 * Does what a request asks once, however often it comes within a day. What came of it is kept, and not what was
 * answered: that is read anew by whoever repeats it, so that nobody is told what they may not see any more. Whatever
 * dies between doing it and remembering what came of it is begun anew with the same key, which `work` has to hand to
 * the use case: that does nothing twice for it. A refused request is forgotten, so that it can be sent again.
 *
 * @param work does it; returns what the answer is made of, as JSON has it and without anything that rights decide.
 * @throws ConflictError while it is worked on; AppError 422 where the key came with something else; whatever `work`
 *   throws.
 */
export async function answerOnce(
  { id: userId }: Person,
  sent: KeyedRequest,
  work: () => Promise<unknown>,
): Promise<KeptOutcome> {
  const begun = await beginOrWait(userId, sent);
  if (typeof begun !== 'number') return outcomeOf(begun);
  try {
    const outcome = await work();
    const values = { answerStatus: DONE, answer: JSON.stringify(outcome ?? null) };
    await inTransaction(() => ApiRequest.update(values, { where: { id: begun } }));
    return { outcome, isRepeated: false };
  } catch (error) {
    await inTransaction(() => ApiRequest.destroy({ where: { id: begun, answerStatus: null } }));
    throw error;
  }
}

/** Forgets what came of keys more than a day ago. Returns how many. */
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
