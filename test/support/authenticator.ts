import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { isoCBOR } from '@simplewebauthn/server/helpers';

/** What an answer has in the place of what would be in order. */
export interface Strange {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly isVerified?: boolean;
  readonly crossOrigin?: boolean;
  readonly counter?: number;
  readonly userHandle?: string | undefined;
  /** Another key signs. */
  readonly key?: KeyObject;
  readonly type?: string;
  /** Certificates that the device shows of itself. */
  readonly certificates?: readonly Buffer[];
}

const PRESENT = 0x01;
const VERIFIED = 0x04;
const SYNCABLE = 0x08;
const SYNCED = 0x10;
const HAS_KEY = 0x40;

const sha256 = (of: string | Buffer): Buffer => createHash('sha256').update(of).digest();
const base64 = (of: Uint8Array): string => Buffer.from(of).toString('base64url');

/** One passkey of a device made of software: what a browser would send of it. */
export class Authenticator {
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly #origin: string;
  readonly #rpId: string;
  readonly credentialId = base64(randomBytes(32));
  userHandle = '';
  /** Undefined: it does not count. */
  counter: number | undefined;

  constructor(origin: string, counter?: number) {
    this.#origin = origin;
    this.#rpId = new URL(origin).hostname;
    this.counter = counter;
  }

  /** The answer to what a browser is asked for a new passkey, as the text of a form. */
  create(options: PublicKeyCredentialCreationOptionsJSON, strange: Strange = {}): string {
    this.userHandle = options.user.id;
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' });
    const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'base64url'));
    const key = new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, bytes(x)],
      [-3, bytes(y)],
    ]);
    const id = Buffer.from(this.credentialId, 'base64url');
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    const authData = Buffer.concat([
      this.#head(HAS_KEY, strange),
      Buffer.alloc(16),
      length,
      id,
      isoCBOR.encode(key),
    ]);
    const { certificates } = strange;
    const statement = new Map<string, unknown>();
    if (certificates !== undefined) {
      statement.set('alg', -7).set('sig', Uint8Array.from(randomBytes(64)));
      statement.set(
        'x5c',
        certificates.map((one) => Uint8Array.from(one)),
      );
    }
    const attestation = new Map<string, unknown>([
      ['fmt', certificates === undefined ? 'none' : 'packed'],
      ['attStmt', statement],
      ['authData', Uint8Array.from(authData)],
    ]);
    const clientData = this.#clientData('webauthn.create', options.challenge, strange);
    return this.#answer({
      clientDataJSON: base64(clientData),
      attestationObject: base64(isoCBOR.encode(attestation as never)),
      transports: ['internal'],
    });
  }

  /** The answer to what a browser is asked for a passkey, as the text of a form. */
  get(options: PublicKeyCredentialRequestOptionsJSON, strange: Strange = {}): string {
    if (this.counter !== undefined) this.counter += 1;
    const authData = this.#head(0, strange);
    const clientData = this.#clientData('webauthn.get', options.challenge, strange);
    const signed = Buffer.concat([authData, sha256(clientData)]);
    const userHandle = 'userHandle' in strange ? strange.userHandle : this.userHandle;
    return this.#answer({
      clientDataJSON: base64(clientData),
      authenticatorData: base64(authData),
      signature: base64(sign('sha256', signed, strange.key ?? this.#keys.privateKey)),
      ...(userHandle === undefined ? {} : { userHandle }),
    });
  }

  #head(flags: number, { rpId = this.#rpId, isVerified = true, counter }: Strange): Buffer {
    const tail = Buffer.alloc(5);
    tail[0] = flags | PRESENT | SYNCABLE | SYNCED | (isVerified ? VERIFIED : 0);
    tail.writeUInt32BE(counter ?? this.counter ?? 0, 1);
    return Buffer.concat([sha256(rpId), tail]);
  }

  #clientData(type: string, challenge: string, strange: Strange): Buffer {
    const { origin = this.#origin, crossOrigin = false } = strange;
    const said = {
      type: strange.type ?? type,
      challenge: strange.challenge ?? challenge,
      origin,
      crossOrigin,
    };
    return Buffer.from(JSON.stringify(said));
  }

  #answer(response: object): string {
    const id = this.credentialId;
    return JSON.stringify({ id, rawId: id, type: 'public-key', response, clientExtensionResults: {} });
  }
}

/** A key that is nobody's. */
export function strangeKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
}
