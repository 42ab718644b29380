/** Somebody who is given work, with what they have besides. */
export interface Taker {
  readonly id: number;
  readonly load: number;
}

/** A piece of work, and who has it now. */
export interface Work {
  readonly id: number;
  readonly assigneeId: number | null;
}

/** How many more each gets, so that all have as much as possible alike afterwards; the earlier of two equals comes first. */
function shares(takers: readonly Taker[], count: number): Map<number, number> {
  const given = new Map(takers.map(({ id }) => [id, 0]));
  for (let left = count; left > 0 && takers.length > 0; left -= 1) {
    const loadOf = ({ id, load }: Taker): number => load + (given.get(id) ?? 0);
    const least = takers.reduce((one, other) => (loadOf(other) < loadOf(one) ? other : one));
    given.set(least.id, (given.get(least.id) ?? 0) + 1);
  }
  return given;
}

/**
 * Gives each piece of work to somebody so that loads are as even as can be afterwards. What somebody has already stays
 * with them as far as their share goes; the rest is dealt like cards, so that nobody gets all that comes first.
 *
 * @param takers with their loads without this work.
 * @returns who gets what, by the id of the work.
 */
export function spreadEvenly(takers: readonly Taker[], work: readonly Work[]): Map<number, number> {
  const plan = new Map<number, number>();
  if (takers.length === 0) return plan;
  const left = shares(takers, work.length);
  const give = (id: number, taker: number): void => {
    plan.set(id, taker);
    left.set(taker, (left.get(taker) ?? 0) - 1);
  };
  for (const { id, assigneeId } of work) {
    if (assigneeId !== null && (left.get(assigneeId) ?? 0) > 0) give(id, assigneeId);
  }
  let turn = 0;
  for (const { id } of work.filter((one) => !plan.has(one.id))) {
    while ((left.get(takers[turn % takers.length]?.id ?? 0) ?? 0) === 0) turn += 1;
    give(id, takers[turn % takers.length]?.id ?? 0);
    turn += 1;
  }
  return plan;
}
