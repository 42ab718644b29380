import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Config } from '../config.ts';
import type { Person } from '../policies/actor.ts';
import type { Permission } from '../policies/permissions.ts';

/** What of the configuration routes go by. */
export type ApiSettings = Pick<
  Config,
  | 'baseUrl'
  | 'timeZone'
  | 'reopenDays'
  | 'filingsPerHour'
  | 'uploadMbPerDay'
  | 'apiRequestsPerMinute'
  | 'apiOrigins'
>;

/** Who asks, and for what; already understood. */
export interface Call<Query = unknown, Body = unknown> {
  readonly actor: Person;
  readonly scopes: readonly string[];
  /** The numbers that stand in the address, by their names. */
  readonly ids: Readonly<Record<string, number>>;
  readonly query: Query;
  readonly body: Body;
  /** The version that `If-Match` names. */
  readonly version: number | undefined;
  /** Of `Idempotency-Key`, fit for the key of a form; stands nowhere in the database. */
  readonly submissionKey: string | undefined;
  readonly settings: ApiSettings;
  readonly request: Request;
  readonly response: Response;
}

export type Method = 'get' | 'post' | 'patch' | 'put' | 'delete';

/** One operation of the interface: what the document says of it and what the program does are made of this alone. */
export interface Route {
  readonly method: Method;
  /** Below `/api/v1`, with numbers in braces, such as `/complaints/{id}`. */
  readonly path: string;
  /** Part of the document that it stands in. */
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** What somebody needs for it beyond a token; the use case decides. */
  readonly needs?: Permission | readonly Permission[];
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Undefined: nothing is answered but the status; `file`: a file of any type. */
  readonly answer?: z.ZodType | 'file';
  /** Default: 200, or 204 without an answer. */
  readonly status?: number;
  /** `required`: the change needs `If-Match`; `optional`: it may have it; undefined: there is no version to go by. */
  readonly ifMatch?: 'required' | 'optional';
  /** A POST whose use case remembers `submissionKey` in its own transaction; any other is remembered around it. */
  readonly remembers?: true;
  /** What was sent, where that is more than the JSON in the body. */
  readonly describe?: (call: Call) => unknown;
  /** Below which address stands what was made, by the number that `handle` returns. */
  readonly made?: string;
  /** Something is taken out, of which the journal tells: a HEAD, which only looks, takes nothing. */
  readonly takesOut?: true;
  /** The body is a form with files. */
  readonly takesFiles?: true;
  /** Reads what is answered, or does what is asked. */
  readonly handle: (call: Call) => unknown;
  /**
   * Reads what is answered of what `handle` did, by what that returned. Whoever may not see it is answered 204: it was
   * done all the same. Asked anew for each repetition, so that nobody is told what they may not see any more.
   */
  readonly tell?: (call: Call, outcome: unknown) => unknown;
}

type Asked<Q, B> = Call<
  Q extends z.ZodType ? z.output<Q> : undefined,
  B extends z.ZodType ? z.output<B> : undefined
>;

type Common<Q, B, A> = Omit<Route, 'query' | 'body' | 'answer' | 'handle' | 'tell'> & {
  readonly query?: Q;
  readonly body?: B;
  readonly answer?: A;
};

type Spec<Q, B, A> = Common<Q, B, A> & {
  readonly handle: (call: Asked<Q, B>) => Handled<A> | Promise<Handled<A>>;
};

type ChangeSpec<Q, B, A, Outcome> = Common<Q, B, A> & {
  readonly handle: (call: Asked<Q, B>) => Outcome | Promise<Outcome>;
  readonly tell: (call: Asked<Q, B>, outcome: Outcome) => Handled<A> | Promise<Handled<A>>;
};

type Handled<A> = A extends z.ZodType ? z.input<A> : void;

/** A route whose handler is held to its schemas. */
export function route<
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  A extends z.ZodType | 'file' | undefined = undefined,
>(spec: Spec<Q, B, A>): Route {
  return spec as Route;
}

/** A route that changes something and then tells what became of it, held to its schemas. */
export function change<
  Outcome extends number | void | readonly unknown[],
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  A extends z.ZodType | undefined = undefined,
>(spec: ChangeSpec<Q, B, A, Outcome>): Route {
  return spec as Route;
}
