/** Told to whoever is signed in and may not open the panel. */
export const PANEL_CLOSED = 'The admin panel is for IT staff. Your complaints are in the portal.';
