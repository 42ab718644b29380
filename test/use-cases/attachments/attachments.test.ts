import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { InvalidInputError, NotFoundError } from '../../../src/errors.ts';
import { Attachment } from '../../../src/models/attachment.ts';
import { Complaint } from '../../../src/models/complaint.ts';
import { ComplaintType } from '../../../src/models/complaint-type.ts';
import type { Person } from '../../../src/policies/actor.ts';
import { LocalDirectory } from '../../../src/storage/local-directory.ts';
import { useStorage } from '../../../src/storage/storage.ts';
import { discardFiles } from '../../../src/use-cases/attachments/keeping-files.ts';
import { openAttachment } from '../../../src/use-cases/attachments/open-attachment.ts';
import { receiveFile } from '../../../src/use-cases/attachments/receive-file.ts';
import { FILE_SIZE } from '../../../src/use-cases/attachments/file-limits.ts';
import { type ReceivedFile } from '../../../src/use-cases/attachments/received-file.ts';
import { addNote } from '../../../src/use-cases/complaints/steps/add-note.ts';
import { addRemark } from '../../../src/use-cases/complaints/steps/add-remark.ts';
import { answerComplaint } from '../../../src/use-cases/complaints/steps/answer-complaint.ts';
import { getConversation } from '../../../src/use-cases/complaints/conversation/get-conversation.ts';
import { postComplaint } from '../../../src/use-cases/complaints/post-complaint.ts';
import { resolveComplaint } from '../../../src/use-cases/complaints/steps/resolve-complaint.ts';
import { buildComplaint } from '../../factories/complaints.ts';
import { buildCast, type Cast } from '../../factories/people.ts';
import { dataDir } from '../../support/database.ts';
import { allowedFiles, png, zip } from '../../support/files.ts';
import { refusal } from '../../support/refusal.ts';
import { removeStoredFiles, storedFiles } from '../../support/stored-files.ts';

const root = join(dataDir, 'attachments');
const receive = (content: Buffer, name: string) => receiveFile(Readable.from([content]), name);

const stored = () => storedFiles(dataDir);

before(() => useStorage(new LocalDirectory(root)));

afterEach(() => removeStoredFiles(dataDir));

describe('receiving a file', () => {
  it('takes every allowed kind by its content', async () => {
    const types = [];
    for (const [name, content] of Object.entries(allowedFiles)) {
      types.push((await receive(content, name)).contentType);
    }
    expect(types).to.deep.equal([
      'application/pdf',
      'image/png',
      'image/jpeg',
      'image/gif',
      'image/webp',
      'text/plain',
      'text/plain',
      'text/csv',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/zip',
    ]);
    expect(await stored()).to.have.length(types.length);
  });

  it('believes the content, not the name', async () => {
    expect((await receive(png, 'report.pdf')).contentType).to.equal('image/png');
    expect((await receive(png, 'no ending')).contentType).to.equal('image/png');
  });

  it('refuses every other kind under whatever name, and keeps nothing of it', async () => {
    const html = '<!DOCTYPE html><script>alert(1)</script>';
    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200, 0x90)]);
    const refused: [string, string | Buffer][] = [
      ['page.html', html],
      ['page.png', html],
      ['page.txt', html],
      ['page.log', '\n  <ScRiPt>alert(1)</script>'],
      ['page.csv', '\uFEFF<html><body>'],
      ['drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
      ['drawing.txt', '<?xml version="1.0"?><svg/>'],
      ['image.html', png],
      ['image.svg', png],
      ['archive.exe', zip({ a: 'b' })],
      ['setup.exe', program],
      ['setup.png', program],
      ['setup.txt', program],
      ['script.js', 'alert(1)'],
      ['script.sh', '#!/bin/sh\nrm -rf /'],
      ['letter', 'just text'],
      ['page16.txt', Buffer.from('\uFEFF<html>', 'utf16le')],
      ['page.xml.log', '<?xml version="1.0"?><x:html xmlns:x="http://www.w3.org/1999/xhtml"/>'],
      ['zeros.log', Buffer.alloc(500)],
      ['numbers.log', Buffer.from([1, 2, 3, 4, 5, 6, 7, 8])],
      ['small.exe.txt', 'MZ\0\0'],
      ['book.epub', zip({ mimetype: 'application/epub+zip' })],
      ['old.msg', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])],
      ['words.eml', 'Just some words.\n\nFrom: nobody'],
      ['words.gif', 'GIF89a is a format of pictures.'],
      ['page.pdf', `${html}%PDF-1.4`],
    ];
    for (const [name, content] of refused) {
      const error = await refusal(receive(Buffer.from(content as string), name));
      expect(error, name).to.be.instanceOf(InvalidInputError);
      expect(error.fields.attachments, name).to.match(
        new RegExp(`^${name} cannot be attached. Allowed are PDF`),
      );
    }
    expect(await stored()).to.deep.equal([]);
  });

  it('refuses an empty file and one beyond the limit', async () => {
    const empty = await refusal(receiveFile(Readable.from([]), 'empty.txt'));
    expect(empty.fields).to.deep.equal({ attachments: 'empty.txt is empty.' });
    const large = new PassThrough();
    const refused = refusal(receiveFile(large, 'large.txt'));
    large.write(Buffer.alloc(FILE_SIZE, 'x'));
    large.end('x');
    expect((await refused).fields).to.deep.equal({ attachments: 'large.txt is larger than 10 MB.' });
    expect(await stored()).to.deep.equal([]);
    expect((await receive(Buffer.alloc(FILE_SIZE, 'x'), 'just.txt')).sizeBytes).to.equal(FILE_SIZE);
  });

  it('keeps nothing of one that breaks off', async () => {
    const sender = new PassThrough();
    const received = receiveFile(sender, 'half.txt').catch((error: unknown) => error);
    sender.write('half');
    setTimeout(() => sender.destroy(), 20);
    expect(await received).to.be.instanceOf(Error);
    expect(await stored()).to.deep.equal([]);
  });

  it('keeps the name as it was sent, without folders, controls and tricks', async () => {
    const long = `${'ä'.repeat(300)}.png`;
    const names: [string, string][] = [
      ['../../x.png', 'x.png'],
      ['C:\\Users\\rosa\\My "best" photo.png', 'My "best" photo.png'],
      ['a\r\nb\0c.png', 'abc.png'],
      ['\u202Egnp.exe.png', 'gnp.exe.png'],
      ['<img src=x onerror=alert(1)>.png', '<img src=x onerror=alert(1)>.png'],
      ['ünï 文 👋.png', 'ünï 文 👋.png'],
      ['..', 'file'],
      ['', 'file'],
      ['/', 'file'],
      [long, `${'ä'.repeat(251)}.png`],
    ];
    for (const [sent, kept] of names) expect((await receive(png, sent)).name).to.equal(kept);
  });
});

describe('files that come with words', () => {
  let cast: Cast;
  let typeId: string;
  beforeEach(async () => {
    cast = await buildCast();
    typeId = String((await ComplaintType.findOne({ rejectOnEmpty: true }))?.id);
  });

  const form = (attachments: ReceivedFile[], more: object = {}) => ({
    title: 'Broken',
    description: 'See the picture.',
    typeId,
    attachments,
    ...more,
  });

  async function contentOf(actor: Person, id: number): Promise<string> {
    return (await buffer(await (await openAttachment(actor, id)).open())).toString();
  }

  it('belong to the complaint, with size, type, hash and uploader', async () => {
    const { id } = await postComplaint(
      cast.rosa,
      form([await receive(png, 'a.png'), await receive(png, 'b.png')]),
    );
    const rows = await Attachment.findAll({ where: { complaintId: id }, order: ['id'] });
    expect(rows.map(({ originalName }) => originalName)).to.deep.equal(['a.png', 'b.png']);
    expect(rows[0]).to.deep.include({
      uploaderId: cast.rosa.id,
      remarkId: null,
      contentType: 'image/png',
      sizeBytes: png.length,
    });
    const { attachments } = await getConversation(cast.rosa, id, { reopenDays: 7 });
    expect(attachments.map(({ name }) => name)).to.deep.equal(['a.png', 'b.png']);
    expect(await stored()).to.have.members(rows.map(({ storageKey }) => storageKey));
  });

  it('belong to the remark, answer or resolution they came with', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'waiting' });
    const file = (text: string) => receive(Buffer.from(text), `${text}.txt`);
    await answerComplaint(cast.rosa, { id, remark: 'Here.', attachments: [await file('answer')] });
    await addRemark(cast.elena, { id, remark: 'Thanks.', attachments: [await file('remark')] });
    await resolveComplaint(cast.elena, { id, remark: 'Done.', attachments: [await file('resolution')] });
    const { events } = await getConversation(cast.rosa, id, { reopenDays: 7 });
    const remarks = events.flatMap(({ remark }) => remark ?? []);
    expect(remarks.map(({ text, attachments }) => [text, attachments.map(({ name }) => name)])).to.deep.equal(
      [
        ['Here.', ['answer.txt']],
        ['Thanks.', ['remark.txt']],
        ['Done.', ['resolution.txt']],
      ],
    );
    const [first] = await Attachment.findAll({ order: ['id'] });
    expect(await contentOf(cast.elena, first?.id ?? 0)).to.equal('answer');
  });

  it('are removed when the words are refused, whatever the reason', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'assigned' });
    const files = async () => [await receive(png, 'a.png')];
    await refusal(postComplaint(cast.rosa, form(await files(), { title: '' })));
    await refusal(postComplaint(cast.rosa, form(await files(), { typeId: '999999' })));
    await refusal(addRemark(cast.rosa, { id, remark: ' ', attachments: await files() }));
    await refusal(addRemark(cast.sam, { id, remark: 'x', attachments: await files() }));
    await refusal(answerComplaint(cast.rosa, { id, remark: 'x', attachments: await files() }));
    await refusal(resolveComplaint(cast.emil, { id, remark: 'x', attachments: await files() }));
    const six = [];
    for (let i = 0; i < 6; i += 1) six.push(await receive(png, `${i}.png`));
    const error = await refusal(postComplaint(cast.rosa, form(six)));
    expect(error.fields).to.deep.equal({ attachments: 'Attach at most 5 files.' });
    expect(await stored()).to.deep.equal([]);
    expect(await Attachment.count()).to.equal(0);
    expect(await Complaint.count()).to.equal(1);
  });

  it('cannot be claimed by something that looks like a file', async () => {
    const real = await receive(png, 'a.png');
    const { id } = await buildComplaint({ reporter: cast.rosa });
    const forged = JSON.parse(JSON.stringify(real)) as ReceivedFile;
    const error = await refusal(addRemark(cast.rosa, { id, remark: 'x', attachments: [forged] }));
    expect(Object.keys(error.fields).join()).to.match(/^attachments/);
    expect(await stored(), 'nobody else’s file is removed either').to.deep.equal([real.key]);
    await discardFiles([real]);
  });

  it('are kept once when the same form is sent twice, and another file is another complaint', async () => {
    const submissionKey = 'drawn-with-the-form';
    const send = async (content: Buffer) =>
      postComplaint(cast.rosa, form([await receive(content, 'a.txt')], { submissionKey }));
    const [first, second] = await Promise.all([send(Buffer.from('one')), send(Buffer.from('one'))]);
    expect(second.id).to.equal(first.id);
    expect(await stored()).to.have.length(1);
    const third = await send(Buffer.from('two'));
    expect(third.id).not.to.equal(first.id);
    expect(await stored()).to.have.length(2);
    expect(await Attachment.count()).to.equal(2);
  });
});

describe('opening a file', () => {
  let cast: Cast;
  let complaint: Complaint;
  beforeEach(async () => {
    cast = await buildCast();
    complaint = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'assigned' });
  });

  async function attached(
    add: typeof addRemark | typeof addNote,
    name: string,
    content: Buffer,
  ): Promise<number> {
    const attachments = [await receive(content, name)];
    await add(cast.elena, { id: complaint.id, remark: 'x', attachments });
    return (await Attachment.findOne({ order: [['id', 'DESC']], rejectOnEmpty: true })).id;
  }

  it('is for those who may see the complaint', async () => {
    const id = await attached(addRemark, 'log.txt', Buffer.from('0123456789'));
    for (const actor of [cast.rosa, cast.emil, cast.asha]) {
      const file = await openAttachment(actor, id);
      expect(file).to.include({ name: 'log.txt', contentType: 'text/plain', sizeBytes: 10, isImage: false });
      expect((await buffer(await file.open({ start: 2, end: 4 }))).toString()).to.equal('234');
    }
    const stranger = await refusal(openAttachment(cast.sam, id));
    const missing = await refusal(openAttachment(cast.sam, 999_999));
    expect(stranger).to.be.instanceOf(NotFoundError);
    expect(stranger.message).to.equal(missing.message);
    expect(await refusal(openAttachment(cast.asha, Number.NaN))).to.be.instanceOf(NotFoundError);
  });

  it('of an internal note is not for the reporter, and its name is in nothing they read', async () => {
    const id = await attached(addNote, 'secret.png', png);
    expect((await openAttachment(cast.emil, id)).isImage).to.equal(true);
    expect(await refusal(openAttachment(cast.rosa, id))).to.be.instanceOf(NotFoundError);
    const read = JSON.stringify(await getConversation(cast.rosa, complaint.id, { reopenDays: 7 }));
    expect(read).not.to.include('secret.png');
    const reread = JSON.stringify(await getConversation(cast.emil, complaint.id, { reopenDays: 7 }));
    expect(reread)
      .to.include('secret.png')
      .and.not.to.match(/storage|sha256/i);
  });

  it('says so when the content is gone', async () => {
    const id = await attached(addRemark, 'a.png', png);
    for (const key of await stored()) await new LocalDirectory(root).remove(key);
    const file = await openAttachment(cast.rosa, id);
    expect((await refusal(file.open())).message).to.equal('This file is not there any more.');
  });
});
