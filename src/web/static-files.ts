import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Router, type NextFunction, type Response } from 'express';

const own = (name: string) => fileURLToPath(new URL(`../portal/public/${name}`, import.meta.url));
const installed = (name: string) => fileURLToPath(import.meta.resolve(name));

const FILES = {
  'bootstrap.css': installed('bootstrap/dist/css/bootstrap.min.css'),
  'portal.css': own('portal.css'),
  'portal.js': own('portal.js'),
  'favicon.svg': own('favicon.svg'),
};

/** Files that pages refer to. */
export type StaticFile = keyof typeof FILES;

const versions = new Map<string, string>();

/** The address of a file; it changes with the content, so that browsers may keep what they have for ever. */
export function staticUrl(name: StaticFile): string {
  const version =
    versions.get(name) ??
    createHash('sha256').update(readFileSync(FILES[name])).digest('base64url').slice(0, 12);
  versions.set(name, version);
  return `/static/${name}?v=${version}`;
}

function send(response: Response, path: string, next: NextFunction): void {
  response.set('Cache-Control', 'public, max-age=31536000, immutable');
  // The project may lie in a folder whose name begins with a dot.
  response.sendFile(path, { dotfiles: 'allow', cacheControl: false }, (error?: Error) => {
    if (error !== undefined && !response.headersSent) next(error);
  });
}

/** Serves these files and no others. */
export function staticFiles(): Router {
  const router = Router();
  for (const [name, path] of Object.entries(FILES)) {
    router.get(`/static/${name}`, (_request, response, next) => send(response, path, next));
  }
  // Browsers ask for it where a page names no icon.
  router.get('/favicon.ico', (_request, response) => response.redirect(301, staticUrl('favicon.svg')));
  return router;
}
