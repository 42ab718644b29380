/**
 * The cookies of a request, of which one that has a former name is called by the present one: a browser that was given it
 * before SESSION_SECRET was changed goes on with it.
 *
 * @param header as the browser sent it.
 */
export function underPresentName(
  header: string | undefined,
  name: string,
  formerNames: readonly string[],
): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  if (formerNames.length === 0 || pairs.some((pair) => pair.startsWith(`${name}=`))) return header;
  for (const former of formerNames) {
    const found = pairs.find((pair) => pair.startsWith(`${former}=`));
    if (found !== undefined) return [...pairs, name + found.slice(former.length)].join('; ');
  }
  return header;
}
