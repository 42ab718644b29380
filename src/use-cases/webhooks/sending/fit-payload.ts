/** Most bytes of a message; receivers may refuse what is larger. */
export const PAYLOAD_BYTES = 20_000;
/** How long texts may be, in characters, the first that fits. */
const LENGTHS = [4000, 1000, 250, 60];

type Json =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Json[]
  | { readonly [name: string]: Json };

function cut(value: unknown, length: number): Json {
  if (typeof value === 'string') {
    const letters = Array.from(value);
    return letters.length <= length ? value : `${letters.slice(0, length).join('')}…`;
  }
  if (Array.isArray(value)) return value.map((one: unknown) => cut(one, length));
  if (typeof value !== 'object' || value === null) return value as Json;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, cut(one, length)]));
}

/** A message as JSON; its texts are cut, with an ellipsis at the end, as far as it would be too large. */
export function fitted(message: {
  readonly type: string;
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
}): string {
  for (const length of LENGTHS) {
    const text = JSON.stringify(cut(message, length));
    if (Buffer.byteLength(text) < PAYLOAD_BYTES) return text;
  }
  // Of so many changes or files: what happened to what is enough to ask for the rest.
  const { event, complaint, user } = message.data;
  return JSON.stringify(cut({ ...message, data: { event, complaint, user, isCut: true } }, 60));
}
