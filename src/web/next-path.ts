/**
 * The path to go back to after signing in, if it is one of this site: `/x`, but neither `//host` nor `/\host`, which
 * browsers take for another site, nor anything with control characters, which they drop before looking.
 */
export function nextPath(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 2000 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(value))
    return undefined;
  const here = 'http://portal.invalid';
  if (!URL.canParse(value, here)) return undefined;
  const { origin, pathname, search } = new URL(value, here);
  // `/.//host` becomes a path that begins with two slashes.
  if (origin !== here || /^\/[/\\]/.test(pathname) || /^\/(login|logout)$/i.test(pathname)) return undefined;
  return pathname + search;
}
