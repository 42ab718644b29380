import type { Request, Response } from 'express';
import { cookieIn } from '../../web/cookie-in.ts';
import { attributesFor, type SessionCookie } from '../../web/session-cookie.ts';

/** Ends the name of the cookie by which a browser says which complaint it has just filed; it begins as the session's does. */
const SUFFIX = '-filed';
/** For how long that is news, in milliseconds. */
const NEWS_MS = 10 * 60 * 1000;

function cookieOf(request: Request, response: Response) {
  const { name, attributes } = response.locals.sessionCookie as SessionCookie;
  return { name: name + SUFFIX, attributes: attributesFor(request, attributes) };
}

/**
 * Has the page of a complaint say that it was just filed. The browser keeps that itself, not its session: it proves
 * nothing, and is not worth another write to the database with each filing.
 */
export function tellFiled(request: Request, response: Response, id: number): void {
  const { name, attributes } = cookieOf(request, response);
  response.cookie(name, String(id), { ...attributes, maxAge: NEWS_MS });
}

/** Whether this browser has just filed that complaint; true once. */
export function wasJustFiled(request: Request, response: Response, id: number): boolean {
  const { name, attributes } = cookieOf(request, response);
  if (cookieIn(request, name) !== String(id)) return false;
  response.clearCookie(name, attributes);
  return true;
}
