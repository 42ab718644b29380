/**
 * What is ticked after one row more was, or was not any more.
 *
 * @param ids of the page, in their order.
 * @param from the row that was ticked before; with it, all between get what the one has that was ticked now.
 */
export function selectRange(
  ids: readonly string[],
  selected: ReadonlySet<string>,
  id: string,
  from: string | undefined,
): ReadonlySet<string> {
  const isOn = !selected.has(id);
  const [start, end] = [ids.indexOf(from ?? id), ids.indexOf(id)];
  const range = start === -1 ? [id] : ids.slice(Math.min(start, end), Math.max(start, end) + 1);
  return new Set(isOn ? [...selected, ...range] : [...selected].filter((one) => !range.includes(one)));
}

/** Of what was ticked, what is still on the page; the same set where all of it is. */
export function stillThere(
  selected: ReadonlySet<string>,
  records: readonly { readonly id: string }[],
): ReadonlySet<string> {
  const kept = records.map(({ id }) => id).filter((id) => selected.has(id));
  return kept.length === selected.size ? selected : new Set(kept);
}
