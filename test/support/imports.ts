import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** The project's folder. */
export const root = join(import.meta.dirname, '..', '..');

/** One import of a module, as its file states it. */
export interface Import {
  /** Path from the project's folder for the project's own files, else the package's name as written. */
  readonly target: string;
  readonly isOwn: boolean;
  /** Gone after compiling. */
  readonly isType: boolean;
  /** Loaded only where the program comes by it. */
  readonly isLazy: boolean;
}

/** Paths of the TypeScript files in a folder, from the project's folder. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => join(folder, path).replaceAll('\\', '/'))
    .toSorted();
}

/** A file's text without its comments. */
export function codeOf(path: string): string {
  const text = readFileSync(join(root, path), 'utf8');
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|[\s;{}(])\/\/.*$/gm, '$1');
}

const STATEMENT =
  /(?:^|[\s;])(?:(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?|import\s*\(\s*)['"]([^'"\n]+)['"]/g;

/** What a text imports, where the file is at `path`. */
export function importsIn(code: string, path: string): Import[] {
  return [...code.matchAll(STATEMENT)].map(([statement, type, specifier = '']) => {
    const isOwn = specifier.startsWith('.');
    const target = isOwn
      ? relative(root, join(root, dirname(path), specifier)).replaceAll('\\', '/')
      : specifier;
    return { target, isOwn, isType: type !== undefined, isLazy: /import\s*\(/.test(statement) };
  });
}

/** What a file imports. */
export function importsOf(path: string): Import[] {
  return importsIn(codeOf(path), path);
}

/**
 * Every module, own or of a package, that is loaded with this file, also by way of others.
 *
 * @param left what is not followed where it is loaded later.
 */
export function reachable(path: string, left?: RegExp): Set<string> {
  const seen = new Set<string>();
  const queue = [path];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const { target, isOwn, isType, isLazy } of importsOf(file)) {
      if (isType || (isLazy && left?.test(target) === true)) continue;
      if (isOwn) queue.push(target);
      else seen.add(target);
    }
  }
  return seen;
}
