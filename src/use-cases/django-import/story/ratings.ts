import { COMMENT_LENGTH } from '../../../models/feedback.ts';
import { textKey } from '../../../models/text.ts';
import { firstOf, idIn, isLonger, momentIn, numberIn, textIn, type SourceRow } from '../clean.ts';
import { isClose, PARTS, type Dossier, type Draft, type SourceKey, type Telling } from './dossier.ts';
import { saidBy } from './remarks.ts';

const CLOSING_SECONDS = 60;

/** What somebody thought of a solution. */
interface Opinion {
  readonly source: SourceKey;
  readonly at: Date;
  /** From 1 to 5; undefined: words alone. */
  readonly stars: number | undefined;
  readonly words: string;
}

const asStars = (value: number | undefined): number | undefined =>
  value !== undefined && value >= 1 && value <= 5 ? Math.round(value) : undefined;

/** Questions and answers, which a later version of the old portal asked instead of one rating. */
function responsesIn(row: SourceRow): Readonly<Record<string, unknown>> {
  try {
    const value = row.responses;
    const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : value;
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : {};
  } catch {
    return {};
  }
}

/** One rating of several answers: the one that is called so, else their mean. */
function starsOf(responses: Readonly<Record<string, unknown>>): number | undefined {
  const numbers = Object.keys(responses).flatMap((name) => {
    const stars = asStars(numberIn(responses, name));
    return stars === undefined ? [] : [{ name, stars }];
  });
  const named = numbers.find(({ name }) => /^(rating|overall)/i.test(name));
  if (named !== undefined || numbers.length === 0) return named?.stars;
  return Math.round(numbers.reduce((sum, { stars }) => sum + stars, 0) / numbers.length);
}

function opinionOf(table: string, row: SourceRow, { changedAt }: Telling): Opinion {
  const responses = responsesIn(row);
  const answers = Object.entries(responses).map(([name, value]) => `${name}: ${textIn({ value }, 'value')}`);
  const words = [
    textIn(row, 'feedback_text'),
    textIn(row, 'comment'),
    textIn(row, 'suggestions'),
    ...answers,
  ];
  return {
    source: { table, id: idIn(row, 'id') ?? 0 },
    at: momentIn(row, 'created_at') ?? momentIn(row, 'submitted_at') ?? changedAt,
    stars: asStars(numberIn(row, 'rating')) ?? starsOf(responses),
    words: words.filter((text) => textKey(text) !== '').join('\n'),
  };
}

function opinionsOf({ ratings, feedback }: Dossier, telling: Telling): Opinion[] {
  return [
    ...ratings.map((row) => opinionOf(PARTS.ratings, row, telling)),
    ...feedback.map((row) => opinionOf(PARTS.feedback, row, telling)),
  ].toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

/** The solution that was rated: the last before, else any. */
function solutionFor(moves: readonly Draft[], at: Date): Draft | undefined {
  const of = (category: string) => moves.filter(({ move }) => move?.to.category === category);
  const all = [...of('resolved'), ...(of('resolved').length > 0 ? [] : of('closed'))];
  return all.findLast((draft) => draft.at <= at) ?? all.at(-1);
}

function asReply({ at, stars, words, source }: Opinion, { reporter, fates }: Telling, why: string): Draft[] {
  if (words === '' && stars === undefined) {
    fates.skipped(source.table, source.id, 'it says nothing');
    return [];
  }
  fates.merged(source.table, source.id, why);
  const text = [stars === undefined ? '' : `Rated with ${stars} of 5.`, words].filter(Boolean).join('\n');
  return [{ at, by: reporter, said: saidBy(text, reporter), sources: [source] }];
}

function rate(moves: readonly Draft[], opinion: Opinion, solution: Draft, telling: Telling): Draft[] {
  const { at, stars = 0, words, source } = opinion;
  const { reporter } = telling;
  solution.isRated = true;
  const rated = { rating: stars, comment: firstOf(words, COMMENT_LENGTH), of: solution };
  const isTooLong = isLonger(words, COMMENT_LENGTH);
  const closing = moves.find(
    (draft) =>
      draft.move?.to.category === 'closed' &&
      draft.by?.id === reporter.id &&
      draft.rated === undefined &&
      isClose(draft.at, at, CLOSING_SECONDS),
  );
  if (closing !== undefined && (!isTooLong || closing.said === undefined)) {
    closing.rated = rated;
    if (isTooLong) closing.said = saidBy(words, reporter);
    closing.sources.push(source);
    return [];
  }
  const own = { at, by: reporter, rated, told: 'rated the solution', sources: [source] };
  return [isTooLong ? { ...own, said: saidBy(words, reporter) } : own];
}

/** Puts ratings to the solutions that they are of, one each; what cannot be one is said as a reply. */
export function joinRatings(dossier: Dossier, moves: readonly Draft[], telling: Telling): Draft[] {
  const rated = new Set<Draft>();
  return opinionsOf(dossier, telling).flatMap((opinion) => {
    const solution = solutionFor(moves, opinion.at);
    if (opinion.stars === undefined) return asReply(opinion, telling, 'it has no stars, and is a reply here');
    if (solution === undefined)
      return asReply(opinion, telling, 'there is no solution that it rates; it is a reply here');
    if (rated.has(solution))
      return asReply(opinion, telling, 'the solution is rated already; it is a reply here');
    rated.add(solution);
    return rate(moves, opinion, solution, telling);
  });
}
