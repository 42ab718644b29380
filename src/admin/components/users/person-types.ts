import type { RecordJSON } from 'adminjs';
import type { EventLine } from '../audit/use-events.ts';

/** A complaint as a person's page lists it. */
interface ListedComplaint {
  readonly id: number;
  readonly title: string;
  readonly urgency: string;
  readonly status: string;
  readonly category: string;
  readonly lastActivityAt: string;
}

/** The newest complaints of a kind, and how many there are. */
export interface SomeComplaints {
  readonly count: { readonly count: number; readonly more: boolean };
  readonly rows: readonly ListedComplaint[];
}

/** A browser in which somebody is signed in. */
export interface OpenSession {
  readonly handle: string;
  readonly began: string;
  readonly lastUsed: string;
  readonly program: string;
  readonly address: string;
}

/** An account of another service by which somebody signs in. */
export interface LinkedIdentity {
  readonly id: number;
  readonly issuer: string;
  readonly subject: string;
  readonly linkedAt: string;
  readonly lastUsedAt: string | null;
}

/** What somebody gives beside their password. */
export interface Factors {
  readonly app?: { readonly since: string };
  readonly passkeys: number;
  readonly recoveryCodes: number;
}

/** A person with what belongs to them; null is what whoever looks may not see. */
export interface PersonRecord extends RecordJSON {
  readonly person: {
    readonly filed: SomeComplaints | null;
    readonly work: SomeComplaints | null;
    readonly sessions: readonly OpenSession[] | null;
    readonly identities: readonly LinkedIdentity[] | null;
    readonly factors: Factors | null;
    readonly history: readonly EventLine[] | null;
    /** What a mail server said as it refused their address. */
    readonly refusal: { readonly reason: string; readonly refusedAt: string } | null;
  };
}

/** Whether a record came with its page. */
export function isPerson(record: object | undefined): record is PersonRecord {
  return record !== undefined && 'person' in record;
}
