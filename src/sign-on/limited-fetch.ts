import { ProviderError } from './faults.ts';

/** Longest answer of a provider that is read, in bytes: some tell thousands of groups. */
const MOST_BYTES = 4_000_000;

async function wholeOf(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new ProviderError('refused', new Error('the answer is too long'));
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Asks a provider, and takes no endless answer. */
export async function limitedFetch(address: string, options: RequestInit): Promise<Response> {
  const response = await fetch(address, options);
  const { status, headers } = response;
  const body = await wholeOf(response);
  const isEmpty = [101, 103, 204, 205, 304].includes(status);
  return new Response(isEmpty ? null : new Uint8Array(body), { status, headers });
}
