import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';

const src = join(import.meta.dirname, '..', 'src');

/** Ways to write a complaint's row. */
const WRITES: readonly RegExp[] = [
  /\bComplaint(\.(un)?scoped?\([^)]*\))?\.(create|bulkCreate|update|upsert|increment|decrement|build|findOrCreate)\(/,
  /\bcomplaint\??\.(save|set|update|setDataValue|increment|decrement)\(/,
  /\.(statusId|assigneeId|resolvedAt|closedAt|reopenCount)\s*\??=(?![=>])/,
  /\b(UPDATE|INSERT\s+INTO|REPLACE\s+INTO)\s+[`"]?complaints\b/i,
];

/** The only files that may, and what for. */
const WRITERS: Readonly<Record<string, string>> = {
  'use-cases/complaints/post-complaint.ts': 'files it',
  'use-cases/complaints/steps/write-outcome.ts': 'takes every later step',
  'use-cases/complaints/steps/edit-complaint.ts':
    'sets what its strict schema lets through, saved by write-outcome',
  'use-cases/complaints/conversation/mark-seen.ts': 'remembers when the reporter looked',
  'use-cases/django-import/complaints/write-added.ts':
    'lets go on what went on in the old portal, where nobody did anything with it here',
  'use-cases/targets/move-clock.ts': 'sets what a step does to the clock, saved by write-outcome',
  'use-cases/targets/apply-targets.ts': 'works out anew what is due, and no more',
  'use-cases/erasure/erase-complaints.ts': 'erases what somebody wrote and how they are reached, and no more',
  'use-cases/retention/remove-files.ts': 'remembers that files went of what was closed long ago, and no more',
  'use-cases/retention/remove-texts.ts': 'removes texts of what was closed long ago, and no more',
  'use-cases/targets/tell-alarms.ts': 'remembers what was told of what is late, and no more',
};

function sources(): string[] {
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path));
}

function offences(text: string): string[] {
  return text.split('\n').filter((line) => WRITES.some((pattern) => pattern.test(line)));
}

describe('status, assignee and resolution', () => {
  it('are written by the steps alone', () => {
    const found: string[] = [];
    for (const path of sources()) {
      if (path in WRITERS) continue;
      for (const line of offences(readFileSync(join(src, path), 'utf8')))
        found.push(`${path}: ${line.trim()}`);
    }
    expect(found).to.deep.equal([]);
  });

  it('would be found out where somebody else wrote them', () => {
    for (const line of [
      'await Complaint.update({ statusId: 3 }, { where: { id } });',
      'await complaint.update({ assigneeId });',
      'await complaint.save();',
      'complaint.statusId = closed.id;',
      'row.resolvedAt = new Date();',
      'await db.query("UPDATE complaints SET status_id = 6");',
    ]) {
      expect(offences(line), line).to.have.length(1);
    }
    expect(offences('if (row.statusId === open.id) return;')).to.deep.equal([]);
  });

  it('have no writer in the list that is gone', () => {
    const paths = new Set(sources());
    expect(Object.keys(WRITERS).filter((path) => !paths.has(path))).to.deep.equal([]);
  });
});
