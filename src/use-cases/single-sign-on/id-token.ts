/** What the stored ID tokens are encrypted for. */
export const ID_TOKEN = 'id token of a session';
