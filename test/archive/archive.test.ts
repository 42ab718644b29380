import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ArchiveReader } from '../../src/archive/archive-reader.ts';
import { ArchiveWriter } from '../../src/archive/archive-writer.ts';
import { zip } from '../support/files.ts';
import { flipped, newFolder, partsOf, removeFolders, writeParts, type Parts } from '../support/archives.ts';
import { refusal } from '../support/refusal.ts';

const PASSPHRASE = 'eleven green bottles';
/** So much that an encrypted archive has several chunks. */
const content = (): Parts =>
  new Map([
    ['tables/users.jsonl', Buffer.from('[1,"Rosa"]\n'.repeat(5000))],
    ['tables/none.jsonl', Buffer.alloc(0)],
    ['files.bin', randomBytes(200_000)],
  ]);

/** The places of a file that are looked at: its ends, and some in between. */
function places(size: number, count: number): number[] {
  const between = Array.from({ length: count }, (_, index) => Math.floor((size * index) / count));
  return [...new Set([0, 1, ...between, size - 72, size - 71, size - 22, size - 1])].filter((at) => at >= 0);
}

/**
 * The same of an encrypted one, of which each look costs the making of a key: the way, the salt and the nonces of its
 * header, a chunk, the proof of one, and the last.
 */
const encryptedPlaces = (size: number): number[] => [0, 8, 30, 31 + 500, 31 + 65_536 + 1, size - 1];

/** A zip as others write it, with the seal of ours. */
function sealed(files: Readonly<Record<string, string>>): Buffer {
  const comment = 71;
  const plain = zip(files);
  plain.writeUInt16LE(comment, plain.length - 2);
  return Buffer.concat([plain, Buffer.from(`sha256:${createHash('sha256').update(plain).digest('hex')}`)]);
}

describe('an archive', function suite() {
  this.timeout(120_000);
  after(removeFolders);

  for (const passphrase of [undefined, PASSPHRASE]) {
    const kind = passphrase === undefined ? 'plain' : 'encrypted';

    it(`is read as it was written, for this account alone (${kind})`, async () => {
      const path = join(newFolder(), 'a.zip');
      const parts = content();
      await writeParts(path, parts, passphrase);
      expect(await partsOf(path, passphrase)).to.deep.equal(parts);
      expect(statSync(path).mode & 0o777).to.equal(0o600);
      expect(readFileSync(path).includes('users.jsonl')).to.equal(passphrase === undefined);
    });

    it(`is refused with any byte changed, wherever it is (${kind})`, async () => {
      const folder = newFolder();
      const path = join(folder, 'a.zip');
      const wrong = join(folder, 'wrong.zip');
      await writeParts(path, content(), passphrase);
      for (const at of passphrase === undefined
        ? places(statSync(path).size, 60)
        : encryptedPlaces(statSync(path).size)) {
        writeFileSync(wrong, flipped(path, at));
        const { code, message } = await refusal(ArchiveReader.open(wrong, passphrase));
        expect(code, `byte ${at}: ${message}`).to.equal('damaged_archive');
      }
    });

    it(`is refused cut off anywhere, and with something added (${kind})`, async () => {
      const folder = newFolder();
      const path = join(folder, 'a.zip');
      const wrong = join(folder, 'wrong.zip');
      await writeParts(path, content(), passphrase);
      const whole = readFileSync(path);
      // Encrypted ones in the header, in a chunk and at the borders of chunks.
      const lengths =
        passphrase === undefined
          ? places(whole.length, 40)
          : [
              0,
              8,
              30,
              31,
              31 + 500,
              ...[1, 2, 3].map((chunks) => 31 + chunks * (65_536 + 16)),
              whole.length - 1,
            ];
      for (const length of lengths) {
        writeFileSync(wrong, whole.subarray(0, length));
        const { code } = await refusal(ArchiveReader.open(wrong, passphrase));
        expect(code, `${length} bytes`).to.equal('damaged_archive');
      }
      for (const more of [Buffer.from('x'), whole]) {
        writeFileSync(wrong, Buffer.concat([whole, more]));
        expect((await refusal(ArchiveReader.open(wrong, passphrase))).code).to.equal('damaged_archive');
      }
    });
  }

  it('is refused with chunks that changed places, are of another archive or missing', async () => {
    const folder = newFolder();
    const paths = [join(folder, 'a.zip'), join(folder, 'b.zip')] as const;
    for (const path of paths) await writeParts(path, content(), PASSPHRASE);
    const [whole, other] = paths.map((path) => readFileSync(path)) as [Buffer, Buffer];
    const chunk = (of: Buffer, number: number) =>
      of.subarray(31 + number * 65_552, 31 + (number + 1) * 65_552);
    const rest = whole.subarray(31 + 2 * 65_552);
    const head = whole.subarray(0, 31);
    const wrong = [
      [head, chunk(whole, 1), chunk(whole, 0), rest],
      [head, chunk(whole, 0), chunk(other, 1), rest],
      [head, chunk(whole, 0), rest],
      [head, chunk(whole, 0), chunk(whole, 0), chunk(whole, 1), rest],
      [other.subarray(0, 31), chunk(whole, 0), chunk(whole, 1), rest],
    ];
    for (const [index, parts] of wrong.entries()) {
      const path = join(folder, `wrong-${index}.zip`);
      writeFileSync(path, Buffer.concat(parts));
      expect((await refusal(ArchiveReader.open(path, PASSPHRASE))).code, `${index}`).to.equal(
        'damaged_archive',
      );
    }
  });

  it('needs its passphrase, composed or decomposed', async () => {
    const path = join(newFolder(), 'a.zip');
    await writeParts(path, content(), 'elf grüne Flaschen'.normalize('NFC'));
    expect((await refusal(ArchiveReader.open(path))).message).to.match(/is encrypted/);
    expect((await refusal(ArchiveReader.open(path, PASSPHRASE))).message).to.match(/cannot be decrypted/);
    await (await ArchiveReader.open(path, 'elf grüne Flaschen'.normalize('NFD'))).close();
  });

  it('has no part that leads elsewhere, comes twice, bursts, or is hidden from others', async () => {
    const folder = newFolder();
    const path = join(folder, 'a.zip');
    for (const name of ['../up', '/etc/passwd', 'a/../../b', 'C:/x', 'a\\b']) {
      writeFileSync(path, sealed({ [name]: 'x' }));
      expect((await refusal(ArchiveReader.open(path))).code, name).to.equal('damaged_archive');
    }
    const twice = sealed({ one: 'x', two: 'y' });
    // The name in the list at the end.
    twice.write('one', twice.lastIndexOf('two'));
    const border = twice.length - 71;
    twice.write(createHash('sha256').update(twice.subarray(0, border)).digest('hex'), border + 7);
    writeFileSync(path, twice);
    expect((await refusal(ArchiveReader.open(path))).message).to.match(/twice/);
    const bomb = join(folder, 'bomb.zip');
    await writeParts(bomb, new Map([['tables/users.jsonl', Buffer.alloc(50_000_000)]]));
    expect((await refusal(ArchiveReader.open(bomb))).message).to.match(/beyond all measure/);
  });

  it('takes no file’s place, and leaves nothing where it is not finished', async () => {
    const folder = newFolder();
    const path = join(folder, 'a.zip');
    writeFileSync(path, 'mine');
    expect((await refusal(ArchiveWriter.create(path))).message).to.match(/is there already/);
    const late = join(folder, 'late.zip');
    const writer = await ArchiveWriter.create(late);
    expect(existsSync(late)).to.equal(false);
    writeFileSync(late, 'somebody was quicker');
    expect((await refusal(writer.finish())).message).to.match(/is there already/);
    await writer.discard();
    expect(readFileSync(late, 'utf8')).to.equal('somebody was quicker');
    const broken = await ArchiveWriter.create(join(folder, 'broken.zip'));
    const failing = (async function* fail(): AsyncGenerator<Buffer> {
      yield Buffer.from('x');
      throw new Error('the source failed');
    })();
    const failed = await broken.add('x', failing).catch((error: Error) => error.message);
    expect(failed).to.equal('the source failed');
    await broken.discard();
    expect(readdirSync(folder).toSorted()).to.deep.equal(['a.zip', 'late.zip']);
    const nowhere = await refusal(ArchiveWriter.create(join(folder, 'none', 'a.zip')));
    expect(nowhere.message).to.match(/its folder does not exist/);
  });
});
