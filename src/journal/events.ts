import type { PlainNoun } from './plain-noun.ts';
import type { SignInDetails } from './sign-in-events.ts';
import type { UpkeepDetails } from './upkeep-events.ts';

/** A row as it was called when something happened to it, which may be named otherwise or gone today. */
export interface Named {
  readonly id: number;
  readonly name: string;
}

/** What a field held, as JSON keeps it; moments are ISO texts in UTC. */
export type FieldValue = string | number | boolean | null | Named | readonly Named[];

/** What a field held before and holds since. */
export interface FieldChange {
  readonly from: FieldValue;
  readonly to: FieldValue;
}

/** The fields that were changed. */
export type Changes = Readonly<Record<string, FieldChange>>;

/** What every event may tell. */
interface Common {
  readonly changes?: Changes;
  /** The words of a history that is older than the journal; they go on where the person's name ends. */
  readonly told?: string;
}

/** What happened to a complaint; each step of its life is one of these, with all that the step wrote. */
export interface ComplaintDetails {
  /** For whom, where somebody else filed it. */
  'complaint.filed': { readonly followUpOfId?: number | null; readonly for?: Named };
  'complaint.claimed': object;
  /** By which rule, where nobody did it by hand. */
  'complaint.assigned': { readonly rule?: Named };
  /** Whoever had it cannot have complaints any more. */
  'complaint.unassigned': { readonly because?: 'left' };
  'complaint.started': object;
  'complaint.asked': object;
  'complaint.answered': object;
  'complaint.resolved': object;
  'complaint.rejected': object;
  'complaint.confirmed': { readonly rating?: number };
  'complaint.reopened': { readonly reopenCount?: number };
  'complaint.withdrawn': object;
  'complaint.closed': { readonly days?: number };
  /** Into which complaint. */
  'complaint.merged': { readonly into?: number };
  /** Another complaint goes on in this one. */
  'complaint.absorbed': { readonly merged?: number };
  'complaint.linked': { readonly other?: number };
  'complaint.unlinked': { readonly other?: number };
  'complaint.followed': { readonly person?: Named };
  'complaint.unfollowed': { readonly person?: Named };
  'complaint.remarked': object;
  'complaint.noted': object;
  'complaint.edited': object;
  'complaint.warned': Alarm;
  'complaint.escalated': Alarm;
}

/** That the time which a service target gives is nearly over, or over. */
interface Alarm {
  readonly target?: 'response' | 'resolution';
  /** When it is or was due; an ISO text in UTC. */
  readonly dueAt?: string;
  /** When this should have been told, where the portal noticed it later. */
  readonly since?: string;
}

type PlainName = `${PlainNoun}.${'created' | 'updated' | 'deleted'}`;

/** What a row was called that is gone. */
interface Gone {
  readonly called?: string;
}

/** What happened to anything else. */
interface OtherDetails extends Record<PlainName, Gone>, SignInDetails, UpkeepDetails {
  'group.updated': Gone & Rights;
  'complaint.deleted': Gone;
  /** Days of a calendar file; the change has their dates and names. */
  'calendar.holidays_imported': object;
  /** Of how many complaints it was worked out anew what is due when; `answered`: of which the first answer counts otherwise now. */
  'service_target.applied': { readonly complaints: number; readonly answered?: readonly number[] };
  'attachment.downloaded': { readonly originalName: string };
  'user.created': object;
  /** Of a password it is told that it was changed, and no more. */
  'user.updated': { readonly passwordChanged?: true };
  'user.deleted': Gone;
  /** They sign in by an account of this service from now on, or no longer. */
  'user.linked': { readonly service: string };
  'user.unlinked': { readonly service: string };
  /** By what they sign in from now on, or no longer; as they call it. */
  'user.passkey_added': { readonly called: string };
  'user.passkey_removed': { readonly called: string };
  /** Personal data; whether what they wrote goes as well. */
  'user.erased': { readonly texts: 'keep' | 'erase' };
  /** What stood of somebody who was erased: of what, and how many. */
  'user.traces_erased': { readonly what: string; readonly rows: number };
  /** Somebody took out what the portal knows of them. */
  'user.data_downloaded': object;
  /** Somebody has no more mails of a kind, by what one of them said; which kind, in words. */
  'user.unsubscribed': { readonly mails: string };
  /** A link to set a password; why. */
  'user.link_sent': { readonly because: 'asked' | 'sent' | 'new' };
  /** Of one that takes another's place: which, by the part that is shown. */
  'api_token.created': { readonly scopes: readonly string[]; readonly replaces?: Named };
  /** By its owner or somebody else; or because its owner left. */
  'api_token.revoked': Gone & { readonly because?: 'left' };
  /** The first time on a day from an address. */
  'api_token.used': Gone;
  'export.downloaded': Taken;
  /** A mail that waited or was given up was let go at once. */
  'notification.resent': { readonly kind: string };
  /** A new secret; the former one counts for a while beside it. */
  'webhook.secret_made': object;
  /** It was switched off by the portal, since nobody took what it told. */
  'webhook.disabled': { readonly called: string; readonly reason: string };
  /** What had not been taken, or was given up, was let go at once. */
  'webhook.resent': { readonly event: string };
  /** An answer helped somebody, or they took that back. */
  'faq.helped': object;
  'faq.unhelped': object;
  /** Somebody who was about to file a complaint found that an answer solved it. */
  'faq.deflected': object;
  'faq_picture.added': { readonly originalName: string };
  /** No answer shows it any more. */
  'faq_picture.removed': { readonly originalName: string };
  /** What a command changed beyond what other events tell. */
  'command.run': { readonly command: string; readonly result: readonly object[] };
}

/** That somebody took data out of the portal. */
interface Taken {
  /** Its name: that of a list, or what it is. */
  readonly what: string;
  readonly format?: string;
  /** What the list was filtered and searched by, as its address says it. */
  readonly filters?: Readonly<Record<string, string>>;
  /** How many rows there were. */
  readonly rows?: number;
  /** The internal notes were among it. */
  readonly withNotes?: true;
}

/** What became of the rights of a group. */
interface Rights {
  readonly granted?: readonly string[];
  readonly withdrawn?: readonly string[];
}

type AllDetails = ComplaintDetails & OtherDetails;

/** Every event there is, and what it tells beyond what all of them tell. */
export type EventDetails = { readonly [Name in keyof AllDetails]: AllDetails[Name] & Common };

export type EventName = keyof EventDetails;
export type ComplaintEventName = keyof ComplaintDetails;

/** Whoever did it; an id of nobody is the operator or the portal itself. */
export interface Author {
  readonly id: number | null;
  readonly name: string;
}

/** Something that happened, as whoever writes it describes it. */
export type JournalEntry<Name extends EventName = EventName> = Name extends EventName
  ? {
      readonly name: Name;
      readonly by: Author;
      /** The row that it happened to; the part of the name before the dot says what it is. */
      readonly subjectId: number | null;
      /** The complaint that it belongs to. */
      readonly complaintId?: number | null;
      readonly details: EventDetails[Name];
      /** Default: now. */
      readonly at?: Date;
    }
  : never;
