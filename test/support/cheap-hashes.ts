import bcrypt from 'bcrypt';

/** bcrypt's least: a usual hash costs 60 ms, whoever makes it and whoever signs in by it. */
export const CHEAP = 4;

const { hash } = bcrypt;

/** Lets this process make hashes that are as true as others and cost next to nothing. */
export function hashCheaply(): void {
  bcrypt.hash = (text: string | Buffer, cost: string | number) =>
    hash(text, typeof cost === 'number' ? Math.min(cost, CHEAP) : cost);
}

/** Does `work`, in which hashes cost what they cost in use. */
export async function hashedAsInUse<T>(work: () => Promise<T>): Promise<T> {
  bcrypt.hash = hash;
  try {
    return await work();
  } finally {
    hashCheaply();
  }
}
