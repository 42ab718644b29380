import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import { ArchiveError } from './archive-error.ts';
import type { ByteSource } from './byte-source.ts';

/**
 * How an archive is encrypted: AES-256-GCM in chunks, by a key that scrypt makes of the passphrase. The nonce of a chunk
 * holds its number and whether it is the last, and every chunk is bound to the header: none can be left out, moved, taken
 * from another archive or cut off unnoticed.
 */
const CIPHER = 'aes-256-gcm';
/** Names the way; another one gets another name. */
const MAGIC = Buffer.from('ALPBKUP1');
const SALT_BYTES = 16;
const PREFIX_BYTES = 7;
const TAG_BYTES = 16;
const CHUNK = 64 * 1024;
const SEALED_CHUNK = CHUNK + TAG_BYTES;
/** 128 MB for a moment: dear to whoever tries many passphrases. */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 192 * 1024 * 1024 };

/** What stands before the first chunk: the way, the salt and the beginning of each nonce. */
export const HEADER_LENGTH = MAGIC.length + SALT_BYTES + PREFIX_BYTES;

/** Whether a file that begins so is encrypted. */
export function isEncrypted(header: Buffer): boolean {
  return header.subarray(0, MAGIC.length).equals(MAGIC);
}

/** Of one passphrase that was typed in different ways, and with a line break at its end, there is one key. */
function keyFrom(passphrase: string, header: Buffer): Promise<Buffer> {
  const salt = header.subarray(MAGIC.length, MAGIC.length + SALT_BYTES);
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), salt, 32, COST, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}

function nonceOf(header: Buffer, number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  header.copy(nonce, 0, HEADER_LENGTH - PREFIX_BYTES);
  nonce.writeUInt32BE(number, PREFIX_BYTES);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

/** Encrypts what passes. */
class Encryption extends Transform {
  readonly #key: Buffer;
  readonly #header: Buffer;
  #number = 0;
  #held: Buffer[] = [];
  #length = 0;

  constructor(key: Buffer, header: Buffer) {
    super();
    this.#key = key;
    this.#header = header;
    this.push(header);
  }

  #seal(chunk: Buffer, isLast: boolean): void {
    const cipher = createCipheriv(CIPHER, this.#key, nonceOf(this.#header, this.#number, isLast));
    cipher.setAAD(this.#header);
    this.push(Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]));
    this.#number += 1;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#held.push(chunk);
    this.#length += chunk.length;
    // One more byte has to be there: the last chunk is another one.
    if (this.#length > CHUNK) {
      let all = Buffer.concat(this.#held);
      for (; all.length > CHUNK; all = all.subarray(CHUNK)) this.#seal(all.subarray(0, CHUNK), false);
      this.#held = [Buffer.from(all)];
      this.#length = all.length;
    }
    done();
  }

  override _flush(done: TransformCallback): void {
    this.#seal(Buffer.concat(this.#held), true);
    done();
  }
}

/** What encrypts an archive with this passphrase as it passes. */
export async function encrypting(passphrase: string): Promise<Transform> {
  const header = Buffer.concat([MAGIC, randomBytes(SALT_BYTES + PREFIX_BYTES)]);
  return new Encryption(await keyFrom(passphrase, header), header);
}

/** The chunks of an encrypted file, each proven as it is read. */
class Chunks {
  readonly #file: ByteSource;
  readonly #header: Buffer;
  readonly #key: Buffer;
  readonly count: number;
  /** The one that was read last: readers go on where they were. */
  #known: { readonly number: number; readonly bytes: Buffer } | undefined;

  constructor(file: ByteSource, header: Buffer, key: Buffer) {
    this.#file = file;
    this.#header = header;
    this.#key = key;
    this.count = Math.max(1, Math.ceil((file.size - HEADER_LENGTH) / SEALED_CHUNK));
  }

  async read(number: number): Promise<Buffer> {
    if (this.#known?.number === number) return this.#known.bytes;
    const sealed = await this.#file.read(HEADER_LENGTH + number * SEALED_CHUNK, SEALED_CHUNK);
    const isLast = number === this.count - 1;
    try {
      const nonce = nonceOf(this.#header, number, isLast);
      const decipher = createDecipheriv(CIPHER, this.#key, nonce, { authTagLength: TAG_BYTES });
      const border = Math.max(sealed.length - TAG_BYTES, 0);
      decipher.setAAD(this.#header).setAuthTag(sealed.subarray(border));
      const bytes = Buffer.concat([decipher.update(sealed.subarray(0, border)), decipher.final()]);
      this.#known = { number, bytes };
      return bytes;
    } catch (error) {
      throw new ArchiveError(
        number === 0
          ? 'The archive cannot be decrypted: the passphrase is another one, or the archive was changed.'
          : 'The archive was changed since it was written, or parts of it are missing.',
        error,
      );
    }
  }
}

async function piece(chunks: Chunks, position: number, length: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let at = position;
  while (at < position + length) {
    const number = Math.floor(at / CHUNK);
    if (number >= chunks.count) break;
    const chunk = await chunks.read(number);
    const part = chunk.subarray(at - number * CHUNK, position + length - number * CHUNK);
    if (part.length === 0) break;
    parts.push(part);
    at += part.length;
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
}

/**
 * An encrypted file as what it was before.
 *
 * @param header its first bytes.
 * @throws ArchiveError when the passphrase is another one; also from each reading, when something was changed.
 */
export async function decrypting(file: ByteSource, header: Buffer, passphrase: string): Promise<ByteSource> {
  const chunks = new Chunks(file, header, await keyFrom(passphrase, header));
  await chunks.read(0);
  const last = await chunks.read(chunks.count - 1);
  return {
    size: (chunks.count - 1) * CHUNK + last.length,
    read: (position, length) => piece(chunks, position, length),
    close: () => file.close(),
  };
}
