/** Environment variables of the portal. */
export type Settings = Readonly<Record<string, string>>;

/** What the journal is proven with, by the one who loads and by the portal. */
export const SECRET_KEY = 'a key only for measuring, and nothing else';

/** No work by the clock falls into what is measured, and nobody is told to file less. */
export function settingsOf(url: string | undefined, dataDir: string): Settings {
  const common = {
    DATA_DIR: dataDir,
    SECRET_KEY,
    WORKER: 'off',
    FILINGS_PER_HOUR: '100000',
    API_REQUESTS_PER_MINUTE: '0',
  };
  if (url === undefined) return common;
  return { ...common, DATABASE_URL: url, SESSION_SECRET: 'only for measuring, and for nothing else' };
}
