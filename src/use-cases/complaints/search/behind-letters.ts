import { database, isSqlite } from '../../../database/connect.ts';

/** What is neither a digit nor the end of a word, nor the mark of a word that is a slice of another. */
const LETTER = '[^0-9 \t]';

/**
 * A condition: the column has these digits somewhere right behind a letter, as KB5034441 has them.
 *
 * @param digits nothing else.
 */
export function isBehindLetters(column: string, digits: string): string {
  return isSqlite()
    ? `${column} GLOB ${database().escape(`*${LETTER}${digits}*`)}`
    : `${column} REGEXP ${database().escape(LETTER + digits)}`;
}
