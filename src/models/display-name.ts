/** First and last name, or the username of somebody without either. */
export function displayName(person: {
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly username: string;
}): string {
  return `${person.firstName ?? ''} ${person.lastName ?? ''}`.trim() || person.username;
}
