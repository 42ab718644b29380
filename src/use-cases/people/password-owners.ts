let onlySuperusers = false;

/** Says whether passwords of the portal let superusers in and nobody else, as others sign in elsewhere. */
export function usePasswordsOfSuperusers(only: boolean): void {
  onlySuperusers = only;
}

/** Whether somebody may sign in by a password of the portal. */
export function maySignInByPassword({ isSuperuser }: { readonly isSuperuser: boolean }): boolean {
  return isSuperuser || !onlySuperusers;
}
