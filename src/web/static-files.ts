import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Router, type NextFunction, type Request, type Response } from 'express';
import { lookCss } from '../look/style-sheet.ts';

const own = (name: string) => fileURLToPath(new URL(`../portal/public/${name}`, import.meta.url));
const shared = (name: string) => fileURLToPath(new URL(`../look/public/${name}`, import.meta.url));
const installed = (name: string) => fileURLToPath(import.meta.resolve(name));
/** Of a package that names nothing but its modules. */
const beside = (name: string, path: string) => fileURLToPath(new URL(path, import.meta.resolve(name)));

const FILES = {
  'bootstrap.css': installed('bootstrap/dist/css/bootstrap.min.css'),
  'portal.css': own('portal.css'),
  'portal.js': own('portal.js'),
  'portal-live.js': own('portal-live.js'),
  'portal-bell.js': own('portal-bell.js'),
  'portal-forms.js': own('portal-forms.js'),
  'portal-faq.js': own('portal-faq.js'),
  'portal-files.js': own('portal-files.js'),
  'portal-send.js': own('portal-send.js'),
  'portal-sign-in.js': own('portal-sign-in.js'),
  'portal-passkeys.js': own('portal-passkeys.js'),
  'webauthn.js': beside('@simplewebauthn/browser', '../dist/bundle/index.umd.min.js'),
  'live.js': shared('live.js'),
  'bell.js': shared('bell.js'),
  'drafts.js': shared('drafts.js'),
  'files.js': shared('files.js'),
  'favicon.svg': own('favicon.svg'),
};

/** What is served though no such file exists. */
const MADE = { 'look.css': lookCss() } as const;

function isMade(name: string): name is keyof typeof MADE {
  return name in MADE;
}

/** Files that pages refer to. */
export type StaticFile = keyof typeof FILES | keyof typeof MADE;

const versions = new Map<string, string>();

function versionOf(name: StaticFile): string {
  const known = versions.get(name);
  if (known !== undefined) return known;
  const content = isMade(name) ? MADE[name] : readFileSync(FILES[name]);
  const version = createHash('sha256').update(content).digest('base64url').slice(0, 12);
  versions.set(name, version);
  return version;
}

/** The address of a file; it changes with the content, so that browsers may keep what they have for ever. */
export function staticUrl(name: StaticFile): string {
  return `/static/${name}?v=${versionOf(name)}`;
}

/** Scripts ask for one another by their names alone, and must hear when one changed. */
function cachingOf(name: StaticFile, { query }: Request): string {
  return query.v === versionOf(name) ? 'public, max-age=31536000, immutable' : 'no-cache';
}

function send(response: Response, path: string, next: NextFunction): void {
  // The project may lie in a folder whose name begins with a dot.
  response.sendFile(path, { dotfiles: 'allow', cacheControl: false }, (error?: Error) => {
    if (error !== undefined && !response.headersSent) next(error);
  });
}

/** Serves these files and no others. */
export function staticFiles(): Router {
  const router = Router();
  for (const name of Object.keys({ ...FILES, ...MADE }) as StaticFile[]) {
    router.get(`/static/${name}`, (request, response, next) => {
      response.set('Cache-Control', cachingOf(name, request));
      if (isMade(name)) response.type('css').send(MADE[name]);
      else send(response, FILES[name], next);
    });
  }
  // Browsers ask for it where a page names no icon.
  router.get('/favicon.ico', (_request, response) => response.redirect(301, staticUrl('favicon.svg')));
  return router;
}
