/** What the secret of somebody's second factor is encrypted for: moved to another person's row it is not read. */
export function secretPurpose(userId: number): string {
  return `second factor ${userId}`;
}
