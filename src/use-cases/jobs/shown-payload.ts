const SECRET = /pass|secret|token|key|credential|authorization|cookie|hash|^login$/i;
const HIDDEN = '[not shown]';

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, SECRET.test(name) ? HIDDEN : withoutSecrets(inner)]),
  );
}

function read(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    // Whoever looks for what is wrong is shown the job all the same.
    return undefined;
  }
}

/** What a job was given, for people: one line each, and nothing of what is named like a secret; empty where there is nothing. */
export function shownPayload(payload: string): string {
  const given = read(payload);
  if (typeof given !== 'object' || given === null) return 'This cannot be read.';
  const value = withoutSecrets(given) as Readonly<Record<string, unknown>>;
  return Object.entries(value)
    .map(([name, inner]) => `${name}: ${typeof inner === 'string' ? inner : JSON.stringify(inner)}`)
    .join('\n');
}
