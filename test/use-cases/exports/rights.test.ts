import { expect } from 'chai';
import { exportComplaints } from '../../../src/use-cases/exports/export-complaints.ts';
import { exportEvents } from '../../../src/use-cases/exports/export-events.ts';
import { buildCast } from '../../factories/people.ts';
import { refusal } from '../../support/refusal.ts';

describe('a list that is taken out', () => {
  it('is refused to those who may not see it, whatever asks for them', async () => {
    const { amir, rosa } = await buildCast();
    expect((await refusal(exportComplaints(rosa, {}, 'UTC'))).status).to.equal(403);
    expect((await refusal(exportEvents(amir, {}))).status).to.equal(403);
  });
});
