import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { PasskeyError } from './faults.ts';

/** How long an answer may take, in milliseconds. */
export const CHALLENGE_MS = 5 * 60 * 1000;
/** What was used is remembered for longer: the clock of the process that forgets it may be another. */
const SLACK_MS = 10 * 60 * 1000;
const TIME_BYTES = 6;
const RANDOM_BYTES = 16;
const SAID_BYTES = TIME_BYTES + RANDOM_BYTES;
const MAC_BYTES = 32;

/** For what a passkey is asked: an answer to one is none to another. */
export type Purpose = 'add' | 'sign-in' | 'second' | 'confirm';

/** Who is asked, and for what. */
export interface Asked {
  readonly purpose: Purpose;
  /** The browser or the session that asks; nobody else can answer. */
  readonly by: string;
}

/** A challenge that is answered, and until when it has to be remembered that it was. */
export interface Answered {
  readonly idHash: string;
  readonly expires: Date;
}

/** Makes challenges and knows them again; nothing of them is stored, so that any process can take the answer. */
export interface Challenges {
  ask(asked: Asked): Buffer;
  /**
   * What an answer is to.
   *
   * @param challenge base64url, as browsers give it back.
   * @throws PasskeyError for what was not asked so, or too long ago.
   */
  read(asked: Asked, challenge: string): Answered;
}

/** @param secret signs them; the processes of one installation share it. */
export function challengesOf(secret: string): Challenges {
  const macOf = ({ purpose, by }: Asked, said: Buffer): Buffer =>
    createHmac('sha256', secret).update(`passkey challenge\0${purpose}\0${by}\0`).update(said).digest();
  return {
    ask(asked) {
      const said = Buffer.alloc(SAID_BYTES);
      said.writeUIntBE(Date.now() + CHALLENGE_MS, 0, TIME_BYTES);
      randomBytes(RANDOM_BYTES).copy(said, TIME_BYTES);
      return Buffer.concat([said, macOf(asked, said)]);
    },
    read(asked, challenge) {
      const all = Buffer.from(challenge, 'base64url');
      if (all.length !== SAID_BYTES + MAC_BYTES) throw new PasskeyError('not_asked');
      const said = all.subarray(0, SAID_BYTES);
      if (!timingSafeEqual(all.subarray(SAID_BYTES), macOf(asked, said))) throw new PasskeyError('not_asked');
      const expires = said.readUIntBE(0, TIME_BYTES);
      if (expires <= Date.now()) throw new PasskeyError('late');
      const idHash = createHash('sha256').update(all).digest('hex');
      return { idHash, expires: new Date(expires + SLACK_MS) };
    },
  };
}
