import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { Paper } from '../../src/documents/pdf/paper.ts';
import { wallClock } from '../../src/documents/wall-clock.ts';
import { Attachment } from '../../src/models/attachment.ts';
import { storage } from '../../src/storage/storage.ts';
import { getConversation } from '../../src/use-cases/complaints/conversation/get-conversation.ts';
import { addRemark } from '../../src/use-cases/complaints/steps/add-remark.ts';
import { drawComplaint } from '../../src/use-cases/exports/draw-complaint.ts';
import { buildComplaint, buildReplies } from '../factories/complaints.ts';
import type { Cast } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import type { Client } from '../support/client.ts';
import { png } from '../support/files.ts';
import { itOnce } from '../support/it-once.ts';
import { journal } from '../support/journal.ts';
import { byHand } from '../support/journal-watch.ts';
import { chunk, header, hostilePngs, pngFile, rowsChunk } from '../support/png-files.ts';
import { readPdf } from '../support/read-pdf.ts';
import { enterAsRosa } from '../support/reporter.ts';

describe('complaints that are printed', () => {
  let app: TestApp;
  let cast: Cast;
  let rosa: Client;
  before(async () => {
    app = await startApp();
  });
  beforeEach(async () => {
    ({ cast, rosa } = await enterAsRosa(app));
  });
  after(() => app.stop());

  async function attach(complaintId: number, originalName: string, content: Buffer): Promise<void> {
    const { key: storageKey, ...stored } = await storage().put(Readable.from([content]), 1_000_000);
    const row = { complaintId, remarkId: null, eventId: 1, uploaderId: cast.rosa.id };
    await byHand(() =>
      Attachment.create({ ...row, ...stored, storageKey, originalName, contentType: 'image/png' }),
    );
  }

  const print = async (id: number, signal: AbortSignal | null = null) => {
    const cookie = [...rosa.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${app.url}/complaints/${id}/pdf`, { headers: { cookie }, signal });
    return { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
  };
  const told = async () => (await journal({ name: 'export.downloaded' })).length;

  itOnce('name the files that cannot be drawn, live on, and draw the others', async function drawn() {
    this.timeout(60_000);
    const { id } = await buildComplaint({ reporter: cast.rosa });
    for (const [index, bytes] of Object.values(hostilePngs).entries())
      await attach(id, `bad${index}.png`, bytes);
    const palette = [header(1, 1, 3), chunk('PLTE', Buffer.alloc(3))];
    await attach(id, 'shares.png', png);
    await attach(id, 'palette.png', pngFile(...palette, rowsChunk([0, 0])));
    const { status, body } = await print(id);
    expect(status).to.equal(200);
    const { text, pictures } = readPdf(body);
    for (const index of Object.keys(Object.values(hostilePngs))) expect(text).to.include(`bad${index}.png`);
    expect(text).to.include('shares.png').and.to.include('palette.png');
    // One with its shares, one without.
    expect(pictures).to.equal(3);
  });

  itOnce('are three at most of one person at a time', async function three() {
    this.timeout(60_000);
    const { id } = await buildComplaint({ reporter: cast.rosa });
    await buildReplies(id, cast.elena, 60);
    const all = await Promise.all([1, 2, 3, 4].map(() => print(id)));
    expect(all.map(({ status }) => status)).to.have.members([200, 200, 200, 429]);
    expect(all.find(({ status }) => status === 429)?.body.toString()).to.include('still being made');
    expect((await print(id)).status).to.equal(200);
  });

  itOnce('are not drawn to the end for who has gone', async function gone() {
    this.timeout(60_000);
    const { id } = await buildComplaint({ reporter: cast.rosa });
    await buildReplies(id, cast.elena, 1500);
    const other = await buildComplaint({ reporter: cast.rosa });
    const gone = new AbortController();
    const left = [1, 2, 3].map(() => print(id, gone.signal).catch((error: Error) => error.name));
    await delay(200);
    gone.abort();
    expect(await Promise.all(left)).to.deep.equal(['AbortError', 'AbortError', 'AbortError']);
    await delay(50);
    expect((await print(other.id)).status).to.equal(200);
    // Only when two of them had ended would there have been a place for the last.
    expect(await told()).to.equal(1);
  });

  it('are not asked for without end, whichever process answers', async () => {
    const other = await startApp();
    try {
      const clients = [await signIn(app.client(), 'sam'), await signIn(other.client(), 'sam')];
      const ask = (times: number) => clients[times % 2]?.get('/complaints/999999/pdf');
      for (let times = 1; times <= 20; times += 1) expect((await ask(times))?.status).to.equal(404);
      for (const times of [0, 1]) {
        const refused = await ask(times);
        expect([refused?.status, refused?.text.includes('asked too often')]).to.deep.equal([429, true]);
      }
    } finally {
      await other.stop();
    }
  });

  itOnce('end after some hundred pages, and say what is left out', async function long() {
    this.timeout(60_000);
    const { id } = await buildComplaint({ reporter: cast.rosa });
    await addRemark(cast.rosa, { id, remark: 'Hello' });
    const { complaint, events, attachments } = await getConversation(cast.rosa, id, { reopenDays: 0 });
    const said = events.find(({ remark }) => remark !== null);
    if (!said?.remark) throw new Error('nothing was said');
    const long = { ...said, remark: { ...said.remark, text: '\n'.repeat(20_500) } };
    const paper = new Paper('Long', new Date());
    const clock = wallClock('UTC');
    const shared = { complaint, attachments, pictures: new Map(), timeZone: 'UTC', clock };
    drawComplaint(paper, { ...shared, events: [said, long, said, said] });
    const { pages, text } = readPdf(await buffer(paper.end()));
    expect(pages).to.be.within(400, 450);
    expect(text).to.include('2latereventsareleftout.');
    expect(text.match(/Hello/g)).to.have.length(1);
  });
});
