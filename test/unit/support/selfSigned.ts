import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const { length } = body;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
};
const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const utcTime = (at: Date): Buffer =>
  der(
    0x17,
    Buffer.from(
      at
        .toISOString()
        .replace(/[-:T]|\.\d+/g, '')
        .slice(2),
    ),
  );

export interface Identity {
  readonly key: string;
  readonly cert: string;
}

const DAY_MS = 86_400_000;
const ECDSA_WITH_SHA256 = sequence(oid('2a8648ce3d040302'));
const commonName = (value: string): Buffer =>
  sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(value)))));
const extension = (id: string, value: Buffer): Buffer => sequence(oid(id), der(0x04, value));
const yes = der(0x01, Buffer.from([0xff]));

interface Wish {
  readonly subject: string;
  readonly issuer: string;
  readonly extensions: readonly Buffer[];
  /** Its last day, counted from today. */
  readonly lastDay: number;
  readonly publicKey: KeyObject;
  readonly signer: KeyObject;
}

function certificate({ subject, issuer, extensions, lastDay, publicKey, signer }: Wish): string {
  const now = Date.now();
  const facts = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    ECDSA_WITH_SHA256,
    commonName(issuer),
    sequence(utcTime(new Date(now - 10 * DAY_MS)), utcTime(new Date(now + lastDay * DAY_MS))),
    commonName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  );
  const signature = sign('sha256', facts, signer);
  const whole = sequence(facts, ECDSA_WITH_SHA256, der(0x03, Buffer.from([0]), signature));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

const keyPair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }) as string;
/** For 127.0.0.1 and these names. */
const names = (hosts: readonly string[]): Buffer =>
  extension(
    '551d11',
    sequence(der(0x87, Buffer.from([127, 0, 0, 1])), ...hosts.map((host) => der(0x82, Buffer.from(host)))),
  );

/** A key and a certificate for 127.0.0.1 and these host names that it signs itself: no machine trusts it. */
export function selfSigned(hosts: readonly string[] = []): Identity {
  const { publicKey, privateKey: signer } = keyPair();
  const who = { subject: '127.0.0.1', issuer: '127.0.0.1', publicKey, signer };
  return { key: pem(signer), cert: certificate({ ...who, extensions: [names(hosts)], lastDay: 1 }) };
}

export interface Authority {
  /** Its own certificate. */
  readonly cert: string;
  /** A server's, for 127.0.0.1 and these names; valid up to a day counted from today. */
  issue(hosts: readonly string[], lastDay?: number): Identity;
}

/** A certificate authority that no machine knows. */
export function authority(name: string, lastDay = 1): Authority {
  const { publicKey, privateKey: signer } = keyPair();
  const extensions = [sequence(oid('551d13'), yes, der(0x04, sequence(yes)))];
  return {
    cert: certificate({ subject: name, issuer: name, extensions, lastDay, publicKey, signer }),
    issue(hosts, until = 1) {
      const own = keyPair();
      const who = { subject: hosts[0] ?? '127.0.0.1', issuer: name, publicKey: own.publicKey, signer };
      return {
        key: pem(own.privateKey),
        cert: certificate({ ...who, extensions: [names(hosts)], lastDay: until }),
      };
    },
  };
}
