import { isOwnAddress } from '../../models/own-address.ts';
import { displayName } from '../../models/user.ts';
import { tidy } from '../../models/text.ts';
import { DJANGO_PREFIX, djangoRoundsOf } from '../people/django-password.ts';
import { firstOf, flagIn, momentIn, textIn, type SourceRow } from './clean.ts';
import type { ImportRun } from './import-run.ts';
import type { Ledger } from './ledger.ts';
import type { PlannedProfile } from './profiles.ts';

const NAME_LENGTH = 150;

/** Somebody of the old portal as they are here. */
export interface Person {
  readonly id: number;
  readonly name: string;
  /** They worked on complaints there, or administered something: what they did to complaints is believed. */
  readonly isStaff: boolean;
  /** They can have complaints here. */
  readonly isAssignable: boolean;
}

/** Somebody who is to be created. */
export interface PlannedPerson {
  readonly sourceId: number;
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly passwordHash: string;
  readonly isActive: boolean;
  readonly isSuperuser: boolean;
  readonly lastLogin: Date | null;
  readonly dateJoined: Date;
  readonly profile: PlannedProfile;
  readonly groupIds: readonly number[];
}

/** What stays of an e-mail address. */
export function emailOf(row: SourceRow, username: string, ledger: Ledger): string {
  const email = tidy(textIn(row, 'email'));
  if (email === '' || isOwnAddress(email)) return email;
  ledger.note('E-mail addresses that are none and are left out', `${username}: “${firstOf(email, 100)}”`);
  return '';
}

/** The hash by which they sign in, or none. */
export function passwordOf(row: SourceRow, username: string, ledger: Ledger): string {
  const hash = textIn(row, 'password');
  if (djangoRoundsOf(hash) > 0) return hash;
  const isNone = hash === '' || hash.startsWith('!');
  const kind = hash.startsWith(DJANGO_PREFIX)
    ? 'one that is not whole, or of too many rounds'
    : 'one of another kind';
  ledger.note(
    isNone
      ? 'People who had no password, and need a link to set one'
      : 'People whose password cannot be taken, and who need a link to set one',
    isNone ? username : `${username} (${kind})`,
  );
  return '';
}

/** What of a row of auth_user is taken as it is. */
export function ownValues(row: SourceRow, { now }: ImportRun) {
  const lastLogin = momentIn(row, 'last_login') ?? null;
  return {
    firstName: firstOf(textIn(row, 'first_name'), NAME_LENGTH),
    lastName: firstOf(textIn(row, 'last_name'), NAME_LENGTH),
    isActive: flagIn(row, 'is_active', true),
    isSuperuser: flagIn(row, 'is_superuser', false),
    lastLogin,
    dateJoined: momentIn(row, 'date_joined') ?? lastLogin ?? now,
  };
}

/** How somebody is called where they are named. */
export const nameOf = (person: Pick<PlannedPerson, 'firstName' | 'lastName' | 'username'>): string =>
  displayName(person);
