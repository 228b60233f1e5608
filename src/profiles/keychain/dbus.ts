const METHOD_CALL = 1;
const METHOD_RETURN = 2;
/** Codes of header fields. */
const FIELD = { path: 1, interface: 2, member: 3, replySerial: 5, destination: 6, signature: 8 };

/** Where a method is. */
export interface Method {
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly destination: string;
}

/** Values as D-Bus lays them out: little endian, each at a multiple of its size. */
export class Bytes {
  #all = Buffer.alloc(0);

  get length(): number {
    return this.#all.length;
  }

  get all(): Buffer {
    return this.#all;
  }

  add(...bytes: readonly number[]): this {
    this.#all = Buffer.concat([this.#all, Buffer.from(bytes)]);
    return this;
  }

  align(size: number): this {
    return this.add(...new Array<number>(-this.length & (size - 1)).fill(0));
  }

  number(value: number): this {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return this.align(4).add(...bytes);
  }

  string(value: string): this {
    const bytes = Buffer.from(value);
    return this.number(bytes.length).add(...bytes, 0);
  }

  signature(value: string): this {
    return this.add(value.length, ...Buffer.from(value), 0);
  }
}

/** The bytes of a method call. Source: D-Bus specification, Message Format. */
export function methodCall(
  serial: number,
  to: Method,
  body: { readonly signature: string; readonly bytes: Buffer } | undefined,
): Buffer {
  const fields = new Bytes();
  const field = (code: number, type: string) => fields.align(8).add(code).signature(type);
  field(FIELD.path, 'o').string(to.path);
  field(FIELD.interface, 's').string(to.interface);
  field(FIELD.member, 's').string(to.member);
  field(FIELD.destination, 's').string(to.destination);
  if (body) field(FIELD.signature, 'g').signature(body.signature);
  const bytes = body?.bytes ?? Buffer.alloc(0);
  return new Bytes()
    .add('l'.charCodeAt(0), METHOD_CALL, 0, 1)
    .number(bytes.length)
    .number(serial)
    .number(fields.length)
    .add(...fields.all)
    .align(8)
    .add(...bytes).all;
}

/** The body of the reply to a call among whole messages; empty where it is an error, undefined where it is not there yet. */
export function replyTo(serial: number, received: Buffer): Buffer | undefined {
  for (let at = 0; received.length >= at + 16;) {
    const [bodyLength, fieldsLength] = [received.readUInt32LE(at + 4), received.readUInt32LE(at + 12)];
    const bodyAt = at + 16 + Math.ceil(fieldsLength / 8) * 8;
    const end = bodyAt + bodyLength;
    if (received.length < end) return undefined;
    if (replySerial(received.subarray(at + 16, at + 16 + fieldsLength)) === serial)
      return received[at + 1] === METHOD_RETURN ? received.subarray(bodyAt, end) : Buffer.alloc(0);
    at = end;
  }
  return undefined;
}

/** The call that a message answers. Each field begins at a multiple of 8 with its code and a signature of one letter. */
function replySerial(fields: Buffer): number | undefined {
  for (let at = 0; at + 8 <= fields.length;) {
    const value = at + 4;
    if (fields[at] === FIELD.replySerial) return fields.readUInt32LE(value);
    const type = String.fromCharCode(fields[at + 2] ?? 0);
    const length =
      type === 'g' ? 2 + (fields[value] ?? 0) : type === 'u' ? 4 : 5 + fields.readUInt32LE(value);
    at = Math.ceil((value + length) / 8) * 8;
  }
  return undefined;
}
