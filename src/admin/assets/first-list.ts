/**
 * The script by which a page asks for the rows of its list at once, when its own script is still on the way or being
 * read; `components/parts/first-list.ts` takes them.
 *
 * @param address of the list in the panel's API.
 */
export function firstListScript(resourceId: string, address: string): string {
  return `{
  const query = new URLSearchParams(location.search);
  if (!query.has('refresh')) {
    query.set('packed', '1');
    const first = { resourceId: ${JSON.stringify(resourceId)}, search: location.search };
    const keep = (answer) => (first.answer = answer);
    const read = (response) => (response.ok ? response.json() : undefined);
    first.call = fetch(${JSON.stringify(address)} + '?' + query).then(read).then(keep, () => undefined);
    window.FIRST_LIST = first;
  }
}`;
}
