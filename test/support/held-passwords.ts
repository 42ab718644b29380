import { inTurn } from '../../src/use-cases/people/hash-queue.ts';

/** No password is looked at, nor set, until this is called: all who come meanwhile are under way at once. */
export function holdPasswords(): () => Promise<void> {
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const holding = [inTurn(() => held), inTurn(() => held)];
  return async () => {
    letGo();
    await Promise.all(holding);
  };
}
