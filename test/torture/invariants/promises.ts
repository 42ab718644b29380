import type { Row } from '../place.ts';
import type { Invariant } from './invariant.ts';

function grouped(rows: readonly Row[], by: string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = String(row[by]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

/** Nothing that was filed is lost or doubled. */
export const filings: Invariant = {
  name: 'filings kept',
  sentence: 'Every filing that was acknowledged is there exactly once, under its number, with its files.',
  async find({ place, done }) {
    if (done === undefined) return [];
    const complaints = grouped(await place.rows('SELECT id, title FROM complaints'), 'title');
    const files = grouped(
      await place.rows(
        'SELECT complaint_id, original_name, sha256 FROM attachments WHERE remark_id IS NULL ORDER BY id',
      ),
      'complaint_id',
    );
    const found: string[] = [];
    for (const [title, { id, files: sent }] of done.filed) {
      const there = complaints.get(title) ?? [];
      if (there.length !== 1 || there[0]?.id !== id)
        found.push(`“${title}”, number ${id}: ${there.map((row) => row.id).join(', ') || 'nowhere'}`);
      const stored = (files.get(String(id)) ?? []).map((row) => `${row.original_name} ${row.sha256}`);
      const wanted = sent.map(({ name, sha256 }) => `${name} ${sha256}`);
      if (JSON.stringify(stored.toSorted()) !== JSON.stringify(wanted.toSorted()))
        found.push(`files of number ${id}: ${stored.join(', ')} instead of ${wanted.join(', ')}`);
    }
    return found;
  },
};

/** A title that nobody was told a number of may be there, but not twice. */
export const titlesOnce: Invariant = {
  name: 'filings once',
  sentence: 'A form that was sent several times files one complaint.',
  async find({ place }) {
    const rows = await place.rows(
      "SELECT title, COUNT(*) AS n FROM complaints WHERE title LIKE 'Torture %' GROUP BY title HAVING COUNT(*) > 1",
    );
    return rows.map(({ title, n }) => `${n} of “${title}”`);
  },
};

/** Nothing that was said is lost. */
export const replies: Invariant = {
  name: 'replies kept',
  sentence: 'Every reply that was acknowledged is there.',
  async find({ place, done }) {
    if (done === undefined) return [];
    const said = new Set((await place.rows('SELECT text FROM remarks')).map(({ text }) => String(text)));
    return [...done.replies].filter((text) => !said.has(text));
  },
};

/** Nothing that was done is undone. */
export const steps: Invariant = {
  name: 'steps kept',
  sentence: 'Every step that was acknowledged is in the journal.',
  async find({ place, done }) {
    if (done === undefined) return [];
    const rows = await place.rows('SELECT name, complaint_id FROM events WHERE complaint_id IS NOT NULL');
    const taken = new Set(rows.map(({ name, complaint_id: id }) => `${name} ${id}`));
    return [...done.steps].filter((step) => !taken.has(step));
  },
};
