/** What is wanted of one kind of request: answers a second on several connections, or milliseconds for nearly all. */
export interface Wanted {
  readonly perSecond?: number;
  readonly p95?: number;
}

/** Complaints filed a second, by one person and by several at once. */
export const FILED_PER_SECOND = {
  mariadb: { one: 170, several: 300 },
  sqlite: { one: 100, several: 150 },
} as const;

/** Complaints filed a second by programs, several at once. */
export const FILED_BY_API = 170;

/** What is wanted of a file that is made while it is sent: seconds for so many complaints, and megabytes. */
export interface WantedFile {
  readonly complaints: number;
  readonly seconds: number;
  readonly growth: number;
}

const LIST_FILE: WantedFile = { complaints: 200_000, seconds: 10, growth: 100 };

/** By the name of the file. */
export const WANTED_FILES: Readonly<Record<string, WantedFile>> = {
  'export, CSV': LIST_FILE,
  'export, CSV for Excel': LIST_FILE,
  'export, XLSX': LIST_FILE,
  'export, JSON lines': LIST_FILE,
};

/** By the name of the page. */
export const WANTED: Readonly<Record<string, Wanted>> = {
  'queue, first page': { perSecond: 250 },
  'users, 100 rows': { perSecond: 250 },
  'search: common word': { perSecond: 150 },
  'search in all: rare word': { p95: 100 },
  'search in all: common word': { p95: 100 },
  'search in all: phrase': { p95: 100 },
  'search in all: two words': { p95: 100 },
  'filter: part of no title': { p95: 100 },
  'panel, first page': { p95: 100 },
  'panel, first page of a year': { p95: 100 },
  'panel, complaint': { perSecond: 250 },
  'portal, complaint': { perSecond: 250 },
  'portal, own complaints': { perSecond: 500 },
  'FAQ, fitting a title': { p95: 100 },
  'API, list of 50': { perSecond: 400 },
  'API, complaint': { perSecond: 600 },
};
