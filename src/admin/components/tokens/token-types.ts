import type { RecordJSON } from 'adminjs';

/** A token as it is shown: never the token itself. */
export interface ShownToken {
  readonly id: number;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly expires: string;
  readonly lastUsedAt: string | null;
  readonly lastAddress: string | null;
}

/** A record that came with the tokens of its user. */
export interface TokensRecord extends RecordJSON {
  readonly tokens: readonly ShownToken[];
}

/** Whether a record came with tokens. */
export function hasTokens(record: object | undefined): record is TokensRecord {
  return record !== undefined && 'tokens' in record;
}
