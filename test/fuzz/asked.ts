import { expect } from 'chai';
import fc from 'fast-check';
import type { Answer } from '../support/client.ts';
import { leakIn } from '../torture/leaks.ts';

/** So often something made up is tried; the long form says more. */
export const RUNS = Number(process.env.FUZZ_RUNS ?? 0) || undefined;
/** An answer that takes longer is a fault, in milliseconds; far more than any takes, since others use the machine, too. */
const HANGS_MS = 30_000;

/** As a part of an address; half a letter, which no address can hold, is taken for the sign that stands for it. */
export const inAddress = (text: string): string => encodeURIComponent(Buffer.from(text).toString());

/** What people, programs and enemies send instead of what is asked for. */
export const strange: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '0',
    '-1',
    '1e309',
    'NaN',
    '9007199254740993',
    '99999999999999999999',
    'true',
    'null',
    'undefined',
    '[]',
    '{}',
    '{"$gt":""}',
    '\0',
    'a\0b',
    '%',
    '%00',
    '_',
    '\\',
    "' OR 1=1 --",
    '"><img src=x onerror=alert(1)>',
    '{{7*7}}',
    '../../../../etc/passwd',
    '__proto__',
    'constructor',
    '٣',
    '𝒳',
    '\u{202e}abc',
    '\ud800',
    '2026-02-30',
    '0000-00-00',
    '275760-09-13',
    'x'.repeat(3000),
    'é'.repeat(300),
    '1,2,3',
    '1;2',
  ),
  fc.string({ maxLength: 40, unit: 'binary' }),
  fc.integer().map(String),
  fc.json({ maxDepth: 2 }),
);

/** Asks, and looks at the answer as every answer has to be: no fault of ours, nothing given away, within some seconds. */
export async function soundly(what: string, asking: () => Promise<Answer>): Promise<Answer> {
  const begun = performance.now();
  const answer = await asking();
  const took = performance.now() - begun;
  const told = `${what}\n${answer.status}: ${answer.text.slice(0, 300)}`;
  expect(answer.status < 500 || answer.status === 503, told).to.equal(true);
  expect(leakIn(answer.text), told).to.equal(undefined);
  expect(took, `it hangs: ${told}`).to.be.lessThan(HANGS_MS);
  return answer;
}
