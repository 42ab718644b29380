/**
 * Tables that no archive has: what holds for minutes, and what would let somebody in who was let in once. People sign in
 * again after a restore, and ask for a new link to set their password.
 */
export const LEFT_OUT: ReadonlySet<string> = new Set([
  // Made anew from the manifest.
  'migrations',
  // Who changes the tables at the moment.
  'schema_lock',
  'sessions',
  'presences',
  'sign_in_failures',
  'password_links',
  'trusted_devices',
]);

/**
 * Tables that have rows where nothing was ever entered: reference data as it begins, and what a portal that runs writes by
 * itself. A restore puts others in their place.
 */
export const SET_UP: ReadonlySet<string> = new Set([
  ...LEFT_OUT,
  'seeds',
  'seeded_rows',
  'installation',
  'events',
  'event_seals',
  'jobs',
  'turns',
  'used_keys',
  'figures_state',
  'daily_figures',
  'departments',
  'groups',
  'group_permissions',
  'complaint_types',
  'statuses',
  'calendars',
  'service_targets',
]);
