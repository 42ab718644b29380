const LOGIN = '{login}';
const DN = '{dn}';

/** A value as it stands in a filter, where some signs would be part of the filter itself (RFC 4515). */
function escaped(value: string): string {
  // eslint-disable-next-line no-control-regex -- it ends a value for some servers
  return value.replaceAll(
    /[\\*()\0]/g,
    (sign) => `\\${(sign.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`,
  );
}

/** The filter that finds whoever signs in. */
export function loginFilter(filter: string, login: string): string {
  return filter.replaceAll(LOGIN, () => escaped(login));
}

/** The filter that finds the entry that a directory knows by this for ever, by whichever of these attributes. */
export function subjectFilter(subject: string, attributes: readonly string[]): string {
  const texts = attributes.map((name) => `(${name}=${escaped(subject)})`);
  // Active Directory's is no text, and known here by its bytes in hexadecimal.
  const bytes = /^[0-9a-f]{32}$/.test(subject)
    ? `(objectGUID=${subject.replaceAll(/../g, (byte) => `\\${byte}`)})`
    : '';
  return `(|${texts.join('')}${bytes})`;
}

/** The filter that finds the groups of an entry. */
export function groupFilter(filter: string, dn: string): string {
  return filter.replaceAll(DN, () => escaped(dn));
}

/** The name of an entry in one way of writing: letter case and spaces around commas and equals signs count for nothing. */
export function dnKey(dn: string): string {
  return dn
    .trim()
    .toLowerCase()
    .replaceAll(/\s*([,=])\s*/g, '$1');
}
